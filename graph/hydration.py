"""From ids to statements with their things, evidence and sources, in a handful of batched queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, MutableMapping

from neo4j import ManagedTransaction

from ontology.models import Entity, Evidence, Statement

from . import queries, records, things
from .answers import Source, SourcedStatement
from .connection import rows


def entities(tx: ManagedTransaction, identifiers: Iterable[str]) -> dict[str, Entity]:
    """The given things that are there, by id."""
    return {row["id"]: records.entity_of(row) for row in things.find(tx, identifiers)}


def statements(tx: ManagedTransaction, ids: list[str], known: MutableMapping[str, Entity] | None = None) -> list[Statement]:
    """The given statements that are there, with all their evidence, in the order of `ids`.

    `known` spares queries for things met before; what is met now is added to it.
    """
    if not ids:
        return []
    found = {row["id"]: row for row in rows(tx, queries.STATEMENTS, ids=ids)}
    evidence = _evidence(tx, ids)
    known = {} if known is None else known
    ends = {end for row in found.values() for end in records.ends_of(row)}
    known.update(entities(tx, ends - known.keys()))
    return [records.statement_of(found[key], known, evidence[key]) for key in ids if key in found]


def _evidence(tx: ManagedTransaction, ids: list[str]) -> dict[str, tuple[Evidence, ...]]:
    """Evidence by statement, in order of document and place."""
    gathered: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows(tx, queries.EVIDENCE, ids=ids):
        gathered[row["statement"]].append(records.evidence_of(row))
    ordered = {key: tuple(sorted(items, key=lambda item: (item.document, item.start, item.end))) for key, items in gathered.items()}
    return defaultdict(tuple, ordered)


def sources(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Source]:
    """Documents without their text, by id."""
    return {row["id"]: records.source_of(row) for row in rows(tx, queries.SOURCES, ids=sorted(set(ids)))}


def sourced(tx: ManagedTransaction, ids: list[str]) -> tuple[SourcedStatement, ...]:
    """Statements as they are cited, in the order of `ids`."""
    found = statements(tx, ids)
    if not found:
        return ()
    cited = sources(tx, {item.document for statement in found for item in statement.evidence})
    return tuple(
        SourcedStatement(statement=statement, sources={item.document: cited[item.document] for item in statement.evidence})
        for statement in found
    )
