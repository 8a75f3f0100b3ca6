"""Items: what a sentence is made of for the rules. Words and signs at first; then ever larger things put in their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from ontology.models import Entity

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Item(NamedTuple):
    """A stretch of the sentence with a type: `word`, `name` (a capitalised word), `number`, a sign, `<cue>`, or a mention.

    `entity` is what a mention stands for where that is settled; `facts` holds what its words say (number, year, role, parent ...);
    `parts` are the items it was built from; `word` is a plain word in lower case.
    """

    type: str
    start: int
    end: int
    entity: Entity | None = None
    facts: Mapping[str, Any] = NOTHING
    parts: tuple[Item, ...] = ()
    word: str = ""

    def has_cue(self, cue: str) -> bool:
        """Whether this is a cue word that serves, perhaps among others, a cue (`head`)."""
        return self.type[0] == "<" and cue in _cues(self.type)

    def has_cue_of(self, cues: Iterable[str]) -> bool:
        """Whether this is a cue word that serves one of some cues."""
        return self.type[0] == "<" and not _cues(self.type).isdisjoint(cues)

    @property
    def is_plain(self) -> bool:
        """Whether this is but a word of the sentence: a plain one in lower case, or a cue."""
        return self.type == "word" or self.type[0] == "<"

    def but(self, **changes: Any) -> Item:
        """This item with some fields changed."""
        return self._replace(**changes)

    def flat(self) -> Iterable[Item]:
        """This item and all it was built from."""
        return (self, *(one for part in self.parts for one in part.flat())) if self.parts else (self,)


# Kinds of mentions that several readers look for. Bodies: what leads blocs and is a member, a place standing for its body.
BODIES = frozenset({"unit", "organization", "place"})
INSTITUTIONS = frozenset({"unit", "organization", "council"})  # what issues documents and goes by a name of its own
ACTORS = INSTITUTIONS | {"bloc", "movement"}  # what a sentence may be about
YEARS = frozenset({"year", "relative_year"})
WHEN = YEARS | {"date"}


def words_of(text: str, start: int, end: int) -> str:
    """The words of text[start:end], spaces collapsed."""
    return " ".join(text[start:end].split())


def says(items: Iterable[Item], *cues: str) -> bool:
    """Whether a cue word among some items serves one of some cues. Many sentences are asked for what few of them say: kinds first."""
    for kind in {item.type for item in items}:  # noqa: SIM110 - a generator would cost as much again
        if kind[0] == "<" and not _cues(kind).isdisjoint(cues):
            return True
    return False


def cues_of(items: Iterable[Item]) -> set[str]:
    """All cues that the cue words among some items serve."""
    return {cue for kind in {item.type for item in items} if kind[0] == "<" for cue in _cues(kind)}


def past_articles(items: Sequence[Item], place: int, *links: str) -> int:
    """The place itself, or the one before the articles that end there; a word that serves one of some links is no mere article."""
    while place > 0 and items[place].has_cue("article") and not items[place].has_cue_of(links):
        place -= 1
    return place


def adjacent(items: Iterable[Item], alone: Set[str] = frozenset()) -> Iterator[list[Item]]:
    """The items in runs between which nothing else stands; one of a kind in `alone` is a run by itself."""
    run: list[Item] = []
    for item in items:
        if run and (item.type in alone or run[-1].type in alone or item.start > run[-1].end + 1):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


class Worded:
    """What reads the words that items of one text cover."""

    def __init__(self, text: str) -> None:
        self._text = text

    def words(self, items: Sequence[Item]) -> str:
        """The text that items cover, spaces collapsed."""
        return words_of(self._text, items[0].start, items[-1].end) if items else ""


def overlay(base: list[Item], found: Iterable[Item]) -> list[Item]:
    """Put found items in the place of those they cover. Of overlapping ones the longer wins, then the earlier; `base` is in order."""
    chosen = _chosen(found)
    if not chosen or not base:
        return chosen or base
    starts = list(map(_start, base))
    laid: list[Item] = []
    at = 0
    for item in chosen:
        first = bisect_left(starts, item.start, at)
        laid += base[at : first - 1 if first > at and base[first - 1].end > item.start else first]
        laid.append(item)
        at = bisect_left(starts, item.end, first)
    return laid + base[at:]


def _chosen(found: Iterable[Item]) -> list[Item]:
    """The items that don't overlap, in order."""
    chosen: list[Item] = []
    beside: list[Item] = []  # a run of which each overlaps one before it; most things overlap none
    end = 0
    for item in sorted(found, key=_start):
        if beside and item.start >= end:
            chosen += beside if len(beside) == 1 else _longest(beside)
            beside, end = [], 0
        beside.append(item)
        if item.end > end:
            end = item.end
    return chosen + (beside if len(beside) < 2 else _longest(beside))


def _longest(beside: Iterable[Item]) -> list[Item]:
    """Of items that overlap the longest, then the longest of those that are left, and so on; in order."""
    chosen: list[Item] = []
    starts: list[int] = []  # kept beside the items, since they are searched for each of them
    for item in sorted(beside, key=_longest_first):
        place = bisect_left(starts, item.end)
        if place == 0 or chosen[place - 1].end <= item.start:
            chosen.insert(place, item)
            starts.insert(place, item.start)
    return chosen


_start = itemgetter(1)


def _longest_first(item: Item) -> int:
    """One number to sort by: no text is so long that a place in it outweighs a character of length."""
    return ((item.start - item.end) << 32) + item.start


@cache
def _cues(kind: str) -> frozenset[str]:
    """The cues a type of items serves: `<of|to>` two, `word` none."""
    return frozenset(kind[1:-1].split("|")) if kind.startswith("<") else frozenset()
