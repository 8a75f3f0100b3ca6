"""Corrections: "Issue 10 said that X is the deputy. That is wrong." What a sentence says that the next one takes back is denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .facts import Fact
from .items import Item

Told = Sequence[tuple[Sequence[Item], Sequence[Fact]]]

_OPENING = 6  # items at the beginning of the next sentence that may call this one wrong


def as_corrected(told: Told) -> Iterator[Fact]:
    """What sentences told, one after the other, those denied that a correction takes back."""
    for place, (items, facts) in enumerate(told):
        following = told[place + 1][0] if place + 1 < len(told) else ()
        yield from denied(facts) if takes_back(items, following) else facts


def takes_back(items: Sequence[Item], following: Sequence[Item]) -> bool:
    """Whether the sentence that follows opens by calling this one wrong, or this one turns on itself ("we wrote X; in fact Y")."""
    turned = any(one.type in {";", ","} and after.has_cue("in_fact") for one, after in pairwise(items))
    opening = list(following[:_OPENING])
    return turned or any(item.has_cue("wrong") and not _speaks_of_a_thing(opening[:place]) for place, item in enumerate(opening))


def _speaks_of_a_thing(items: Iterable[Item]) -> bool:
    """Whether something of its own is called wrong: "The figure of Unit 3 is wrong" takes nothing back that stood before."""
    return any(item.entity is not None for item in items)


def denied(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, those asserted now denied."""
    return [replace(fact, status="negated") if fact.status == "asserted" else fact for fact in facts]
