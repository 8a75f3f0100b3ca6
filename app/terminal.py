"""What people see in a terminal: tables that fit its width, each line with its quote and source; progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from graph.answers import Candidate, SearchHit, Source, SourcedStatement, TracePath
from ontology.models import Entity, Evidence, LiteralValue

from .presentation import label, predicate_label

_SURE = 0.70


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command line, which ends as other programs do when nobody reads on."""
        raise BrokenPipeError


def console() -> Console:
    """Standard output."""
    return _Console(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """Standard error, for progress and complaints."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def progress(task: str) -> Progress:
    """A bar on standard error, gone when it is done; none where standard error is no terminal."""
    columns = (TextColumn(task), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    screen = errors()
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)


def print_json(value: Any, pretty: bool = True) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2 if pretty else None) + "\n")


def statements_table(stated: Iterable[SourcedStatement], title: str = "") -> Table:
    """Statements, one a row: the year, what is said, the quote and where it stands."""
    table = _table(title, "Year", "Statement")
    for item in stated:
        table.add_row(str(item.statement.qualifiers.year or "–"), sentence(item), *_proof(item))
    return table


def trace_view(start: Entity, paths: Iterable[TracePath]) -> RenderableType:
    """Every path: its ends as a heading, its steps as a table."""
    parts: list[RenderableType] = []
    for number, path in enumerate(paths, 1):
        parts.append(Rule(Text(f"{number}. {' — '.join(label(node) for node in path.nodes)}"), align="left"))
        table = _table("", "Step", "Statement")
        for step, item in enumerate(path.steps, 1):
            table.add_row(str(step), sentence(item), *_proof(item))
        parts.append(table)
    return Group(*parts) if parts else Text(f"{label(start)}: no path leads from here.")


def hits_table(hits: Iterable[SearchHit]) -> Table:
    """What a search found."""
    table = Table(box=None, expand=True, header_style="bold", pad_edge=False)
    for heading, ratio in (("Id", 3), ("Name", 4), ("Found by", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for hit in hits:
        table.add_row(hit.entity.id, label(hit.entity), hit.matched if hit.matched != label(hit.entity) else "")
    return table


def candidates_table(found: Iterable[Candidate]) -> Table:
    """Things that may be one, a pair a row."""
    table = Table(box=None, expand=True, header_style="bold", pad_edge=False)
    table.add_column("Score", no_wrap=True)
    for heading in ("One", "Other"):
        table.add_column(heading, ratio=1, overflow="fold")
    for item in found:
        table.add_row(f"{item.likeness.score:.2f}", *(f"{label(thing)}\n{thing.id}" for thing in (item.left, item.right)))
    return table


def things_list(things: Iterable[Entity]) -> str:
    """Things to choose from, one a line: id and name."""
    return "\n".join(f"  {thing.id}  {label(thing)}" for thing in things)


def sentence(stated: SourcedStatement) -> Text:
    """`A leads B`, with the status where it is no plain fact, in words."""
    said = stated.statement
    words = Text(f"{label(stated.subject)} {predicate_label(said.predicate)} {_object(stated.object)}")
    if said.status != "asserted":
        words.append(f" ({said.status})", style="italic")
    if said.confidence < _SURE:
        words.append(" (unsure)", style="italic")
    return words


def _object(obj: Entity | LiteralValue) -> str:
    return label(obj) if isinstance(obj, Entity) else " ".join(filter(None, (obj.literal, obj.unit)))


def _table(title: str, first: str, second: str) -> Table:
    table = Table(title=title or None, title_justify="left", box=None, expand=True, header_style="bold", pad_edge=False, leading=1)
    table.add_column(first, no_wrap=True)
    for heading, ratio in ((second, 3), ("Quote", 5), ("Source", 2)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    return table


def _proof(stated: SourcedStatement) -> tuple[str, str]:
    """The quote and the source of its best evidence, and how much more there is."""
    ranked = sorted(stated.statement.evidence, key=lambda item: (-item.confidence, item.document, item.start))
    if not ranked:
        return "", ""
    more = f" (and {len(ranked) - 1} more)" if len(ranked) > 1 else ""
    return f"“{' '.join(ranked[0].quote.split())}”", f"{_cite(ranked[0], stated.sources)}{more}"


def _cite(item: Evidence, sources: dict[str, Source]) -> str:
    source = sources.get(item.document)
    name = source.name if source else item.document
    date = f", {source.date}" if source and source.date else ""
    return f"{name}{date}, {item.start}–{item.end}"
