"""Which rules a sentence can meet at all: each pattern needs some kinds of items, and most sentences lack them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import itemgetter, or_
from typing import Generic, Protocol, TypeVar

Need = frozenset[str]


class _Matching(Protocol):
    @property
    def needs(self) -> Sequence[Need]: ...


class _Ruled(Protocol):
    @property
    def pattern(self) -> _Matching: ...


R = TypeVar("R", bound=_Ruled)


class Sieve:
    """Every need that patterns have, as a bit of its own, so that one number says which of them a sentence meets."""

    def __init__(self) -> None:
        self._bits: dict[Need, int] = {}
        self._met_by: dict[str, int] = {}

    def bit(self, need: Need) -> int:
        """The bit of a need."""
        if need not in self._bits:
            self._bits[need] = bit = 1 << len(self._bits)
            for character in need:
                self._met_by[character] = self._met_by.get(character, 0) | bit
        return self._bits[need]

    def rarity(self, bit: int) -> int:
        """How few kinds of items meet a need: what few patterns name is rare in sentences too."""
        return sum(1 for met in self._met_by.values() if met & bit)

    def met(self, spelled: str) -> int:
        """The needs that a spelled sentence meets."""
        met = 0
        for bits in filter(None, map(self._met_by.get, set(spelled))):
            met |= bits
        return met


class Rules(Generic[R]):
    """Rules in their order, filed under the need of each that the fewest kinds of items meet."""

    def __init__(self, rules: Iterable[R], sieve: Sieve) -> None:
        self._rules = tuple(rules)
        self._always = [(place, rule) for place, rule in enumerate(self._rules) if not rule.pattern.needs]
        self._filed: dict[int, list[tuple[int, int, R]]] = {}
        for place, rule in enumerate(self._rules):
            if bits := [sieve.bit(need) for need in rule.pattern.needs]:
                telling = min(bits, key=lambda bit: (sieve.rarity(bit), bit))
                self._filed.setdefault(telling, []).append((place, sum(bits), rule))
        self._telling = sum(self._filed)  # all of them; each is a bit of its own
        self.asked = -1 if self._always else self._telling  # of which one must be met for any rule to fit
        self._asks = reduce(or_, (needed for filed in self._filed.values() for _, needed, _ in filed), 0)
        self._known: dict[int, list[R]] | None = {} if self._asks.bit_count() <= _FEW else None

    def __iter__(self) -> Iterator[R]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def __getitem__(self, place: int) -> R:
        return self._rules[place]

    def fitting(self, met: int) -> list[R]:
        """The rules, in order, that a sentence can meet: all that each of them needs is there (`Sieve.met`).

        Few rules ask few things, and sentences meet the same of them again and again.
        """
        if self._known is None:
            return self._fitting(met)
        found = self._known.get(met & self._asks)
        if found is None:
            found = self._fitting(met)
            if len(self._known) < _MOST:
                self._known[met & self._asks] = found
        return found

    def _fitting(self, met: int) -> list[R]:
        found = list(self._always)
        hit = met & self._telling
        while hit:
            lowest = hit & -hit
            hit ^= lowest
            for place, needed, rule in self._filed[lowest]:
                if needed & met == needed:
                    found.append((place, rule))
        if len(found) > 1:
            found.sort(key=_place)
        return [rule for _, rule in found]


_place = itemgetter(0)
_FEW = 50  # things asked
_MOST = 1_000  # answers kept


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
