"""Initials: "the State Bank (SBV)" is called SBV from there on, "Tổng Liên đoàn Lao động Việt Nam (Tổng LĐLĐ)" Tổng LĐLĐ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ontology.models import Entity

from .items import INSTITUTIONS, Item, overlay
from .view import Sentence

_INITIALS = regex.compile(r"(?:\p{Lu}\p{Ll}+ )?\p{Lu}[\p{Lu}\d.&-]{0,7}[\p{Lu}\d]")
_LONGEST = 4  # items between the brackets


class Initials:
    """What the initials in brackets of one text abbreviate."""

    def __init__(self, text: str, read: Sequence[tuple[Sentence, list[Item]]]) -> None:
        self._text = text
        self._bodies: dict[str, Entity] = {}
        self._brackets: dict[int, int] = {}  # where such brackets open and where they close
        for _, items in read:
            for place, item in enumerate(items):
                if item.type == "(" and place:
                    self._note(items[place - 1], items[place + 1 : place + 2 + _LONGEST])

    def read(self, items: list[Item]) -> list[Item]:
        """The items with bodies in the place of their initials."""
        return overlay(items, self._found(items)) if self._bodies else items

    def _note(self, before: Item, inside: Sequence[Item]) -> None:
        closing = next((place for place, item in enumerate(inside) if item.type == ")"), 0)
        body = before.entity if before.type in INSTITUTIONS else before.facts.get("parent") if before.type == "bloc" else None
        if not closing or not isinstance(body, Entity):
            return
        said = self._text[inside[0].start : inside[closing - 1].end]
        known = inside[0].entity
        if known == body or (known is None and _INITIALS.fullmatch(said)):
            self._bodies.setdefault(said, body)
            self._brackets[before.end] = inside[closing].end

    def _found(self, items: Sequence[Item]) -> Iterator[Item]:
        """Initials as whole items, and the bodies with the brackets that say theirs."""
        ends = {item.end: place for place, item in enumerate(items)}
        for first, item in enumerate(items):
            if item.end in self._brackets and (item.type in INSTITUTIONS or item.type == "bloc"):
                yield item.but(end=self._brackets[item.end])
            for said, body in self._bodies.items():
                last = ends.get(item.start + len(said)) if self._text.startswith(said, item.start) else None
                if last is not None and last >= first:
                    yield Item("unit", item.start, items[last].end, body, {"short": True}, tuple(items[first : last + 1]))
