"""Which rules a sentence can meet at all: each pattern needs some kinds of items, and most sentences lack them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol, TypeVar

Need = frozenset[str]


class _Matching(Protocol):
    @property
    def needs(self) -> Sequence[Need]: ...


class _Ruled(Protocol):
    @property
    def pattern(self) -> _Matching: ...


R = TypeVar("R", bound=_Ruled)


class Rules(tuple[R, ...]):
    """Rules in their order, filed under the rarest kind of item that each of them needs."""

    def fitting(self, present: frozenset[str]) -> Sequence[R]:
        """The rules, in order, that a sentence of these characters can meet; of what each needs something is there."""
        filed, known, always = self._filed
        if not always and known.isdisjoint(present):
            return ()
        places = {place for character in known & present for place in filed[character]}
        return [self[place] for place in sorted(places | always) if _are_met(self[place].pattern.needs, present)]

    @cached_property
    def _filed(self) -> tuple[dict[str, list[int]], frozenset[str], frozenset[int]]:
        """Places of rules by character, the characters, and the places of rules that need nothing in particular."""
        filed: dict[str, list[int]] = {}
        for place, rule in enumerate(self):
            for character in self._rarest(rule):
                filed.setdefault(character, []).append(place)
        return filed, frozenset(filed), frozenset(place for place, rule in enumerate(self) if not rule.pattern.needs)

    def _rarest(self, rule: R) -> Need:
        """The need that tells most: of what other rules name least, which is rare in sentences too."""
        return min(rule.pattern.needs, key=lambda need: (sum(self._named[one] for one in need), sorted(need)), default=frozenset())

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(character for rule in self for need in rule.pattern.needs for character in need)


def _are_met(needs: Sequence[Need], present: frozenset[str]) -> bool:
    for need in needs:  # noqa: SIM110 - a generator would cost more than the loop, for most rules of most sentences
        if need.isdisjoint(present):
            return False
    return True


def needs_of(pieces: Sequence[tuple[str, str | Need]]) -> tuple[Need, ...]:
    """What must be there for a pattern to match: of each set of characters one.

    `pieces` are the pattern's, with the characters it takes where a piece takes an item.
    """
    return tuple(sorted(set(_Needs(pieces).sequence()), key=sorted))


class _Needs:
    """Reads a pattern's pieces once, from left to right."""

    def __init__(self, pieces: Sequence[tuple[str, str | Need]]) -> None:
        self._pieces = pieces
        self._at = 0

    def sequence(self, closing: str = "") -> list[Need]:
        """The needs up to a closing bracket or the end: of alternatives, what every one of them has a need for."""
        branches: list[list[Need]] = [[]]
        while self._at < len(self._pieces):
            kind, value = self._pieces[self._at]
            self._at += 1
            if isinstance(value, frozenset):
                branches[-1] += self._unless_optional([value])
            elif (kind, value) == ("mark", "|"):
                branches.append([])
            elif kind == "mark" and value in closing:
                break
            elif kind == "mark" and value in "[(":
                branches[-1] += self._group(value)
        return branches[0] if len(branches) == 1 else _of_each(branches)

    def _group(self, opening: str) -> list[Need]:
        inside = self.sequence("]" if opening == "[" else ")")
        return [] if opening == "[" else self._unless_optional(inside)

    def _unless_optional(self, needs: list[Need]) -> list[Need]:
        following = self._pieces[self._at] if self._at < len(self._pieces) else ("", "")
        return [] if following in {("mark", "?"), ("mark", "*")} else needs


def _of_each(branches: Sequence[Sequence[Need]]) -> list[Need]:
    if not all(branches):
        return []
    return [frozenset().union(*(min(branch, key=lambda need: (len(need), sorted(need))) for branch in branches))]
