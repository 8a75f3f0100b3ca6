"""Items: what a sentence is made of for the rules. Words and signs at first; then ever larger things put in their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from ontology.models import Entity

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_start = attrgetter("start")


class Item(NamedTuple):
    """A stretch of the sentence with a type: `word`, `name` (a capitalised word), `number`, a sign, `<cue>`, or a mention.

    `entity` is what a mention stands for where that is settled; `facts` holds what its words say (number, year, role, parent ...);
    `parts` are the items it was built from; `word` is a plain word in lower case.
    """

    type: str
    start: int
    end: int
    entity: Entity | None = None
    facts: Mapping[str, Any] = _NOTHING
    parts: tuple[Item, ...] = ()
    word: str = ""

    def has_cue(self, cue: str) -> bool:
        """Whether this is a cue word that serves, perhaps among others, a cue (`head`)."""
        return cue in _cues(self.type)

    def but(self, **changes: Any) -> Item:
        """This item with some fields changed."""
        return self._replace(**changes)

    def flat(self) -> Iterable[Item]:
        """This item and all it was built from."""
        yield self
        for part in self.parts:
            yield from part.flat()


class Worded:
    """What reads the words that items of one text cover."""

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, items: Sequence[Item]) -> str:
        """The text that items cover, spaces collapsed."""
        return " ".join(self._text[items[0].start : items[-1].end].split()) if items else ""


def overlay(base: list[Item], found: Iterable[Item]) -> list[Item]:
    """Put found items in the place of those they cover. Of overlapping ones the longer wins, then the earlier; `base` is in order."""
    chosen: list[Item] = []
    for item in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        place = bisect_left(chosen, item.end, key=_start)
        if place == 0 or chosen[place - 1].end <= item.start:
            chosen.insert(place, item)
    if not chosen:
        return base
    return sorted(_uncovered(base, chosen) + chosen, key=_start)


def _uncovered(base: list[Item], chosen: list[Item]) -> list[Item]:
    """The items of `base` that none of the chosen ones touches; both in order."""
    kept: list[Item] = []
    at = 0
    for item in base:
        while at < len(chosen) and chosen[at].end <= item.start:
            at += 1
        if at == len(chosen) or chosen[at].start >= item.end:
            kept.append(item)
    return kept


@cache
def _cues(kind: str) -> frozenset[str]:
    """The cues a type of items serves: `<of|to>` two, `word` none."""
    return frozenset(kind[1:-1].split("|")) if kind.startswith("<") else frozenset()
