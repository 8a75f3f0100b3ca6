"""`/{class}` and `/{class}/{slug}` for every class of the ontology."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Request
from starlette.responses import Response

from app import shapes
from app.examples import SLUGS
from app.parameters import GraphOf, WholeNumber, Window, window_of
from app.presentation import entity_view_json, page_json
from app.problems import described
from app.settings import Settings
from ontology.vocabulary import EntityClass, vocabulary

from .answers import answer, moved, not_found, page

SLUG = "What follows the class in the thing's id."


def add(app: FastAPI, settings: Settings) -> None:
    """Two routes a class."""
    for kind in vocabulary().classes.values():
        _add_list(app, kind, settings.max_page)
        _add_thing(app, kind, settings.max_page)


def _add_list(app: FastAPI, kind: EntityClass, max_page: int) -> None:
    app.get(
        f"/{kind.name}",
        name=f"list_{kind.name}",
        tags=[kind.local_name],
        summary=f"Every {kind.labels['en'].lower()}, by id",
        description=_meaning(kind),
        response_model=shapes.Things,
        responses=described(),
    )(_lister(kind.name, max_page))


def _lister(name: str, max_page: int) -> Callable[..., Response]:
    def list_things(graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))]) -> Response:
        found = graph.entities(name, window.cursor, window.limit)
        return page(page_json(found, window.next(found.cursor)))

    return list_things


def _add_thing(app: FastAPI, kind: EntityClass, max_page: int) -> None:
    leads = kind.local_name in vocabulary().predicates["leads_bloc"].domain
    app.get(
        f"/{kind.name}/{{slug}}",
        name=f"show_{kind.name}",
        tags=[kind.local_name],
        summary=f"One {kind.labels['en'].lower()} and what is said of it" + (", with the blocs it led" if leads else ""),
        description=_meaning(kind),
        response_model=shapes.LeaderView if leads else shapes.ThingView,
        responses={
            308: {"description": "It was judged the same as another: `Location` is the one that stands for both."},
            **described(404),
        },
    )(_shower(kind.name, leads, max_page))


def _shower(name: str, leads: bool, max_page: int) -> Callable[..., Response]:
    def show_thing(
        request: Request,
        graph: GraphOf,
        slug: Annotated[str, Path(description=SLUG, examples=[SLUGS.get(name)])],
        limit: Annotated[WholeNumber, Query(ge=1, le=max_page, description="Statements at most, each way.", examples=[100])] = max_page,
    ) -> Response:
        identifier = f"{name}/{slug}"
        view = graph.entity(identifier, limit)
        if view is None:
            raise not_found(graph, identifier)
        if view.entity.id != identifier:
            return moved(view.entity.id, request)
        return answer(entity_view_json(view, graph.led_by(identifier) if leads else None))

    return show_thing


def _meaning(kind: EntityClass) -> str:
    return f"*{kind.labels['vi']}.* {kind.definitions['en']}"
