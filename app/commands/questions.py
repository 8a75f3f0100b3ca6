"""The questions: leaders, trace, search."""

from __future__ import annotations

from typing import Annotated

import typer

from app.naming import named
from app.opening import opened
from app.presentation import hits_json, label, leaders_json, trace_json
from app.terminal import console, hits_table, print_json, statements_table, trace_view
from ontology.vocabulary import vocabulary

from .options import Json, Year

_Bloc = Annotated[
    str | None, typer.Argument(help="The bloc, by id or any of its names; all blocs where none is named.", show_default=False)
]
_Start = Annotated[str, typer.Argument(metavar="RESOLUTION-OR-MOVEMENT", help="By id or any of its names.", show_default=False)]
_Most = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")]
_Type = Annotated[str | None, typer.Option("--type", help="Only things of this class, as `unit`.", show_default=False)]


def leaders(bloc: _Bloc = None, year: Year = None, as_json: Json = False) -> None:
    """Which unit led a bloc, year by year."""
    with opened() as (settings, graph):
        thing = named(graph, bloc, ["bloc"], settings.base_iri) if bloc else None
        found = graph.leaders(thing.id if thing else None, year, year)
        if as_json:
            print_json(leaders_json(thing, found))
        elif found:
            console().print(statements_table(found, f"Who led {label(thing)}" if thing else "Who led which bloc"))
        else:
            console().print(f"No source says who led {label(thing) if thing else 'any bloc'}{f' in {year}' if year else ''}.")


def trace(start: _Start, limit: _Most = 100, as_json: Json = False) -> None:
    """Every evidenced path from a resolution to the movements that come from it, or back."""
    with opened() as (settings, graph):
        thing = named(graph, start, ["resolution", "movement"], settings.base_iri)
        paths = graph.trace(thing.id, limit)
        if as_json:
            print_json(trace_json(thing, paths))
        else:
            console().print(trace_view(thing, paths))


def search(
    text: Annotated[str, typer.Argument(help="Words of a name.", show_default=False)],
    kind: _Type = None,
    limit: _Most = 20,
    as_json: Json = False,
) -> None:
    """Find things by name: any language, diacritics or not, the last word unfinished."""
    if kind is not None and kind not in vocabulary().classes:
        raise typer.BadParameter(f"no class is called {kind!r}; there are {', '.join(sorted(vocabulary().classes))}", param_hint="--type")
    with opened() as (_, graph):
        hits = graph.search(text, kind, limit)
        if as_json:
            print_json(hits_json(hits))
        elif hits:
            console().print(hits_table(hits))
        else:
            console().print(f"Nothing here is called {text}.")
