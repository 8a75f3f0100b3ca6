"""Statements: who said so, and who says otherwise."""

from enum import Enum
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query
from starlette.responses import Response

from app import shapes
from app.errors import NotFoundError
from app.parameters import GraphOf, Window, window_of
from app.presentation import page_json, statement_view_json
from app.problems import described
from app.settings import Settings
from ontology.vocabulary import vocabulary

from .answers import answer, page

Predicate = Enum("Predicate", {name: name for name in sorted(vocabulary().predicates)}, type=str)  # type: ignore[misc]  # the ontology lists them
_Predicate = Annotated[Predicate | None, Query(description="Only statements of this predicate.", examples=["leads_bloc"])]
_Slug = Annotated[str, Path(description="The hash of what the statement says.", examples=["3f0c9a1b2c3d4e5f60718293a4b5c6d7"])]


def add(app: FastAPI, settings: Settings) -> None:
    """The list, and one statement."""
    app.get("/statement/{slug}", tags=["Statement"], response_model=shapes.StatementDetail, responses=described(404))(show_statement)
    _add_list(app, settings.max_page)


def show_statement(graph: GraphOf, slug: _Slug) -> Response:
    """One statement with all its evidence, and what contradicts it."""
    view = graph.statement(f"statement/{slug}")
    if view is None:
        raise NotFoundError(f"statement/{slug}")
    return answer(statement_view_json(view))


def _add_list(app: FastAPI, max_page: int) -> None:
    @app.get("/statement", tags=["Statement"], response_model=shapes.Statements, responses=described())
    def list_statement(graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))], predicate: _Predicate = None) -> Response:
        """Every statement, or every one of a predicate, by id."""
        name = predicate.value if predicate else None
        found = graph.statements(name, window.cursor, window.limit)
        return page(page_json(found, window.next(found.cursor, predicate=name)))
