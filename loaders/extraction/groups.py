"""Things spoken of together: "both units", "cả ba khối" stand for those that the text has just named side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .items import BODIES, Item, overlay
from .view import Sentence

_TWO = 2
_SIDE_BY_SIDE = 14  # characters between two names of one list

Read = list[tuple[Sentence, list[Item]]]


def standing_together(read: Read, text: str) -> Read:
    """The sentences with what is spoken of together as one unit or bloc that knows its members; what is unclear stays as it is."""
    if not any(item.type == "group" for _, items in read for item in items):
        return read
    told = [item for _, items in read for item in items]
    return [(sentence, overlay(items, _resolved(items, told, text))) for sentence, items in read]


def members_of(items: Iterable[Item]) -> list[Item]:
    """The items, each that stands for several replaced by its members, in the same place of the text."""
    found: list[Item] = []
    for item in items:
        members: Sequence[Item] = item.facts.get("members", ())
        found.extend(one.but(start=item.start, end=item.end) for one in members) if members else found.append(item)
    return found


def _resolved(items: Sequence[Item], told: Sequence[Item], text: str) -> list[Item]:
    found: list[Item] = []
    for place, item in enumerate(items):
        if item.type == "group" and "one" in item.facts:
            found.extend(_one_of(item, items[place + 1 : place + 2], told, text))
        elif item.type == "group":
            before = [one for one in told if one.end <= item.start]
            members = _blocs(before) if item.facts.get("blocs") else _side_by_side(before, text)
            if len(members) == item.facts.get("count"):
                kind = "bloc" if item.facts.get("blocs") else "unit"
                found.append(Item(kind, item.start, item.end, facts={"members": tuple(members), "anaphor": True}))
    return found


def _one_of(item: Item, after: Sequence[Item], told: Sequence[Item], text: str) -> Sequence[Item]:
    """The first or last of those just named side by side ("the former", "the latter"); its words, where it is none or a noun follows."""
    listed = _side_by_side([one for one in told if one.end <= item.start], text)
    if len(listed) < _TWO or (after and after[0].type not in {",", "."} and not after[0].type.startswith("<")):
        return item.parts
    meant = listed[0] if item.facts["one"] == "first" else listed[-1]
    return [Item("unit", item.start, item.end, meant.entity, {"short": True}, item.parts)]


def _blocs(before: Iterable[Item]) -> list[Item]:
    """The blocs named in full so far, each once."""
    named = {
        (item.facts.get("number"), str(item.facts.get("parent"))): item
        for item in before
        if item.type == "bloc" and not item.facts.get("anaphor")
    }
    return list(named.values())


def _side_by_side(before: Sequence[Item], text: str) -> list[Item]:
    """The bodies of the list that stands last in a text ("A, B and C")."""
    run: list[Item] = []
    for item in reversed([one for one in before if one.type in BODIES and one.entity is not None]):
        gap = text[item.end : run[0].start] if run else ""
        if run and (len(gap) > _SIDE_BY_SIDE or "." in gap or "\n" in gap):
            break
        run.insert(0, item)
    return run
