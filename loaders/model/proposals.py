"""What a model says, in the form it was asked for: each statement by itself, and what has another form is no statement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ontology.models import Status

from .endpoint import ModelError

MOST = 300  # statements of one answer that are looked at

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class _Lenient(BaseModel):
    # Keys that were not asked for are nobody's loss; a value of another kind is no statement.
    model_config = ConfigDict(frozen=True, extra="ignore")


class ProposedThing(_Lenient):
    """A thing by class (`unit`) and by the words that name it."""

    type: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)]
    name: _Name


class ProposedLiteral(_Lenient):
    """A literal, as its words."""

    literal: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class Proposal(_Lenient):
    """One statement as proposed; nothing in it is true yet."""

    predicate: str
    subject: ProposedThing
    object: ProposedThing | ProposedLiteral
    qualifiers: dict[str, Any] = Field(default_factory=dict, max_length=12)
    status: Status
    quote: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    confidence: float = Field(default=1.0, ge=0, le=1)


def proposals(answer: str) -> Iterator[Proposal | None]:
    """The statements of an answer in order, None for each that is none.

    Raises:
        ModelError: the answer is not the JSON that was asked for.
    """
    listed = _listed(answer)
    for place, item in enumerate(listed):
        if place >= MOST:
            yield None
            continue
        try:
            yield Proposal.model_validate(item)
        except ValidationError:
            yield None


def _listed(answer: str) -> list[Any]:
    try:
        listed = json.loads(_unfenced(answer))["statements"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ModelError("its answer is not the JSON that was asked for") from None
    if not isinstance(listed, list):
        raise ModelError("its answer is not the JSON that was asked for")
    return listed


def _unfenced(answer: str) -> str:
    """The answer without the code fence that many models put around JSON."""
    answer = answer.strip()
    if answer.startswith("```") and answer.endswith("```"):
        return answer[3:-3].removeprefix("json")
    return answer
