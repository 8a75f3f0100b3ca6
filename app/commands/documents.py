"""Commands for documents: extract, load, withdraw."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Annotated

import typer

from app.errors import ExitCode, NotFoundError
from app.loading import Batch, Failure, Reader, Summary, load, reader_of, readings
from app.modelling import ModelTally
from app.opening import opened
from app.settings import Settings, read_settings
from app.terminal import console, errors, print_json, progress
from graph.answers import Source
from graph.port import StatementGraph
from ontology.identifiers import document_id
from ontology.interchange import record_json

from .options import Json, Paths, Workers

_HASH_START = re.compile(r"[0-9a-f]{1,64}")


def extract(paths: Paths, workers: Workers = 0, as_json: Json = False) -> None:  # noqa: ARG001 - it is JSON in any case
    """Print the statements of documents, one JSON object a line; no database is needed.

    A document that can't be read is listed on standard error at the end; the exit code is then 3.
    """
    settings = read_settings()
    batch, model = Batch.of(paths), ModelTally()
    for reading in model.watching(readings(batch, workers, reader_of(settings))):
        for statement in reading.statements:
            print_json(record_json(statement, reading.document), pretty=False)
    _tell(model, settings)
    _end(tuple(batch.failed))


def load_documents(paths: Paths, workers: Workers = 0, as_json: Json = False) -> None:
    """Read documents, extract their statements and store them.

    Loading a document again changes nothing. One that fails never stops the rest: it is listed at the end, and the exit code is 3.
    """
    with opened() as (settings, graph):
        summary = load_with_progress(graph, Batch.of(paths), workers, reader_of(settings))
    if as_json:
        print_json({key: value for key, value in dataclasses.asdict(summary).items() if value is not None})
    else:
        console().print(summary_line(summary))
        if summary.model is not None:
            _tell(summary.model, settings)
    _end(summary.failed)


def load_with_progress(graph: StatementGraph, batch: Batch, workers: int, read: Reader) -> Summary:
    """Load the batch with a bar on standard error."""
    with progress("Loading") as bar:
        task = bar.add_task("", total=len(batch.paths))
        return load(graph, batch, workers, read, lambda: bar.advance(task))


def summary_line(summary: Summary) -> str:
    """What the load did, in one line."""
    told = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged, {len(summary.failed)} failed"
    return f"Documents: {told}. Statements in them: {summary.statements}."


def _tell(model: ModelTally, settings: Settings) -> None:
    """What the model did, beside the answers and not among them."""
    for line in model.lines(settings.llm_model):
        errors().print(line)


def _end(failed: tuple[Failure, ...]) -> None:
    for failure in failed:
        errors().print(f"Failed: {failure.name}: {failure.reason}")
    if failed:
        raise typer.Exit(ExitCode.SOME_DOCUMENTS_FAILED)


def withdraw(
    document: Annotated[str, typer.Argument(help="Its id, a start of its hash, or the file itself.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Take a document out again, with all that stands on it alone."""
    with opened() as (settings, graph):
        identifier = _document_id(graph, document.removeprefix(settings.base_iri))
        if not graph.withdraw(identifier):
            raise NotFoundError(document)
        if as_json:
            print_json({"withdrawn": identifier})
        else:
            console().print(f"Withdrawn: {identifier}", soft_wrap=True)


def _document_id(graph: StatementGraph, named: str) -> str:
    """The id of a file's bytes, or of the one document whose hash starts so.

    Raises:
        NotFoundError: there is none, or more than one.
    """
    if Path(named).is_file():
        return document_id(Path(named).read_bytes())
    slug = named.strip("/").removeprefix("document/")
    found = graph.documents(cursor=_just_before(f"document/{slug}"), limit=2).items
    matching = [item.id for item in found if isinstance(item, Source) and item.id.startswith(f"document/{slug}")]
    if not _HASH_START.fullmatch(slug) or len(matching) != 1:
        raise NotFoundError(named)
    return matching[0]


def _just_before(start: str) -> str:
    """A cursor, and it need not be one that is there, after which come first the ids that start so."""
    return f"{start[:-1]}{chr(ord(start[-1]) - 1)}~"
