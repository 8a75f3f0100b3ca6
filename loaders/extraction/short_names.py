"""Short names: a report that has named "the police of Krong Lam" goes on to say "Krong Lam"; the place then stands for the unit.

So does "KLP" for a body that it stood in brackets behind. A name that several bodies share, or that stands in a list of places,
is that place, and what it is a member of will tell what it means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ontology.folding import fold
from ontology.models import Entity

from .belonging import belonging
from .composing import ACTING, PLACES
from .initials import Initials
from .items import Item, overlay, words_of
from .view import Sentence

_RUN = frozenset({"name", "surname", "place"})
_LONGEST = 4  # words of a place's name

Read = Sequence[tuple[Sentence, list[Item]]]


class ShortNames:
    """The short names of one text; `place_of` makes the place that a name is, where no body is meant by it alone."""

    def __init__(self, text: str, place_of: Callable[[str], Entity]) -> None:
        self._text = text
        self._place_of = place_of
        self._usual = ""

    def stand_for_units(self, read: Read) -> list[tuple[Sentence, list[Item]]]:
        """The sentences with places and initials in the place of the bodies they stand for."""
        by_place = _by_place(read)
        self._usual = _usual(by_place)
        initials = Initials(self._text, read)
        read = [(sentence, initials.read(items)) for sentence, items in read]
        found = [(sentence, overlay(items, self._standing(items, by_place)) if by_place else items) for sentence, items in read]
        listed = [(sentence, overlay(items, self._listed(items))) for sentence, items in found]
        return [(sentence, overlay(items, belonging(items, self._text))) for sentence, items in listed]

    def _standing(self, items: Sequence[Item], named: Mapping[str, Sequence[Item]]) -> Iterator[Item]:
        """What the runs of name words stand for, but where something is said to be in them."""
        for first, last in _runs(items):
            if first and _locates(items[first - 1]):
                continue
            bodies = named.get(fold(self._text[items[first].start : items[last].end]), ())
            if len({body.entity.id for body in bodies if body.entity}) == 1 and self._is_meant(bodies[0], items[first]):
                yield _in_place(items, first, last, bodies[0].entity, bodies[0].type)
            elif bodies and items[first].type != "place":
                yield self._place(items, first, last, bodies)

    def _is_meant(self, body: Item, called: Item) -> bool:
        """Whether a name alone means the body named after it: of a known place only where most bodies of the text are of its kind."""
        kind = _kind(body)
        return kind not in ACTING and (called.type != "place" or not kind or kind == self._usual)

    def _place(self, items: Sequence[Item], first: int, last: int, bodies: Sequence[Item] = ()) -> Item:
        """The place of a name: the province so called, where one is spoken of."""
        own = next((body.entity for body in bodies if body.facts.get("level")), None)
        place = own or self._place_of(words_of(self._text, items[first].start, items[last].end))
        several = own is None and place.provisional and not all(_kind(body) in ACTING for body in bodies)
        return _in_place(items, first, last, place, "place", unsettled=several)

    def _listed(self, items: Sequence[Item]) -> Iterator[Item]:
        """Names in a list of two places or more."""
        if sum(map(_is_placed, items)) < 2:
            return
        for members in _lists(items):
            if sum(_is_placed(items[first]) for first, _ in members) > 1:
                for first, last in members:
                    if items[first].type in {"name", "surname"}:
                        yield self._place(items, first, last)


def _by_place(read: Read) -> dict[str, list[Item]]:
    """The units composed of a kind and a place, by the folded place."""
    found: dict[str, list[Item]] = {}
    for _, items in read:
        for item in items:
            for part in item.flat() if item.entity is not None or item.parts else ():
                tail = part.facts.get("tail")
                if part.entity is not None and isinstance(tail, str) and not tail.isdigit() and part.type in {"unit", "organization"}:
                    found.setdefault(fold(tail), []).append(part)
    found.pop("", None)
    return found


def _kind(body: Item) -> str:
    """The kind of body that a mention is made of."""
    cue = body.facts.get("kind_cue")
    return str(cue.facts.get("kind") or "") if cue is not None else ""


def _usual(by_place: Mapping[str, Sequence[Item]]) -> str:
    """The kind of body that most places are named with, at least two; none where two kinds are as frequent."""
    counted = Counter(kind for bodies in by_place.values() for kind in {*map(_kind, bodies)} - PLACES)
    (kind, most), (_, next_most) = [*counted.most_common(2), ("", 1), ("", 1)][:2]
    return kind if most > next_most else ""


def _runs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The first and last places of every run of name words; a run is cut where it is longer than names are."""
    for first, item in enumerate(items):
        if item.type in _RUN and not (first and items[first - 1].type in _RUN):
            last = first
            while last + 1 < len(items) and items[last + 1].type in _RUN and last - first < _LONGEST - 1:
                last += 1
            yield first, last


def _lists(items: Sequence[Item]) -> Iterator[list[tuple[int, int]]]:
    """The members of every list of names, places and units joined by commas and "and": where each begins and ends."""
    members: list[tuple[int, int]] = []
    ends = {**{place: place for place, item in enumerate(items) if item.type == "unit"}, **dict(_runs(items))}
    at = 0
    while at < len(items):
        if at in ends:
            members.append((at, ends[at]))
            at = ends[at] + 1
            while at < len(items) and (items[at].type == "," or items[at].has_cue("and")):
                at += 1
            joined = at > members[-1][1] + 1
            if joined and at in ends:
                continue
        else:
            at += 1
        if len(members) > 1:
            yield members
        members = []


def _is_placed(item: Item) -> bool:
    return item.type == "place" or (item.type == "unit" and bool(item.facts.get("tail") or item.facts.get("short")))


def _in_place(items: Sequence[Item], first: int, last: int, entity: Entity | None, kind: str, **facts: object) -> Item:
    return Item(kind, items[first].start, items[last].end, entity, {"short": True, **facts}, tuple(items[first : last + 1]))


def _locates(item: Item) -> bool:
    return item.has_cue("locative") or item.has_cue("in") or item.type in {"(", "/"}
