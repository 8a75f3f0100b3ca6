"""Bodies that a text names by counting them up: what a list of a bloc's members names is a body, whatever its words, there and elsewhere.

"The cluster has 4 members: the Harbour Works, ..." tells of a body that no kind word and no authority file knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from ontology.models import Entity

from .items import INSTITUTIONS, Item, overlay, says, words_of
from .view import Sentence

Read = Sequence[tuple[Sentence, list[Item]]]
_OPENERS = ("comprises", "members_are", "member", "counted", "belonging")
_NAMING = frozenset({"name", "surname", "number", "-", "–", "unit", "organization", "place", "word"})
_LONGEST = 10  # items of a name
_FEWEST = 3  # members of a list
_MOST = 40


def known_by_lists(read: Read, text: str, body_of: Callable[[str], Entity], suffixes: Sequence[str]) -> Read:
    """The sentences with the bodies that lists of members name, wherever these names stand, with suffixes of their language or without."""
    named: dict[str, Entity] = {}
    for _, items in read:
        for element in _members(items, text):
            words = words_of(text, element[0].start, element[-1].end)
            if not _is_body(element) and " " in words:
                named.setdefault(words, body_of(words))
    if not named:
        return read
    places = list(_places(named, text, suffixes))
    return [(sentence, overlay(items, _standing(items, places))) for sentence, items in read]


def _members(items: Sequence[Item], text: str) -> Iterator[Sequence[Item]]:
    """The names in a list of members, as many as the sentence counts."""
    for place, item in enumerate(items):
        count = _count(item)
        if count is None or not any(one.type in {"bloc", "blocs"} or one.has_cue_of(_OPENERS) for one in items[:place]):
            continue
        elements = list(_elements(items[place + 1 :]))[:count]
        if len(elements) == count and all(_is_name(element, text) for element in elements):
            yield from elements


def _count(item: Item) -> int | None:
    """How many members a figure counts."""
    digits = str(item.facts.get("number", "")) if item.type == "figure" and not item.facts.get("scale") else ""
    return int(digits) if digits.isdecimal() and _FEWEST <= int(digits) <= _MOST else None


def _elements(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """What commas and "and" divide, from a colon on where there is one, without articles and remarks in brackets."""
    opening = next((place + 1 for place, item in enumerate(items) if item.type == ":"), 0)
    element: list[Item] = []
    depth = 0
    for item in items[opening:]:
        depth += (item.type == "(") - (item.type == ")")
        if item.type in {".", ";"}:
            break
        if depth or item.type == ")":
            continue
        if item.type == "," or item.has_cue("and"):
            if element:
                yield element
            element = []
        elif element or not item.has_cue_of((*_OPENERS, "article", "filler", "such_as")):
            element.append(item)
    if element:
        yield element


def _is_body(element: Sequence[Item]) -> bool:
    return len(element) == 1 and element[0].type in INSTITUTIONS | {"place"}


def _is_name(element: Sequence[Item], text: str) -> bool:
    """Whether a list's element may be a name: a body as it is, or a few words, the first with a capital, that say nothing of anybody."""
    if _is_body(element):
        return True
    opens = text[element[0].start].isupper() and len(element) <= _LONGEST
    return opens and all(item.type in _NAMING or item.type[0] == "<" for item in element) and not says(element, "finite", *_OPENERS)


def _places(named: dict[str, Entity], text: str, suffixes: Sequence[str]) -> Iterator[tuple[int, int, Entity]]:
    ending = f"(?:{'|'.join(map(regex.escape, suffixes))})?" if suffixes else ""
    for words, entity in named.items():
        written = rf"{ending}\s+".join(map(regex.escape, words.split())) + ending
        yield from ((*match.span(), entity) for match in regex.finditer(rf"(?<!\w){written}(?!\w)", text))


def _standing(items: Sequence[Item], places: Sequence[tuple[int, int, Entity]]) -> Iterator[Item]:
    """The bodies in the place of whole items."""
    starts = {item.start: place for place, item in enumerate(items)}
    ends = {item.end: place for place, item in enumerate(items)}
    for start, end, entity in places:
        if start in starts and end in ends:
            yield Item("unit", start, end, entity, {"short": True}, tuple(items[starts[start] : ends[end] + 1]))
