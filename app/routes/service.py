"""The service itself: what is here, whether it lives, whether it can answer, and all of it as RDF."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, BinaryIO

from fastapi import FastAPI, Query
from starlette.responses import Response, StreamingResponse

from app import shapes
from app.exchange import export
from app.parameters import GraphOf, SettingsOf
from app.problems import described
from app.settings import Settings
from ontology.rdf import FORMATS
from ontology.vocabulary import vocabulary

from .answers import answer

Format = Enum("Format", {name: name for name in sorted(FORMATS)}, type=str)  # type: ignore[misc]  # ontology.rdf lists them
_LISTS = ("/conflicts", "/document", "/judgement", "/leaders", "/review", "/statement")
_CHUNK = 256 * 1024
_TURTLE = Format("ttl")
_Format = Annotated[Format, Query(alias="format", description="Which form of RDF.", examples=["ttl"])]
_RDF: dict[int | str, dict[str, Any]] = {200: {"description": "The graph.", "content": {form.media_type: {} for form in FORMATS.values()}}}


def add(app: FastAPI, settings: Settings) -> None:  # noqa: ARG001 - every module of routes is added alike
    """The routes that belong to no class of things."""
    app.get("/", tags=["Service"], response_model=shapes.Index, responses=described())(index)
    app.get("/healthz", tags=["Service"], response_model=shapes.Health)(healthz)
    app.get("/readyz", tags=["Service"], response_model=shapes.Health, responses=described())(readyz)
    app.get("/export", tags=["Service"], response_class=StreamingResponse, responses={**_RDF, **described()})(export_graph)


def index(graph: GraphOf) -> Response:
    """How much is here, and where its lists are."""
    counts = graph.counts()
    lists = sorted([*_LISTS, *(f"/{name}" for name in vocabulary().classes)])
    total = {"document": counts.documents, "statement": counts.statements, "evidence": counts.evidence}
    return answer({"counts": {**total, **counts.entities}, "lists": lists})


async def healthz() -> Response:
    """Whether the process lives."""
    return answer({"status": "ok"})


def readyz(graph: GraphOf) -> Response:
    """Whether the graph answers; 503 where it does not."""
    graph.revision()
    return answer({"status": "ok"})


def export_graph(graph: GraphOf, settings: SettingsOf, form: _Format = _TURTLE) -> Response:
    """The whole graph as RDF, sent as it is read from the disk.

    It is written there first: what goes out is whole, or an error and not half a graph that looks like one.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="thidua-export-", dir=settings.home) as folder:
        file = Path(folder, f"thidua.{form.value}")
        export(graph, file, settings.base_iri, form.value)
        # Its name goes at once, its content when it is sent: nothing is left behind, whoever hangs up.
        opened, size = file.open("rb"), file.stat().st_size
    headers = {"content-length": str(size), "content-disposition": f'attachment; filename="{file.name}"'}
    return StreamingResponse(_chunks(opened), media_type=FORMATS[form.value].media_type, headers=headers)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
