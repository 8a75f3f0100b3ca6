"""Items: what a sentence is made of for the rules. Words and signs at first; then ever larger things put in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ontology.models import Entity


@dataclass(frozen=True)
class Item:
    """A stretch of the sentence with a type: `word`, `name` (a capitalised word), `number`, a sign, `<cue>`, or a mention.

    `entity` is what a mention stands for where that is settled; `facts` holds what its words say (number, year, role, parent ...);
    `parts` are the items it was built from.
    """

    type: str
    start: int
    end: int
    entity: Entity | None = None
    facts: dict[str, Any] = field(default_factory=dict, hash=False)
    parts: tuple[Item, ...] = ()

    def has_cue(self, cue: str) -> bool:
        """Whether this is a cue word that serves, perhaps among others, a cue (`head`)."""
        return self.type.startswith("<") and cue in self.type[1:-1].split("|")

    def but(self, **changes: Any) -> Item:
        """This item with some fields changed."""
        return replace(self, **changes)

    def flat(self) -> Iterable[Item]:
        """This item and all it was built from."""
        yield self
        for part in self.parts:
            yield from part.flat()


def overlay(base: list[Item], found: Iterable[Item]) -> list[Item]:
    """Put found items in the place of those they cover. Of overlapping ones the longer wins, then the earlier."""
    chosen: list[Item] = []
    for item in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(item.end <= other.start or item.start >= other.end for other in chosen):
            chosen.append(item)
    if not chosen:
        return base
    kept = [item for item in base if not any(item.start < other.end and item.end > other.start for other in chosen)]
    return sorted(kept + chosen, key=lambda one: one.start)
