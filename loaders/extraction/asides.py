"""Asides: what a sentence names only to explain something else it tells of."""

from __future__ import annotations

from collections.abc import Sequence

from .items import Item, says

_ASIDE = 5  # items
_APPOSED = 8


def is_aside(before: Sequence[Item]) -> bool:
    """Whether what follows these items opens a relative clause, is what one may take for another, or whose guests came."""
    if says(before, "unlike") or says(before[-2:], "guests_from") or _is_member_aside(before):
        return True
    for place in range(len(before) - 1, max(0, len(before) - _ASIDE), -1):
        if before[place].has_cue("which"):
            return before[place - 1].type == ","
        if before[place].type not in {"word", "year", "relative_year"} and before[place].type[0] != "<":
            return False
    return False


def _is_member_aside(before: Sequence[Item]) -> bool:
    """Whether an apposition is under way that says whose member somebody is: "the court of X, itself a member of ..."."""
    for place in range(len(before) - 1, max(0, len(before) - _APPOSED), -1):
        if says(before[place].flat(), "member"):
            return before[place - 1].type == ","
        if before[place].type not in {"word", ","} and before[place].type[0] != "<":
            return False
    return False
