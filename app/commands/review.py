"""Commands for what people must decide or should know of: review, conflicts."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from typing import Annotated, get_args

import typer
from rich.rule import Rule

from app.errors import NotFoundError
from app.judging import ruled
from app.opening import opened
from app.presentation import candidates_json, conflicts_json, label
from app.review_shapes import ConflictKind
from app.terminal import candidates_table, console, errors, print_json, statements_table
from graph.answers import Candidate, Conflict
from graph.errors import JudgementRefused
from graph.port import StatementGraph
from ontology.judgements import Verdict
from ontology.models import Entity
from ontology.vocabulary import vocabulary

from .options import Json

_PAGE = 200
_STATEMENTS_SHOWN = 3
_VERDICTS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}

_By = Annotated[str | None, typer.Option("--by", help="Who judges; else the name you are logged in with.", show_default=False)]
_List = Annotated[bool, typer.Option("--list", help="Only list the candidates.")]
_Undo = Annotated[str | None, typer.Option("--undo", metavar="JUDGEMENT", help="Take the newest ruling of a judgement back.")]
_Most = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many at most.")]
_Type = Annotated[str | None, typer.Option("--type", help=f"Only {', '.join(get_args(ConflictKind))}.", show_default=False)]
_Predicate = Annotated[str | None, typer.Option("--predicate", help="Only of this predicate, as `leads_bloc`.", show_default=False)]


def review(by: _By = None, only_list: _List = False, undo: _Undo = None, limit: _Most = 1000, as_json: Json = False) -> None:
    """Judge things that may be one: [s]ame, [d]ifferent, not s[u]re; Enter goes on, [q]uit ends.

    The likeliest come first. Every judgement is kept with who made it and when, and can be taken back.
    """
    with opened() as (settings, graph):
        if undo is not None:
            _take_back(graph, undo.removeprefix(settings.base_iri), as_json)
            return
        found = sorted(_candidates(graph), key=lambda item: (-item.likeness.score, item.left.id, item.right.id))[:limit]
        if as_json:
            print_json(candidates_json(tuple(found), None))
        elif not found:
            console().print("There is nothing to judge.")
        elif only_list:
            console().print(candidates_table(found))
        else:
            _ask_each(graph, found, by or getpass.getuser())


def conflicts(kind: _Type = None, predicate: _Predicate = None, limit: _Most = 100, as_json: Json = False) -> None:
    """Statements that can't all be true, with their sources: two holders of one office, two dates, two figures, a denial."""
    _check("--type", kind, get_args(ConflictKind))
    _check("--predicate", predicate, tuple(sorted(vocabulary().predicates)))
    with opened() as (_, graph):
        found = tuple(item for item, _ in zip(_conflicts(graph, kind, predicate), range(limit), strict=False))
        if as_json:
            print_json(conflicts_json(found, None))
        elif not found:
            console().print("No two statements contradict each other.")
        for item in () if as_json else found:
            console().print(statements_table(item.statements, f"{label(item.thing)} ({item.kind})"))


def _check(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise typer.BadParameter(f"there is no {value!r}; there are {', '.join(allowed)}", param_hint=option)


def _candidates(graph: StatementGraph) -> Iterator[Candidate]:
    """All of them: here, and not in a request, there is time to look at everything."""
    page = graph.candidates(limit=_PAGE)
    yield from page.items
    while page.cursor is not None:
        page = graph.candidates(page.cursor, _PAGE)
        yield from page.items


def _conflicts(graph: StatementGraph, kind: str | None, predicate: str | None) -> Iterator[Conflict]:
    page = graph.conflicts(kind, predicate, limit=_PAGE)
    yield from page.items
    while page.cursor is not None:
        page = graph.conflicts(kind, predicate, page.cursor, _PAGE)
        yield from page.items


def _take_back(graph: StatementGraph, judgement: str, as_json: bool) -> None:
    identifier = f"judgement/{judgement.strip('/').removeprefix('judgement/')}"
    if not graph.reverse(identifier):
        raise NotFoundError(judgement)
    if as_json:
        print_json({"taken_back": identifier})
    else:
        console().print(f"Taken back: {identifier}", soft_wrap=True)


def _ask_each(graph: StatementGraph, found: list[Candidate], by: str) -> None:
    for number, item in enumerate(found, 1):
        if not _is_open(graph, item):
            continue
        console().print(Rule(f"{number} of {len(found)}: {item.likeness.score:.2f}", align="left"))
        for thing in (item.left, item.right):
            _show(graph, thing)
        key = _key()
        if key == "q":
            return
        if key in _VERDICTS:
            _judge(graph, item, _VERDICTS[key], by)


def _is_open(graph: StatementGraph, item: Candidate) -> bool:
    """Whether both still stand for themselves: an answer before may have made one of them another."""
    views = (graph.entity(thing.id, limit=1) for thing in (item.left, item.right))
    return [view and view.entity.id for view in views] == [item.left.id, item.right.id]


def _show(graph: StatementGraph, thing: Entity) -> None:
    names = " · ".join(dict.fromkeys(name.text for name in thing.names()))
    console().print(f"{thing.id}{' (provisional)' if thing.provisional else ''}\n  {names}", soft_wrap=True)
    view = graph.entity(thing.id, _STATEMENTS_SHOWN)
    if view is not None:
        console().print(statements_table((*view.about, *view.inverse)[:_STATEMENTS_SHOWN]))


def _key() -> str:
    console().print("[s]ame, [d]ifferent, not s[u]re, Enter to go on, [q]uit: ", end="")
    try:
        return input().strip().lower()[:1]
    except EOFError:
        return "q"


def _judge(graph: StatementGraph, item: Candidate, verdict: Verdict, by: str) -> None:
    try:
        made = ruled(graph, (item.left.id, item.right.id), verdict, by)
    except JudgementRefused as refused:
        errors().print(f"Refused: {refused}")
    else:
        console().print(f"Kept: {made.verdict} ({made.id})", soft_wrap=True)
