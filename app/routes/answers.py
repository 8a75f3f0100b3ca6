"""How routes answer: JSON of the dicts that `presentation` makes, and 404 with what was near."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.errors import NotFoundError
from graph.port import StatementGraph
from ontology.models import Entity
from ontology.vocabulary import vocabulary


def answer(content: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The dict as JSON. It is not checked against its shape once more: the tests do that, and pages of 500 statements stay quick."""
    return JSONResponse(content, status, headers)


def page(content: Mapping[str, Any]) -> JSONResponse:
    """One page of a list: the address in its `next` also stands in the `Link` header."""
    following = content["next"]
    return answer(content, headers={"link": f'<{following}>; rel="next"'} if following else None)


def moved(identifier: str, request: Request) -> Response:
    """The way to the thing that stands for the one asked for, with the same query; for good, until a judgement is taken back."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{identifier}{query}", 308)


def not_found(graph: StatementGraph, identifier: str) -> NotFoundError:
    """The error for an id that is not there, with what resembles it."""
    known = identifier.partition("/")[0] in vocabulary().classes
    return NotFoundError(identifier, graph.near(identifier) if known else ())


def existing(graph: StatementGraph, identifier: str) -> Entity:
    """The thing of this id.

    Raises:
        NotFoundError: there is none.
    """
    view = graph.entity(identifier, limit=1)
    if view is None:
        raise not_found(graph, identifier)
    return view.entity
