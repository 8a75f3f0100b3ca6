"""`python -m app.demo [PATH...]`: load documents, answer the three questions from them, export RDF, and say how to go on.

Nothing here knows the documents: which bloc, unit and resolution are asked about, the graph decides.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.rule import Rule

from graph.answers import TracePath
from graph.port import StatementGraph
from ontology.models import Entity

from . import outcomes
from .commands.documents import load_with_progress, summary_line
from .exchange import export
from .loading import Batch, reader_of
from .opening import opened
from .presentation import label
from .settings import Settings, variable
from .terminal import console, errors, statements_table, trace_view

HOME = Path(".thidua", "demo")
DOCUMENTS = Path("examples")
_PATHS_SHOWN = 3
_RESOLUTIONS_ASKED = 50

_Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="Documents and folders; else the project's examples.")]


def demo(paths: _Paths = None) -> None:
    """Load documents and answer the three questions from them."""
    os.environ.setdefault(variable("home"), str(HOME.absolute()))
    with opened() as (settings, graph):
        summary = load_with_progress(graph, Batch.of(paths or [DOCUMENTS]), 0, reader_of(settings))
        console().print(summary_line(summary))
        for failure in summary.failed:
            errors().print(f"Failed: {failure.name}: {failure.reason}")
        _answer(graph)
        _write_export(settings, graph)
    _say_how_to_go_on(settings)


def _answer(graph: StatementGraph) -> None:
    led = graph.leaders()
    if led:
        bloc = _most_told([item.object for item in led if isinstance(item.object, Entity)])
        _ask(f"1. Which unit led {label(bloc)}, and when?")
        console().print(statements_table(graph.leaders(bloc.id)))
        unit = _most_told([item.subject for item in led])
        _ask(f"2. Which blocs did {label(unit)} lead, and when?")
        console().print(statements_table(graph.led_by(unit.id)))
    traced = _most_traced(graph)
    if traced:
        _ask(f"3. What came of {label(traced[0])}?")
        console().print(trace_view(traced[0], traced[1][:_PATHS_SHOWN]))


def _ask(question: str) -> None:
    console().print()
    console().print(Rule(question, align="left"))


def _most_told(things: list[Entity]) -> Entity:
    """The thing that comes most often; the first by id of several."""
    times = Counter(thing.id for thing in things)
    return min(things, key=lambda thing: (-times[thing.id], thing.id))


def _most_traced(graph: StatementGraph) -> tuple[Entity, tuple[TracePath, ...]] | None:
    """The resolution with the longest path, then the most paths, among the first ones."""
    things = [item for item in graph.entities("resolution", limit=_RESOLUTIONS_ASKED).items if isinstance(item, Entity)]
    traced = [(thing, paths) for thing in things if (paths := graph.trace(thing.id, 100))]
    return max(traced, key=lambda pair: (max(len(path.steps) for path in pair[1]), len(pair[1])), default=None)


def _write_export(settings: Settings, graph: StatementGraph) -> None:
    file = settings.home / "export.ttl"
    export(graph, file, settings.base_iri)
    console().print()
    console().print(f"All of it as RDF: {file} ({file.stat().st_size:,} bytes)", soft_wrap=True)


def _say_how_to_go_on(settings: Settings) -> None:
    command = Path(sys.executable).with_name("thidua")
    console().print(f"To open the service: {variable('home')}={settings.home} {command} serve", soft_wrap=True)
    console().print(f"and then http://{settings.host}:{settings.port}/ — its description is at /openapi.json.", soft_wrap=True)


app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
app.command(cls=outcomes.Command)(demo)

if __name__ == "__main__":
    outcomes.run(app)
