"""Competing blocs kept apart: who has led or joined one bloc by name goes on in that one, whichever the text spoke of since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ontology.models import Entity

from .facts import Fact
from .items import Item
from .timing import OFFICES


class OwnBlocs:
    """Which blocs the units of one document are said to be in, by sentences that name the bloc."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Entity]] = {}

    def settled(self, fact: Fact, covered: Sequence[Item], sentence: Sequence[Item]) -> Fact:
        """A fact of an office or a handover, in the one bloc known of its units where its sentence names none; it was read in `covered`."""
        bloc = fact.object if fact.predicate in OFFICES else fact.qualifiers.get("bloc")
        if not isinstance(bloc, Entity):
            return fact
        units = [end for end in (fact.subject, fact.object) if isinstance(end, Entity) and end is not bloc]
        if _named(sentence):
            if 1 in {_named(covered), _named(sentence)} and fact.status != "negated":
                for unit in units:
                    self._known.setdefault(unit.id, {})[bloc.id] = bloc
            return fact
        own = {key: known for unit in units for key, known in self._known.get(unit.id, {}).items()}
        if len(own) != 1 or bloc.id in own:
            return fact
        (meant,) = own.values()
        if fact.predicate in OFFICES:
            return replace(fact, object=meant)
        return replace(fact, qualifiers={**fact.qualifiers, "bloc": meant})


def _named(items: Sequence[Item]) -> int:
    """How many blocs a sentence names, by a number, an owner or a description."""
    return len({part.start for item in items for part in item.flat() if part.type == "bloc" and not part.facts.get("anaphor")})
