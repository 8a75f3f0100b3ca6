"""Homes: "the Department of Finance" in a report on one province is that province's, wherever the report names the province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ontology.folding import fold
from ontology.models import Entity

from .composing import composed
from .context import Context
from .facts import Fact

_LEVELS = frozenset({"tinh", "thanh"})


def at_home(facts: Iterable[Fact], context: Context) -> Iterator[Fact]:
    """The facts, with the bodies that were named without a place at the one place that the document names bodies after."""
    homes = context.homes()
    if len(homes) != 1:
        yield from facts
        return
    ((name, place),) = homes
    meant = {
        one: composed(context.reconciler, kind, place, name)
        for one, kind in context.kinds.items()
        if _is_local(one, context) and _is_of_level(kind, place)
    }
    for fact in facts:
        obj = meant.get(fact.object.id, fact.object) if isinstance(fact.object, Entity) else fact.object
        yield replace(fact, subject=meant.get(fact.subject.id, fact.subject), object=obj)


def seated(body: Entity, beside: Iterable[Entity], context: Context) -> Entity:
    """A body named without a place at that of a body that someone serves as well ("secretary of the Committee, chairman of A Province")."""
    kind = context.kinds.get(body.id, {})
    if not _is_local(body.id, context):
        return body
    seats = (context.seats.get(one.id) for one in beside)
    seat = next((place for place in seats if place is not None and _is_of_level(kind, place)), None)
    return composed(context.reconciler, kind, seat, "") if seat is not None else body


def _is_of_level(kind: Mapping[str, Any], place: Entity | None) -> bool:
    """Whether a kind of body that only provinces or only cities have (`Tỉnh ủy`, `Thành ủy`) may be that of a place."""
    level = fold(str(kind.get("vi", ""))).split(" ", 1)[0]
    return level not in _LEVELS or (place is not None and place.id.startswith(f"unit/{level}-"))


def _is_local(body: str, context: Context) -> bool:
    """Whether a body named without a place is one of those that every province has, not the country's only one."""
    return body in context.placeless and bool(context.kinds[body].get("local", True))
