"""Which thing people mean: by its id, its IRI, its path, or any of its names."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import SearchHit
from graph.port import StatementGraph
from ontology.identifiers import IDENTIFIER
from ontology.models import Entity

from .errors import AmbiguousError, NotFoundError, ParameterError

_WHOLE_NAME = 1.0


def named(graph: StatementGraph, text: str, kinds: Sequence[str], base_iri: str = "") -> Entity:
    """The one thing of these classes (`bloc`) that `text` names.

    Raises:
        NotFoundError: none; with what was near.
        ParameterError: it is an id of another class.
        AmbiguousError: several; with them.
    """
    identifier = text.removeprefix(base_iri).strip("/")
    if IDENTIFIER.fullmatch(identifier):
        _check_kind(identifier, kinds)
        return _by_id(graph, identifier, text)
    hits = sorted((hit for kind in kinds for hit in graph.search(text, kind, 10)), key=lambda hit: (-hit.score, hit.entity.id))
    if not hits:
        raise NotFoundError(text, [thing for kind in kinds for thing in graph.near(f"{kind}/{text}")])
    return _best(hits, text)


def _check_kind(identifier: str, kinds: Sequence[str]) -> None:
    if identifier.partition("/")[0] not in kinds:
        raise ParameterError(identifier, f"is no {' and no '.join(kinds)}")


def _by_id(graph: StatementGraph, identifier: str, text: str) -> Entity:
    view = graph.entity(identifier, limit=1)
    if view is None:
        raise NotFoundError(text, graph.near(identifier))
    return view.entity


def _best(hits: Sequence[SearchHit], text: str) -> Entity:
    """The one whose whole name it is, else the only one it is part of a name of."""
    whole = [hit for hit in hits if hit.score >= _WHOLE_NAME] or hits
    if len(whole) > 1:
        raise AmbiguousError(text, [hit.entity for hit in whole])
    return whole[0].entity
