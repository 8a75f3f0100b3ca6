"""RDF out, RDF in, and the hash of it all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.exchange import content_hash, export, import_file
from app.opening import opened
from app.terminal import console, print_json

from .options import Json

_File = Annotated[Path, typer.Argument(help="The file to write; its ending tells the format where --format does not.", show_default=False)]
_Format = Annotated[
    str | None, typer.Option("--format", help="nt, ttl, jsonld, …; by the file's ending where not given.", show_default=False)
]


def export_graph(file: _File, form: _Format = None, as_json: Json = False) -> None:
    """Write the whole graph as RDF."""
    with opened() as (settings, graph):
        export(graph, file, settings.base_iri, form)
    if as_json:
        print_json({"file": str(file), "bytes": file.stat().st_size})
    else:
        console().print(f"Written: {file} ({file.stat().st_size:,} bytes)", soft_wrap=True)


def import_graph(file: Annotated[Path, typer.Argument(help="A file that `thidua export` wrote.")], as_json: Json = False) -> None:
    """Read an export in again: documents, statements and all they stand on."""
    with opened() as (settings, graph):
        import_file(graph, file, settings.base_iri)
        counts = graph.counts()
    if as_json:
        print_json({"file": str(file), "counts": counts.model_dump()})
    else:
        console().print(
            f"Read: {file}. The graph now holds {counts.documents} documents and {counts.statements} statements.", soft_wrap=True
        )


def hash_graph(as_json: Json = False) -> None:
    """Print the SHA-256 of the canonical RDF of the whole graph: equal graphs, equal hashes."""
    with opened() as (settings, graph):
        digest = content_hash(graph, settings.base_iri)
    if as_json:
        print_json({"sha256": digest})
    else:
        console().print(digest, soft_wrap=True)
