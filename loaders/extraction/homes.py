"""Homes: "the Department of Finance" in a report on one province is that province's, wherever the report names the province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ontology.models import Entity

from .composing import composed
from .context import Context
from .facts import Fact


def at_home(facts: Iterable[Fact], context: Context) -> Iterator[Fact]:
    """The facts, with the bodies that were named without a place at the one place that the document names bodies after."""
    homes = context.homes()
    if len(homes) != 1:
        yield from facts
        return
    ((name, place),) = homes
    meant = {one: composed(context.reconciler, kind, place, name) for one, kind in context.kinds.items() if _is_local(one, context)}
    for fact in facts:
        obj = meant.get(fact.object.id, fact.object) if isinstance(fact.object, Entity) else fact.object
        yield replace(fact, subject=meant.get(fact.subject.id, fact.subject), object=obj)


def _is_local(body: str, context: Context) -> bool:
    """Whether a body named without a place is one of those that every province has, not the country's only one."""
    return body in context.placeless and bool(context.kinds[body].get("local", True))
