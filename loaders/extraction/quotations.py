"""Passages in quotation marks, of any country's marks, within a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from ontology.folding import fold

from .items import Item
from .view import Sentence, TextView

_QUOTED = regex.compile(r"«([^»\n]{2,400})»|“([^”\n]{2,400})”|„([^“”\n]{2,400})[“”]|(?<!\w)\"([^\"\n]{2,400})\"|‘([^’\n]{2,400})’(?!\w)")


def find_quotations(view: TextView) -> Iterator[Item]:
    """Quotations with their marks."""
    for match in _QUOTED.finditer(view.text):
        yield Item("quote", *match.span())


Read = tuple[Sentence, list[Item]]


def named_again(read: Sequence[Read], text: str) -> list[Read]:
    """The sentences with every quotation that repeats a movement's name as that movement: a headline has no room for the word."""
    named = {
        fold(str(item.facts["name"])): item for _, items in read for item in items if item.type == "movement" and item.facts.get("name")
    }
    if not named:
        return list(read)
    return [(sentence, [_renamed(item, named, text) if item.type == "quote" else item for item in items]) for sentence, items in read]


def _renamed(item: Item, named: Mapping[str, Item], text: str) -> Item:
    movement = named.get(fold(text[item.start + 1 : item.end - 1]))
    return item if movement is None else item.but(type="movement", entity=movement.entity, facts={"name": movement.facts["name"]})
