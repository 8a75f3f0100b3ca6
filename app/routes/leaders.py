"""Who led which bloc, when, and the sentence that says so."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path
from starlette.responses import Response

from app import shapes
from app.errors import ParameterError
from app.examples import SLUGS
from app.parameters import GraphOf, Window, Years, YearsOf, window_of
from app.presentation import leaders_json
from app.problems import described
from app.settings import Settings
from graph.answers import SourcedStatement

from .answers import answer, existing, page
from .things import SLUG

_Slug = Annotated[str, Path(description=SLUG, examples=[SLUGS["bloc"]])]
_Key = tuple[str, int, str, str]


def add(app: FastAPI, settings: Settings) -> None:
    """The leaders of one bloc, and of all."""
    app.get("/bloc/{slug}/leaders", tags=["Bloc"], response_model=shapes.BlocLeaders, responses=described(404))(leaders_of_bloc)
    _add_all(app, settings.max_page)


def leaders_of_bloc(graph: GraphOf, slug: _Slug, years: YearsOf) -> Response:
    """Who led this bloc, by year; each with the quotes it stands on."""
    bloc = f"bloc/{slug}"
    found = graph.leaders(bloc, years.first, years.last)
    # The statements carry the bloc already: only an empty answer needs a second look.
    thing = found[0].object if found else existing(graph, bloc)
    return answer(leaders_json(thing, found))  # type: ignore[arg-type]  # leads_bloc has no literal object


def _add_all(app: FastAPI, max_page: int) -> None:
    @app.get("/leaders", tags=["Bloc"], response_model=shapes.Leaders, responses=described())
    def leaders(graph: GraphOf, years: YearsOf, window: Annotated[Window, Depends(window_of(max_page))]) -> Response:
        """Who led each bloc, by bloc and year; a page at a time."""
        after = _read_cursor(window.cursor)
        rest = [
            stated for stated in sorted(graph.leaders(None, years.first, years.last), key=_key) if after is None or _key(stated) > after
        ]
        shown, more = tuple(rest[: window.limit]), len(rest) > window.limit
        next_page = window.next(_write_cursor(_key(shown[-1])) if more else None, **_span(years))
        return page(leaders_json(None, shown, next_page))


def _key(stated: SourcedStatement) -> _Key:
    said = stated.statement
    return getattr(stated.object, "id", ""), said.qualifiers.year or 0, stated.subject.id, said.id


def _span(years: Years) -> dict[str, Any]:
    if years.first == years.last:
        return {"year": years.first}
    return {"from": years.first, "to": years.last}


def _write_cursor(key: _Key) -> str:
    return urlsafe_b64encode(json.dumps(key).encode()).decode()


def _read_cursor(cursor: str | None) -> _Key | None:
    if cursor is None:
        return None
    try:
        bloc, year, unit, statement = json.loads(urlsafe_b64decode(cursor.encode()))
        return str(bloc), int(year), str(unit), str(statement)
    except (ValueError, TypeError):
        raise ParameterError("cursor", "must be that of a `next` address") from None
