"""What a clause says by its words alone: a cue, and the one thing of each kind that it joins, in whatever order they stand.

Patterns know how sentences are put together; a frame knows only what must be there. It is asked where no pattern met, and believed less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

from .items import YEARS, Item, past_articles, says
from .pack import Rule
from .patterns import Match, cues_in

_WIDEST = 50  # items from the first that a frame takes to the last
_FEWEST = 3  # members of a list
_JOINTS = frozenset({",", "(", ")", "head", "deputy"})


def framed(rules: Sequence[Rule], items: Sequence[Item], read: Set[str]) -> Iterator[tuple[Rule, Match]]:
    """(frame, match) for every clause of a sentence in which a frame is filled, but for predicates already read in the sentence."""
    for first, last in _clauses(items) if rules else ():
        for rule in rules:
            if rule.yields not in read and (match := _filled(rule, items, first, last)) is not None:
                yield rule, match


def _clauses(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence that semicolons divide begin and end."""
    stops = [place for place, item in enumerate(items) if item.type == ";"]
    yield from zip([0, *(stop + 1 for stop in stops)], [*stops, len(items)], strict=True)


def _filled(rule: Rule, items: Sequence[Item], first: int, last: int) -> Match | None:
    """The match of a frame in items[first:last]: its cue is there, and of each of its things, or of each list, one and no more.

    The year, if the clause names one only, is the match's as well.
    """
    if says(items[first:last], "negation", "denial", *_split(str(rule.details.get("unless", "")))):  # it can't tell what is denied
        return None
    cues = [place for place in range(first, last) if items[place].has_cue_of(cues_in(rule.pattern.source))]
    ends = {slot: _only(rule, slot, items, first, last) for slot in rule.pattern.types}
    if not cues or not all(ends.values()):
        return None
    places = [*cues, *(place for end in ends.values() for place in end)]
    taken = range(min(places), max(places) + 1)
    if len(set(places)) < len(places) or len(taken) > _WIDEST or any(_belongs(items, end[0]) for end in ends.values()):
        return None
    years = [item for item in items[first:last] if item.type in YEARS]
    slots = {slot: tuple(items[place] for place in end) for slot, end in ends.items()}
    return Match(slots | {"when": tuple(years)} if len(years) == 1 else slots, taken.start, taken.stop)


def _only(rule: Rule, slot: str, items: Sequence[Item], first: int, last: int) -> list[int]:
    """The place of the one thing that a slot takes, or the places of the one list; none where there is none or more."""
    places = [place for place in range(first, last) if items[place].type in rule.pattern.types[slot]]
    if slot not in rule.pattern.lists:
        return places if len(places) == 1 else []
    runs = [run for run in _runs(items, places) if len(run) >= _FEWEST]
    return runs[0] if len(runs) == 1 else []


def _runs(items: Sequence[Item], places: Sequence[int]) -> list[list[int]]:
    """Things that a comma, an "and", an article or a remark in brackets joins to the one before."""
    runs: list[list[int]] = []
    for place in places:
        if runs and _are_joined(items[runs[-1][-1] + 1 : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _are_joined(between: Sequence[Item]) -> bool:
    small = all(item.type in _JOINTS or item.has_cue_of(("and", "article", "filler")) for item in between)
    return small and any(item.type == "," or item.has_cue("and") for item in between)


def _belongs(items: Sequence[Item], place: int) -> bool:
    """Whether a thing is another's, as "the movement of the Ministry" says of the Ministry, and does nothing itself."""
    link = past_articles(items, place - 1, "of")
    return link > 0 and items[link].has_cue("of") and not items[link].has_cue("by") and items[link - 1].entity is not None


@cache
def _split(cues: str) -> tuple[str, ...]:
    return tuple(filter(None, cues.split("|")))
