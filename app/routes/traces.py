"""What came of a resolution, and where a movement comes from."""

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Path, Query
from starlette.responses import Response

from app import shapes
from app.examples import SLUGS
from app.parameters import GraphOf, WholeNumber
from app.presentation import trace_json
from app.problems import described
from app.settings import Settings

from .answers import answer, existing
from .things import SLUG

MOST_PATHS = 1000
_DESCRIPTIONS = {
    "resolution": "Every evidenced path from this resolution to the movements that come from it: "
    "direct, or through another resolution, plan or body.",
    "movement": "Every evidenced path from this movement back to the resolutions it comes from.",
}
_Limit = Annotated[WholeNumber, Query(ge=1, le=MOST_PATHS, description="How many paths at most, shortest first.", examples=[20])]


def add(app: FastAPI, settings: Settings) -> None:  # noqa: ARG001 - every module of routes is added alike
    """`/resolution/{slug}/trace` and `/movement/{slug}/trace`."""
    for kind, description in _DESCRIPTIONS.items():
        app.get(
            f"/{kind}/{{slug}}/trace",
            name=f"trace_{kind}",
            tags=[kind.capitalize()],
            summary=f"The paths of a {kind}, step by step, with quotes",
            description=description,
            response_model=shapes.Trace,
            responses=described(404),
        )(_tracer(kind))


def _tracer(kind: str) -> Callable[..., Response]:
    def trace(graph: GraphOf, slug: Annotated[str, Path(description=SLUG, examples=[SLUGS[kind]])], limit: _Limit = 100) -> Response:
        start = f"{kind}/{slug}"
        return answer(trace_json(existing(graph, start), graph.trace(start, limit)))

    return trace
