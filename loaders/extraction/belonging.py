"""What belongs to bodies by their short names: posts, awards and blocs are found before the text has told whose such a name is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .items import INSTITUTIONS, Item, past_articles, words_of

_OF = ("of", "genitive")


def belonging(items: Sequence[Item], text: str) -> Iterator[Item]:
    """The posts, awards and numbered blocs of a sentence that stand right before a short name, each with the body it is of."""
    for place, body in enumerate(items):
        if body.type in INSTITUTIONS and body.facts.get("short") and body.entity is not None:
            owned = _before(items, place)
            facts = _of_body(owned, body, words_of(text, owned.start, body.end)) if owned is not None else None
            if owned is not None and facts:
                yield owned.but(end=body.end, facts={**owned.facts, **facts}, parts=(*owned.parts, body))


def _before(items: Sequence[Item], place: int) -> Item | None:
    """What a body is the owner of: the item before an "of" and its articles, or a German genitive's; a post right before it."""
    link = past_articles(items, place - 1, *_OF)
    if link > 0 and items[link].has_cue_of(_OF):
        return items[link - 1]
    return items[place - 1] if place > 0 and items[place - 1].type == "post" else None


def _of_body(owned: Item, body: Item, words: str) -> dict[str, Any]:
    """What a body adds to what belongs to it; nothing where that is no thing of a body, or of another."""
    if owned.type == "post" and owned.facts.get("body") is None:
        return {"body": body.entity, "words": words}
    if owned.type == "award" and owned.facts.get("bare"):
        return {"by": body, "name": words}
    if owned.type == "bloc" and owned.facts.get("number") and owned.facts.get("parent") is None:
        return {"parent": body.entity, "surface": words}
    return {}
