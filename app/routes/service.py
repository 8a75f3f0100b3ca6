"""The service itself: what is here, whether it lives, whether it can answer, and all of it as RDF."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from app import shapes
from app.parameters import GraphOf
from app.problems import described
from app.settings import Settings
from ontology.vocabulary import vocabulary

from .answers import answer


def add(app: FastAPI, settings: Settings) -> None:  # noqa: ARG001 - every module of routes is added alike
    """The routes that belong to no class of things."""
    app.get("/", tags=["Service"], response_model=shapes.Index, responses=described())(index)
    app.get("/healthz", tags=["Service"], response_model=shapes.Health)(healthz)
    app.get("/readyz", tags=["Service"], response_model=shapes.Health, responses=described())(readyz)


def index(graph: GraphOf) -> Response:
    """How much is here, and where its lists are."""
    counts = graph.counts()
    lists = sorted(["/document", "/statement", "/leaders", *(f"/{name}" for name in vocabulary().classes)])
    total = {"document": counts.documents, "statement": counts.statements, "evidence": counts.evidence}
    return answer({"counts": {**total, **counts.entities}, "lists": lists})


async def healthz() -> Response:
    """Whether the process lives."""
    return answer({"status": "ok"})


def readyz(graph: GraphOf) -> Response:
    """Whether the graph answers; 503 where it does not."""
    graph.revision()
    return answer({"status": "ok"})
