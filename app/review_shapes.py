"""The shapes of answers about identity and contradiction: candidates, judgements, conflicts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ontology.judgements import MOST_NAME, MOST_NOTE, Verdict
from ontology.models import Identifier

from . import examples
from .shapes import Shape, StatementItem, Thing, shown

ConflictKind = Literal["holders", "objects", "figures", "denial"]


class CandidateItem(Shape):
    """Two things that may be one, and how alike they are."""

    model_config = shown(examples.CANDIDATE)

    left: Thing
    right: Thing
    score: float = Field(ge=0, le=1, description="How alike they are: the weighted sum of the parts. Nothing follows from it alone.")
    parts: dict[str, float] = Field(description="`name`, `numbers`, `neighbours`, `documents`: each from 0 to 1.")


class Candidates(Shape):
    """Candidates, the likeliest of a page first."""

    model_config = shown(examples.CANDIDATES)

    items: list[CandidateItem]
    next: str | None = Field(description="Address of the next page, null at the end; a page may be empty before it.")


class NewRuling(Shape):
    """What somebody decides about two things."""

    model_config = shown(examples.NEW_RULING)

    left: Identifier = Field(description="One thing, by its id.")
    right: Identifier = Field(description="The other, of the same class.")
    verdict: Verdict = Field(description="What is decided.")
    by: str = Field(min_length=1, max_length=MOST_NAME, description="Who decides.")
    note: str = Field(default="", max_length=MOST_NOTE, description="Why.")


class RulingItem(Shape):
    """One decision."""

    model_config = shown(examples.RULING)

    verdict: Verdict = Field(description="What was decided.")
    by: str = Field(description="Who decided.")
    at: str = Field(description="When, in UTC.")
    note: str = Field(description="Why.")


class JudgementItem(RulingItem):
    """What holds for two things, and what was ruled before."""

    model_config = shown(examples.JUDGEMENT)

    id: str = Field(description="`judgement/` and a hash of the pair.")
    left: Thing = Field(description="One thing, as it was read; without names where no document speaks of it now.")
    right: Thing = Field(description="The other.")
    earlier: list[RulingItem] = Field(description="Rulings that this one replaced, the oldest first.")


class Judgements(Shape):
    """A page of judgements, by id."""

    model_config = shown(examples.JUDGEMENTS)

    items: list[JudgementItem]
    next: str | None = Field(description="Address of the next page, null at the end.")


class ConflictItem(Shape):
    """Statements that can't all be true."""

    model_config = shown(examples.CONFLICT)

    kind: ConflictKind = Field(description="What is told twice: who holds an office, a date, a figure; or one source denies it.")
    predicate: str = Field(description="The predicate they share.")
    thing: Thing = Field(description="What they are about.")
    statements: list[StatementItem]


class Conflicts(Shape):
    """Conflicts, by the thing they are about."""

    model_config = shown(examples.CONFLICTS)

    items: list[ConflictItem]
    next: str | None = Field(description="Address of the next page, null at the end; a page may be empty before it.")
