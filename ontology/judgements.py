"""What people decide about identity: whether two things are the same, who said so and when, and what was said before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from .models import Frozen, Identifier
from .vocabulary import vocabulary

Verdict = Literal["same", "different", "unsure"]

# One way to write a moment, so that it comes back from any store as it went in.
_MOMENT = re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,5}[1-9])?Z", re.ASCII)
# What XML, and so an export, can't hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DIGITS = 32
MOST_NAME, MOST_NOTE = 200, 2000


def _writable(value: str) -> str:
    if _UNWRITABLE.search(value):
        raise ValueError("holds a control character, which an export could not keep")
    return value


def _moment(value: str) -> str:
    if not _MOMENT.fullmatch(value):
        raise ValueError("must be a moment in UTC like 2026-01-31T09:30:00Z, a fraction without closing zeros")
    datetime.fromisoformat(value)
    return value


class Ruling(Frozen):
    """One decision: what (`same`, `different`, `unsure`), by whom, when (UTC, `2026-01-31T09:30:00Z`), and why."""

    verdict: Verdict
    by: Annotated[str, StringConstraints(min_length=1, max_length=MOST_NAME), AfterValidator(_writable)]
    at: Annotated[str, AfterValidator(_moment)]
    note: Annotated[str, StringConstraints(max_length=MOST_NOTE), AfterValidator(_writable)] = ""

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """By time; two of one moment in an order that does not depend on which came first here."""
        return datetime.fromisoformat(self.at), self.verdict, self.by, self.note


class Judgement(Ruling):
    """What holds for a pair of things of one class: the newest ruling; `earlier` has those it replaced, the oldest first.

    The ends are put in order, so that a pair is one pair whichever is named first.
    """

    left: Identifier
    right: Identifier
    earlier: tuple[Ruling, ...] = Field(default=())

    @model_validator(mode="before")
    @classmethod
    def _ordered(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and isinstance(data.get("left"), str) and isinstance(data.get("right"), str):
            return {**data, "left": min(data["left"], data["right"]), "right": max(data["left"], data["right"])}
        return data

    @model_validator(mode="after")
    def _sound(self) -> Judgement:
        """Two things of one class, and rulings in order.

        Raises:
            ValueError: the two are one, or of no class, or of two; or an earlier ruling is not earlier.
        """
        kinds = {end.partition("/")[0] for end in (self.left, self.right)}
        if self.left == self.right:
            raise ValueError(f"{self.left} is one thing: there is nothing to judge")
        if strange := kinds - set(vocabulary().classes):
            raise ValueError(f"no class of things is called {min(strange)!r}")
        if len(kinds) > 1:
            raise ValueError(f"{self.left} and {self.right} are of two classes, so they are two things")
        orders = [ruling.order for ruling in self.rulings]
        if orders != sorted(set(orders)):
            raise ValueError(f"{self.id}: its rulings must stand in order of time, each once")
        return self

    @property
    def id(self) -> str:
        """`judgement/` and a hash of the pair."""
        return judgement_id(self.left, self.right)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """All of them, the oldest first."""
        return (*self.earlier, Ruling(verdict=self.verdict, by=self.by, at=self.at, note=self.note))

    @classmethod
    def of(cls, left: str, right: str, rulings: tuple[Ruling, ...]) -> Judgement:
        """The judgement of a pair with these rulings, at least one, in whatever order they come."""
        *earlier, newest = sorted(set(rulings), key=lambda ruling: ruling.order)
        return cls(left=left, right=right, earlier=tuple(earlier), **newest.model_dump())

    def joined(self, other: Judgement) -> Judgement:
        """This one with the rulings of another on the same pair."""
        return Judgement.of(self.left, self.right, (*self.rulings, *other.rulings))

    def reversed(self) -> Judgement | None:
        """As it was before the newest ruling; None where there was none."""
        return Judgement.of(self.left, self.right, self.earlier) if self.earlier else None


def judgement_id(left: str, right: str) -> str:
    """The id of the judgement of two things, whichever is named first."""
    digest = hashlib.sha256("\n".join(sorted((left, right))).encode()).hexdigest()
    return f"judgement/{digest[:_DIGITS]}"
