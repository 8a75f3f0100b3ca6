"""What a mention says by itself: whose bloc it is, who issues under its number, the period and the aim inside a movement's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ontology.models import Entity, LiteralValue

from .context import Context
from .facts import Fact
from .figures import plain_number
from .items import Item, words_of
from .legal import issuer_of

_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)")
# Measures that a name counts towards an aim in; days and nights are how long it takes.
_AIM = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)*)\s?(km|ha|%)(?!\w)", re.IGNORECASE)
_OWNERS = frozenset({"Organization", "Unit", "Council"})


class MentionReader:
    """Reads the facts that stand in a mention's own words."""

    def __init__(self, context: Context, text: str, language: str) -> None:
        self._context = context
        self._text = text
        self._language = language
        self._readers: dict[str, Callable[[Item], Iterator[Fact]]] = {
            "bloc": self._bloc,
            "movement": self._movement,
            "resolution": self._resolution,
        }

    def read(self, item: Item) -> Iterator[Fact]:
        """The facts of one mention."""
        reader = self._readers.get(item.type)
        if reader is not None:
            yield from reader(item)

    def _fact(self, predicate: str, subject: Entity, obj: Entity | LiteralValue, item: Item, **qualifiers: Any) -> Fact:
        surface = words_of(self._text, item.start, item.end)
        rule = f"{self._language}/{predicate}/name"
        return Fact(
            predicate,
            subject,
            obj,
            item.start,
            item.end,
            rule,
            "asserted",
            qualifiers,
            0.9,
            surface,
            surface if isinstance(obj, Entity) else "",
        )

    def _bloc(self, item: Item) -> Iterator[Fact]:
        parent = item.facts.get("parent")
        if parent is None and item.facts.get("number"):  # whose all the blocs of the document are
            parent = self._context.owner
        bloc = self._context.bloc_entity(item) if parent is not None else None
        if bloc is not None and parent is self._context.owner and self._context.owners.get(bloc.id) != parent:
            return
        if bloc is not None and isinstance(parent, Entity) and parent.type in _OWNERS:
            yield self._fact("bloc_of", bloc, parent, item)

    def _movement(self, item: Item) -> Iterator[Fact]:
        if item.entity is None:
            return
        owner = item.facts.get("owner")
        owned_by = self._owner(owner) if owner is not None else None
        if owned_by is not None:
            year = {"year": self._context.year} if self._context.year else {}
            yield self._fact("movement_of", item.entity, owned_by, item, **year)
        words = self._text[item.start : item.end]
        for period in _PERIOD.finditer(words):
            literal = LiteralValue(literal=f"{period[1]}-{period[2]}")
            yield self._fact("has_period", item.entity, literal, item, start=period[1], end=period[2])
        for aim in _AIM.finditer(words):
            literal = LiteralValue(literal=aim[0], unit=aim[2])
            yield self._fact("has_target", item.entity, literal, item, value=plain_number(aim[1]), unit=aim[2])

    def _owner(self, owner: Item) -> Entity | None:
        """Whose a movement is; "the Ministry's", of the ministry named last."""
        like = owner.facts.get("like")
        return owner.entity or (self._context.like(str(like), owner.start) if like else None)

    def _resolution(self, item: Item) -> Iterator[Fact]:
        named = item.entity.id.rpartition("-")[2] if item.entity is not None else ""  # ids of numbered documents end as the numbers do
        issuer = issuer_of(str(item.facts.get("issuer", named)))
        if item.entity is not None and issuer is not None:
            yield self._fact("issued_by", item.entity, self._context.reconciler.known(issuer), item)
