"""Which things a proposal means: what the rules found at that place, else what an authority knows, else a thing named in the text."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.extraction.inspection import Inspection, Seen
from loaders.reconciliation import BlocKey, Reconciler
from ontology.folding import fold
from ontology.models import Entity
from ontology.vocabulary import vocabulary

from .grounding import Ground
from .proposals import ProposedThing


class Ends:
    """Finds the things of one document."""

    def __init__(self, inspection: Inspection, ground: Ground, reconciler: Reconciler) -> None:
        self._document = inspection.document
        self._mentions = [item for item in inspection.mentions() if item.entity is not None]
        self._ground = ground
        self._reconciler = reconciler

    def find(self, named: ProposedThing, start: int, end: int) -> Entity | None:
        """The thing meant beside a passage, None where the document does not name it."""
        if named.type not in vocabulary().classes or not fold(named.name):
            return None
        return self._mentioned(named, start, end) or self._shortened(named, start, end) or self._known(named) or self._new(named)

    def named_in(self, thing: Entity, named: ProposedThing, start: int, end: int) -> bool:
        """Whether a passage names a thing: by these words, or by a mention that means it ("the bloc")."""
        inside = (item for item in self._mentions if start <= item.start and item.end <= end)
        words = f" {fold(self._ground.text[start:end])} "
        return f" {fold(named.name)} " in words or any(item.entity is not None and item.entity.id == thing.id for item in inside)

    def _mentioned(self, named: ProposedThing, start: int, end: int) -> Entity | None:
        """What the rules found under this name, nearest to the passage."""
        name = fold(named.name)
        same = (item for item in self._mentions if _is_of(item, named.type) and name in _names(item))
        nearest = min(same, key=lambda item: (max(start - item.start, item.end - end, 0), item.start), default=None)
        return nearest.entity if nearest is not None else None

    def _shortened(self, named: ProposedThing, start: int, end: int) -> Entity | None:
        """What the passage mentions by more words than these: "Bloc No. 4" where "Bloc No. 4 of the Ministry" stands."""
        beside = (item for item in self._mentions if item.start < end and start < item.end and _is_of(item, named.type))
        found = {item.entity.id: item.entity for item in beside if item.entity and f" {fold(named.name)} " in f" {fold(item.text)} "}
        return next(iter(found.values())) if len(found) == 1 else None

    def _known(self, named: ProposedThing) -> Entity | None:
        """What an authority knows by this name, where the text has any of its names."""
        known = self._reconciler.named(named.type, named.name)
        return known if known is not None and any(self._ground.names(name.text) for name in known.names()) else None

    def _new(self, named: ProposedThing) -> Entity | None:
        if not self._ground.names(named.name):
            return None
        if named.type == "bloc":
            return self._reconciler.bloc(BlocKey(None, False, None, description=named.name), named.name)
        # An event is of its document, as those are that the rules find.
        key = f"{self._document.id}/{fold(named.name)}" if named.type == "event" else ""
        return self._reconciler.thing(named.type, named.name, key)


def _is_of(item: Seen, kind: str) -> bool:
    return item.entity is not None and item.entity.id.startswith(f"{kind}/")


def _names(item: Seen) -> Iterable[str]:
    names = item.entity.names() if item.entity is not None else ()
    return {fold(item.text), *(fold(name.text) for name in names)}
