"""Judging on behalf of people: the pair must be there, the time is now."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import ValidationError

from graph.port import StatementGraph
from ontology.judgements import Judgement, Verdict

from .errors import NotFoundError, ParameterError


def now() -> str:
    """This moment in UTC, as judgements write it."""
    moment = datetime.now(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    return f"{moment.rstrip('0').rstrip('.')}Z"


def ruled(graph: StatementGraph, pair: tuple[str, str], verdict: Verdict, by: str, note: str = "") -> Judgement:
    """The judgement as it is kept.

    Raises:
        ParameterError: the pair is no pair of two things of one class, or a text can't be kept.
        NotFoundError: one of the things is not there.
        JudgementRefused: it contradicts what was judged before.
    """
    try:
        judgement = Judgement(left=pair[0], right=pair[1], verdict=verdict, by=by, at=now(), note=note)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "right"
        raise ParameterError(place, first["msg"].removeprefix("Value error, ")) from None
    for identifier in pair:
        if graph.entity(identifier, limit=1) is None:
            raise NotFoundError(identifier, graph.near(identifier))
    return graph.judge(judgement)
