"""What requests may carry: the graph behind them, windows on lists, spans of years; anything else in the query is refused."""

# No `from __future__ import annotations` here: limits from the settings stand in annotations, which FastAPI must see evaluated.
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute
from pydantic import BeforeValidator

from graph.port import StatementGraph

from .errors import ParameterError
from .settings import Settings

FIRST_YEAR, LAST_YEAR = 1000, 2999
_USUAL_PAGE = 50


class StrictRoute(APIRoute):
    """A route that refuses query parameters it does not know, or knows but gets twice: a typo must not look like an answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind that check."""
        handle = super().get_route_handler()
        known = {field.alias for field in get_flat_params(self.dependant) if field.field_info.__class__.__name__ == "Query"}

        async def check_then_handle(request: Request) -> Response:
            refuse_strange(request, known)
            return await handle(request)

        return check_then_handle


def refuse_strange(request: Request, known: set[str]) -> None:
    """Nothing, where every query parameter is known and there once.

    Raises:
        ParameterError: one is not.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if name not in known:
            raise ParameterError(name, f"no such parameter here; allowed are {', '.join(sorted(known)) or 'none'}")
        if names.count(name) > 1:
            raise ParameterError(name, "may be given once")


async def _graph(request: Request) -> StatementGraph:
    graph: StatementGraph = request.app.state.graph
    return graph


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


GraphOf = Annotated[StatementGraph, Depends(_graph)]
SettingsOf = Annotated[Settings, Depends(_settings)]


def _in_digits(value: object) -> object:
    """Pydantic reads ` 5`, `5.0` and `1_000` as whole numbers; the description of this service does not."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("must be an integer, in digits")
    return value


_DIGITS = re.compile(r"-?[0-9]{1,18}")
WholeNumber = Annotated[int, BeforeValidator(_in_digits)]


@dataclass(frozen=True)
class Window:
    """One page of a list: where it starts (None: at the beginning) and how long it may be."""

    path: str
    cursor: str | None
    limit: int

    def next(self, cursor: str | None, **others: str | int | None) -> str | None:
        """The address of the page after this one; None where there is none."""
        if cursor is None:
            return None
        given = {key: value for key, value in others.items() if value is not None}
        return f"{self.path}?{urlencode({**given, 'cursor': cursor, 'limit': self.limit})}"


def window_of(max_page: int) -> Callable[..., Awaitable[Window]]:
    """The dependency that reads a window of at most `max_page` lines."""
    usual = min(_USUAL_PAGE, max_page)

    async def window(
        request: Request,
        cursor: Annotated[
            str | None,
            Query(
                max_length=1000,
                description="As in the `next` of the page before.",
                examples=["bloc/bo-quoc-phong-4"],
            ),
        ] = None,
        limit: Annotated[WholeNumber, Query(ge=1, le=max_page, description="How many on a page.", examples=[20])] = usual,
    ) -> Window:
        return Window(request.url.path, cursor, limit)

    return window


@dataclass(frozen=True)
class Years:
    """A span of years, both included; None is open."""

    first: int | None
    last: int | None


_Year = Annotated[WholeNumber | None, Query(ge=FIRST_YEAR, le=LAST_YEAR, description="Only this year.", examples=[2025])]
_From = Annotated[
    int | None, Query(alias="from", ge=FIRST_YEAR, le=LAST_YEAR, description="From this year on; not with `year`.", examples=[2020])
]
_To = Annotated[
    int | None, Query(alias="to", ge=FIRST_YEAR, le=LAST_YEAR, description="Up to this year; not with `year`.", examples=[2026])
]


async def _years(year: _Year = None, first: _From = None, last: _To = None) -> Years:
    if year is None and first is not None and last is not None and first > last:
        raise ParameterError("to", f"may not be before from={first}")
    if year is not None and (first is not None or last is not None):
        raise ParameterError("year", "stands alone, or from and to in its place")
    return Years(year, year) if year is not None else Years(first, last)


YearsOf = Annotated[Years, Depends(_years)]
