"""Review: candidates to judge, judgements made and taken back; and what can't be true together."""

from enum import Enum
from typing import Annotated, get_args

from fastapi import Depends, FastAPI, Path, Query
from starlette.responses import Response

from app import examples, review_shapes
from app.errors import NotFoundError
from app.judging import ruled
from app.parameters import GraphOf, Window, window_of
from app.presentation import candidates_json, conflicts_json, judgement_json, judgements_json
from app.problems import described
from app.protection import WriterOnly
from app.settings import Settings
from graph.answers import JudgementView
from graph.port import StatementGraph

from .answers import answer, page
from .statements import Predicate

_Kind = Enum("Kind", {name: name for name in get_args(review_shapes.ConflictKind)}, type=str)  # type: ignore[misc]  # listed there
_Type = Annotated[_Kind | None, Query(alias="type", description="Only conflicts of this kind.", examples=["holders"])]
_Predicate = Annotated[Predicate | None, Query(description="Only conflicts of this predicate.", examples=["leads_bloc"])]
_Slug = Annotated[str, Path(description="The hash of the pair.", examples=[examples.JUDGEMENT_SLUG])]


def add(app: FastAPI, settings: Settings) -> None:
    """The queue, the judgements, the conflicts."""
    shown = review_shapes.JudgementItem
    app.get("/judgement/{slug}", tags=["Review"], response_model=shown, responses=described(404))(show_judgement)
    app.post(
        "/review",
        tags=["Review"],
        status_code=201,
        dependencies=[WriterOnly],
        response_model=shown,
        responses=described(401, 403, 404, 409, 413),
    )(judge)
    app.delete(
        "/review/{slug}",
        tags=["Review"],
        status_code=204,
        dependencies=[WriterOnly],
        response_class=Response,
        responses=described(401, 403, 404, 409),
    )(take_back)
    _add_lists(app, settings.max_page)


def _add_lists(app: FastAPI, max_page: int) -> None:
    @app.get("/review", tags=["Review"], response_model=review_shapes.Candidates, responses=described())
    def list_candidates(graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))]) -> Response:
        """Things that may be one and on which nobody has ruled, with scores; found thing by thing, so a page may be empty."""
        found = graph.candidates(window.cursor, window.limit)
        return page(candidates_json(found.items, window.next(found.cursor)))

    @app.get("/judgement", tags=["Review"], response_model=review_shapes.Judgements, responses=described())
    def list_judgement(graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))]) -> Response:
        """Every judgement, by id."""
        found = graph.judgements(window.cursor, window.limit)
        return page(judgements_json(found.items, window.next(found.cursor)))

    @app.get("/conflicts", tags=["Review"], response_model=review_shapes.Conflicts, responses=described())
    def list_conflicts(
        graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))], kind: _Type = None, predicate: _Predicate = None
    ) -> Response:
        """Statements that can't all be true, each with its sources: nothing here decides between them."""
        given = {"type": kind.value if kind else None, "predicate": predicate.value if predicate else None}
        found = graph.conflicts(given["type"], given["predicate"], window.cursor, window.limit)
        return page(conflicts_json(found.items, window.next(found.cursor, **given)))


def show_judgement(graph: GraphOf, slug: _Slug) -> Response:
    """What holds for a pair of things, who ruled so and when, and what was ruled before."""
    return answer(judgement_json(_existing(graph, slug)))


def judge(graph: GraphOf, ruling: review_shapes.NewRuling) -> Response:
    """Rule whether two things are the same; it holds from now on and replaces what was ruled on them before.

    409 where it contradicts other judgements, or where authority files know both things.
    """
    made = ruled(graph, (ruling.left, ruling.right), ruling.verdict, ruling.by, ruling.note)
    slug = made.id.partition("/")[2]
    return answer(judgement_json(_existing(graph, slug)), 201, {"location": f"/{made.id}"})


def take_back(graph: GraphOf, slug: _Slug) -> Response:
    """Take the newest ruling on a pair back: all is as it was before it, and what was ruled earlier holds again."""
    if not graph.reverse(f"judgement/{slug}"):
        raise NotFoundError(f"judgement/{slug}")
    return Response(status_code=204)


def _existing(graph: StatementGraph, slug: str) -> JudgementView:
    view = graph.judgement(f"judgement/{slug}")
    if view is None:
        raise NotFoundError(f"judgement/{slug}")
    return view
