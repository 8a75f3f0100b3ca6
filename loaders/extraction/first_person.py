"""The first person: in the newsletter of a body "we" is that body and "our rector" its rector; elsewhere nobody knows who "we" are."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.reconciliation import Reconciler
from ontology.models import Document, Entity

from .items import INSTITUTIONS, Item, says
from .view import Sentence

_MASTHEAD = 4  # sentences at the top, in which a publication says whose it is
_BETWEEN = 3  # items between the word for a newsletter and whose it is

Read = list[tuple[Sentence, list[Item]]]


def speaking(read: Read, document: Document, reconciler: Reconciler) -> Read:
    """The sentences with the publisher in the place of "we", and its posts after "our"; as they are where no publisher is known."""
    if not any(says(items, "we", "our") for _, items in read):
        return read
    speaker = _publisher([items for _, items in read[:_MASTHEAD]]) or _source(document, reconciler)
    return read if speaker is None else [(sentence, _spoken(items, speaker)) for sentence, items in read]


def _publisher(heads: Sequence[Sequence[Item]]) -> Entity | None:
    """The body whose newsletter or site a text says to be."""
    for items in heads:
        for place, item in enumerate(items):
            if item.has_cue("newsletter"):
                after = [one for one in items[place + 1 : place + 1 + _BETWEEN] if not (one.has_cue("of") or one.has_cue("article"))]
                if after and after[0].type in INSTITUTIONS and after[0].entity is not None:
                    return after[0].entity
    return None


def _source(document: Document, reconciler: Reconciler) -> Entity | None:
    """The known body that a page names as its site."""
    return (reconciler.named("organization", document.source) or reconciler.named("unit", document.source)) if document.source else None


def _spoken(items: Sequence[Item], speaker: Entity) -> list[Item]:
    return [_meant(item, items, place, speaker) for place, item in enumerate(items)]


def _meant(item: Item, items: Sequence[Item], place: int, speaker: Entity) -> Item:
    """An item, or what it means where the publisher speaks; of a relative clause the subject of its sentence may be the doer as well."""
    before = items[place - 1] if place else None
    if item.has_cue("we") and not (before is not None and before.has_cue("which")):
        return Item("unit", item.start, item.end, speaker, {"short": True}, (item,))
    beside = [one for one in (before, *items[place + 1 : place + 2]) if one is not None]
    if item.type == "post" and item.facts.get("body") is None and not item.facts.get("implied") and says(beside, "our"):
        return item.but(facts={**item.facts, "body": speaker})
    return item
