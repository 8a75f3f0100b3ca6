"""Search by name, in any language, without diacritics."""

from enum import Enum
from typing import Annotated

from fastapi import FastAPI, Query
from starlette.responses import Response

from app import shapes
from app.parameters import GraphOf, WholeNumber
from app.presentation import hits_json
from app.problems import described
from app.settings import Settings
from ontology.vocabulary import vocabulary

from .answers import answer

_USUAL_HITS = 20
Kind = Enum("Kind", {name: name for name in sorted(vocabulary().classes)}, type=str)  # type: ignore[misc]  # the ontology lists them
_Text = Annotated[
    str,
    Query(
        min_length=1, max_length=200, description="Words of a name; the last may be unfinished.", examples=["quan doan 34", "34. armékorps"]
    ),
]
_Type = Annotated[Kind | None, Query(alias="type", description="Only things of this class.", examples=["unit"])]


def add(app: FastAPI, settings: Settings) -> None:
    """`/search`."""
    max_page, usual = settings.max_page, min(_USUAL_HITS, settings.max_page)

    @app.get("/search", tags=["Search"], response_model=shapes.Hits, responses=described())
    def search(
        graph: GraphOf,
        q: _Text,
        kind: _Type = None,
        limit: Annotated[WholeNumber, Query(ge=1, le=max_page, description="How many at most.", examples=[20])] = usual,
    ) -> Response:
        """Things by name, best first: `quan doan 34` finds *Quân đoàn 34*, and so does its Norwegian name."""
        return answer(hits_json(graph.search(q, kind.value if kind else None, limit)))
