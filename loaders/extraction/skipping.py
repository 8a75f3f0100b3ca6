"""What may stand anywhere in a sentence ("X was, in May, unanimously elected head"): the sentence without it, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile
from operator import attrgetter

from .items import Item
from .lexer import Entry
from .pack import Pack
from .patterns import Match

_plain = attrgetter("is_plain")
_STOPS = frozenset({".", "!", "?", "…"})
_PARTED = 3  # words of a phrase that may stand before what parts it, and as many behind


@dataclass(frozen=True)
class Skipped:
    """A sentence without what it says in between: its items, and which items of the whole sentence each of them is."""

    items: list[Item]
    places: list[tuple[int, int]]
    skips: Sequence[Match]

    def whole(self, match: Match) -> Match | None:
        """A match in the sentence as it is; none where it runs over nothing that was left out.

        When and at which event it was, if what is left out in the match or right behind it says so, the match says as well.
        """
        first, last = self.places[match.first][0], self.places[match.last - 1][1]
        if not any(first < skip.first < last for skip in self.skips):
            return None
        beside = sorted((skip.slots for skip in self.skips if first < skip.first <= last), key=_names_year)
        return Match(dict(chain(match.slots.items(), *(slots.items() for slots in beside))), first, last)


def without_skips(pack: Pack, lower: str, items: Sequence[Item], spelled: str, met: int) -> Skipped | None:
    """A sentence without what a pack lets rules pass over inside it, None where there is nothing such; `lower` is its text in lower case.

    Phrases that were parted are cues again: of "was in 2024 elected" there is left "was elected".
    """
    skips = [skip for skip in _skips(pack, items, spelled, met) if skip.first > 0]
    last = len(items) - (bool(items) and items[-1].type in _STOPS)
    if not any(skip.last < last for skip in skips):  # nothing runs over what stands at the end
        return None
    passed = {place for skip in skips for place in range(skip.first, skip.last)}
    left = [(place, place + 1) for place in range(len(items)) if place not in passed]
    rejoined = list(_rejoined(pack, lower, items, left))
    return Skipped([item for item, _ in rejoined], [place for _, place in rejoined], skips)


def _skips(pack: Pack, items: Sequence[Item], spelled: str, met: int) -> list[Match]:
    """What may be passed over, each by the first rule that takes it; in order."""
    skips: list[Match] = []
    for rule in pack.skips.fitting(met):
        for match in rule.pattern.find(spelled, items):
            if all(match.last <= skip.first or skip.last <= match.first for skip in skips):
                skips.append(match)
    return sorted(skips, key=lambda skip: skip.first)


def _rejoined(pack: Pack, lower: str, items: Sequence[Item], left: Sequence[tuple[int, int]]) -> Iterator[tuple[Item, tuple[int, int]]]:
    """What is left, phrases that were parted made one item each, with the places it covers."""
    at = 0
    for gap in [place for place in range(1, len(left)) if left[place][0] > left[place - 1][1]]:
        for start in range(max(at, gap - _PARTED), gap):
            joined = _parted(pack, lower, [items[place] for place, _ in left[start : gap + _PARTED]], gap - start)
            if joined is not None:
                yield from ((items[first], (first, last)) for first, last in left[at:start])
                at = start + len(joined[0].parts)
                yield joined[0], (left[start][0], left[at - 1][1])
                if joined[1] is not None:
                    yield joined[1], left[at - 1]
                break
    yield from ((items[first], (first, last)) for first, last in left[at:])


def _parted(pack: Pack, lower: str, items: Sequence[Item], gap: int) -> tuple[Item, Item | None] | None:
    """The longest phrase that begins with the first of some items and runs over the gap, and what it leaves of the last item it takes.

    "was" and "elected as" are "was elected", and "as" is left.
    """
    plain = list(takewhile(_plain, items))
    for count in range(min(len(plain), gap + _PARTED), gap, -1):
        taken = plain[:count]
        words = [lower[item.start : item.end] for item in taken]
        last = words[-1].split()
        for cut in range(len(last), 0, -1):
            entry = _phrases(pack).get(" ".join([*words[:-1], *last[:cut]]))
            rest = _phrases(pack).get(" ".join(last[cut:]))
            if entry is not None and (rest is not None or cut == len(last)):
                return _cue(entry, taken, tuple(taken)), _cue(rest, taken[-1:], ()) if rest is not None else None
    return None


def _cue(entry: Entry, covered: Sequence[Item], parts: tuple[Item, ...]) -> Item:
    return Item(entry.type, covered[0].start, covered[-1].end, facts=entry.facts, parts=parts)


@cache
def _phrases(pack: Pack) -> Mapping[str, Entry]:
    """The cues of a pack by their phrases."""
    return {entry.phrase: entry for entry in pack.cues}


def _names_year(slots: Mapping[str, Sequence[Item]]) -> bool:
    """Whether a skip names a year: that of an award tells more than the day it was handed out on."""
    return any(item.type != "date" for slot in slots.values() for item in slot)
