"""The HTTP service, put together: `create_app(settings, graph)`."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute

from graph.port import StatementGraph

from .parameters import StrictRoute
from .problems import add_handlers
from .protection import BodyLimit, SafeHeaders
from .routes import documents, finding, leaders, review, service, statements, things, traces
from .settings import Settings

_DESCRIPTION = """
Units, blocs, movements and resolutions of Vietnam's emulation-and-commendation system (*thi đua, khen thưởng*),
as statements that each stand on a quoted passage of a source document.

**A thing's id is its path, and the folder lists its things:** `bloc/bo-quoc-phong-4` is `GET /bloc/bo-quoc-phong-4`,
and `GET /bloc` lists blocs.
Reading is open; writing needs a bearer token. Errors are `application/problem+json`.
"""

# Fixed words before patterns: `/bloc/{slug}/leaders` must be known before `/bloc/{slug}` takes its turn.
_ROUTES: tuple[Callable[[FastAPI, Settings], None], ...] = (
    service.add,
    finding.add,
    leaders.add,
    traces.add,
    statements.add,
    documents.add,
    review.add,
    things.add,
)


def create_app(settings: Settings, graph: StatementGraph) -> FastAPI:
    """The service over an open graph; whoever opened the graph closes it."""
    app = FastAPI(
        title="thidua",
        summary="Who led which bloc, what came of a resolution, and the sentence that says so.",
        description=_DESCRIPTION,
        version=version("thidua"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        generate_unique_id_function=_operation_id,
        # The usual pages load their scripts from elsewhere; this service sends nobody there.
        docs_url=None,
        redoc_url=None,
    )
    app.router.route_class = StrictRoute
    app.state.settings, app.state.graph = settings, graph
    for add in _ROUTES:
        add(app, settings)
    add_handlers(app)
    app.add_middleware(BodyLimit, max_document_bytes=settings.max_document_bytes)
    app.add_middleware(SafeHeaders)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
