"""Short names: a report that has named "the police of Krong Lam" goes on to say "Krong Lam"; the place then stands for the unit."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.folding import fold

from .items import Item, overlay
from .view import Sentence

_RUN = frozenset({"name", "surname", "place"})
_LONGEST = 4  # words of a place's name

Read = Sequence[tuple[Sentence, list[Item]]]


def stand_for_units(read: Read, text: str) -> list[tuple[Sentence, list[Item]]]:
    """The sentences with places in the place of units, where the document has a unit of one kind alone named after that place."""
    units = _by_place(read)
    if not units:
        return list(read)
    return [(sentence, overlay(items, _standing(items, units, text))) for sentence, items in read]


def _by_place(read: Read) -> dict[str, Item]:
    """The units composed of a kind and a place, by the folded place; places that more kinds share name none."""
    found: dict[str, list[Item]] = {}
    for _, items in read:
        for item in items:
            for part in item.flat():
                tail = part.facts.get("tail")
                if part.entity is not None and isinstance(tail, str) and not tail.isdigit() and part.type in {"unit", "organization"}:
                    found.setdefault(fold(tail), []).append(part)
    return {place: parts[0] for place, parts in found.items() if place and len({part.entity.id for part in parts if part.entity}) == 1}


def _standing(items: Sequence[Item], units: dict[str, Item], text: str) -> list[Item]:
    """Units for the runs of name words that are such a place, but where something is said to be in it."""
    standing = []
    for first, item in enumerate(items):
        if item.type not in _RUN or (first and items[first - 1].type in _RUN) or (first and _locates(items[first - 1])):
            continue
        last = first
        while last + 1 < len(items) and items[last + 1].type in _RUN and last - first < _LONGEST - 1:
            last += 1
        unit = units.get(fold(text[item.start : items[last].end]))
        if unit is not None:
            standing.append(Item("unit", item.start, items[last].end, unit.entity, {"short": True}, tuple(items[first : last + 1])))
    return standing


def _locates(item: Item) -> bool:
    return item.has_cue("locative") or item.type in {"(", "/"}
