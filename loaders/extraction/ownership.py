"""Whose the blocs of a document are that it names by their numbers alone: the province's, the body's whose letterhead it bears."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.models import Entity

from .composing import ACTING
from .context import Context
from .items import INSTITUTIONS, Item

_STATE = "organization/nha-nuoc-viet-nam"  # stands over the motto of every document, whoever issues it
_HEAD = 4  # lines at the top, in which a letterhead stands


def letterhead(sentences: Sequence[Sequence[Item]]) -> Item | None:
    """The body that issues a document: it stands alone in a line at the top, below those it is under."""
    heads = [items[0] for items in sentences[:_HEAD] if len(items) == 1 and items[0].entity is not None and may_issue(items[0])]
    return heads[-1] if heads else None


def may_issue(item: Item) -> bool:
    """Whether a document may be that of what stands alone in a line at its top."""
    return item.type in INSTITUTIONS and (item.entity is None or item.entity.id != _STATE)


def owner_of(context: Context, head: Item | None) -> Entity | None:
    """Whose the blocs are that the document names without saying whose, None where nothing tells.

    A committee that acts for its place has no blocs of its own: they are its province's. Of the bodies that a page is published by
    only those count that authority files know as organisations: a union of a province reports on blocs of the confederation.
    """
    if head is not None and head.entity is not None:
        acting = context.kinds.get(head.entity.id, {}).get("kind") in ACTING
        seat = context.seats.get(head.entity.id)
        if acting or head.entity.type == "Organization":
            return seat if acting else head.entity
    if any(bloc.facts.get("home") for bloc in context.blocs):
        places = [place for _, place in context.homes()]
        return places[0] if len(places) == 1 else None
    return context.reconciler.named("organization", context.document.source) if context.document.source else None
