"""RDF out, RDF in, and the hash of it all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.exchange import content_hash, export, import_file
from app.opening import opened
from app.terminal import console, print_json
from ontology.rdf import FORMATS

from .options import Json

_Target = Annotated[Path, typer.Argument(help="The file to write.", show_default=False)]
_Source = Annotated[Path, typer.Argument(help="A file that `thidua export` wrote.", show_default=False)]
_Format = Annotated[str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}; else by the file's ending.", show_default=False)]


def export_graph(file: _Target, form: _Format = None, as_json: Json = False) -> None:
    """Write the whole graph as RDF: all of it or, where something fails, nothing."""
    _check_format(file, form)
    with opened() as (settings, graph):
        export(graph, file, settings.base_iri, form)
        size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        console().print(f"Written: {file} ({size:,} bytes)", soft_wrap=True)


def import_graph(file: _Source, form: _Format = None, as_json: Json = False) -> None:
    """Read an export in again: documents, statements and all they stand on."""
    _check_format(file, form)
    with opened() as (settings, graph):
        written = import_file(graph, file, settings.base_iri, form)
    count = {outcome: sum(item.outcome == outcome for item in written) for outcome in ("new", "changed", "unchanged")}
    if as_json:
        print_json({"file": str(file), **count})
    else:
        console().print(f"Documents: {', '.join(f'{number} {outcome}' for outcome, number in count.items())}.")


def hash_graph(as_json: Json = False) -> None:
    """Print the SHA-256 of the canonical RDF of the whole graph: equal graphs, equal hashes."""
    with opened() as (settings, graph):
        digest = content_hash(graph, settings.base_iri)
    if as_json:
        print_json({"sha256": digest})
    else:
        console().print(digest, soft_wrap=True)


def _check_format(file: Path, form: str | None) -> None:
    """A wrong format is wrong use, found out before an engine is started for it."""
    wanted = (form or file.suffix.removeprefix(".")).lower()
    if wanted not in FORMATS:
        raise typer.BadParameter(f"no format is called {wanted!r}; there are {', '.join(FORMATS)}", param_hint="--format")
