"""From ids to statements with their things, evidence and sources, in a handful of batched queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, MutableMapping

from neo4j import ManagedTransaction

from ontology.models import Entity, Evidence, Statement

from . import queries, records, things
from .answers import Source, SourcedStatement
from .connection import Row, rows


def entities(tx: ManagedTransaction, identifiers: Iterable[str]) -> dict[str, Entity]:
    """The given things that are there, by id."""
    return {row["id"]: records.entity_of(row) for row in things.find(tx, identifiers)}


def standing(tx: ManagedTransaction, identifiers: Iterable[str]) -> dict[str, Entity]:
    """Those of the given things that stand for themselves, with the names of what was judged the same."""
    found = things.find(tx, identifiers)
    return shown(tx, [row for row in found if not row["canonical"]])


def shown(tx: ManagedTransaction, found: Iterable[Row]) -> dict[str, Entity]:
    """The thing that stands for each row's: under its own id, with the names of all its equals among its other names."""
    met = {row["id"]: row for row in found}
    asked = dict(met)
    _meet(tx, met, {row["canonical"] for row in asked.values() if row["canonical"]})
    _meet(tx, met, {equal for row in list(met.values()) for equal in row["equals"] or ()})
    return {key: _joined(met[row["canonical"] or key], met) for key, row in asked.items() if (row["canonical"] or key) in met}


def _meet(tx: ManagedTransaction, met: dict[str, Row], wanted: set[str]) -> None:
    met.update((row["id"], row) for row in things.find(tx, wanted - met.keys()))


def _joined(head: Row, met: dict[str, Row]) -> Entity:
    entity = records.entity_of(head)
    known = set(entity.names())
    others = (name for equal in head["equals"] or () if equal in met for name in records.entity_of(met[equal]).names())
    added = tuple(name for name in dict.fromkeys(others) if name not in known)
    return entity.model_copy(update={"aliases": (*entity.aliases, *added)}) if added else entity


def statements(tx: ManagedTransaction, ids: list[str], known: MutableMapping[str, Entity] | None = None) -> list[Statement]:
    """The given statements that are there, as they were read, with all their evidence, in the order of `ids`.

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


def sourced(tx: ManagedTransaction, ids: list[str], together: bool = False) -> tuple[SourcedStatement, ...]:
    """Statements as they are cited, in the order of `ids`, with the things that stand for their ends.

    With `together`, those that say the same of the things judged the same come as one, with the evidence of all.
    """
    found = {row["id"]: row for row in rows(tx, queries.STATEMENTS, ids=ids)} if ids else {}
    if not found:
        return ()
    ends = things.find(tx, {end for row in found.values() for end in records.ends_of(row)})
    known = {row["id"]: records.entity_of(row) for row in ends}
    stands = shown(tx, [row for row in ends if row["canonical"] or row["equals"]])
    evidence = _evidence(tx, list(found))
    read = {key: records.statement_of(found[key], known, evidence[key]) for key in ids if key in found}
    groups = _groups(found, read) if together else [(key,) for key in read]
    cited = sources(tx, {item.document for statement in read.values() for item in statement.evidence})
    return tuple(_cited([read[key] for key in group], cited, stands) for group in groups)


def _groups(found: dict[str, Row], read: Iterable[str]) -> list[tuple[str, ...]]:
    """Statements of one claim together, the one whose claim it is by itself first."""
    claims: dict[str, list[str]] = defaultdict(list)
    for key in read:
        claims[found[key]["claim"] or key].append(key)
    return [tuple(sorted(keys, key=lambda key: (key != claim, key))) for claim, keys in claims.items()]


def _cited(group: list[Statement], cited: dict[str, Source], stands: dict[str, Entity]) -> SourcedStatement:
    first, *others = group
    said = first.model_copy(update={"evidence": _all_evidence(group)}) if others else first
    return SourcedStatement(
        statement=said,
        sources={item.document: cited[item.document] for item in said.evidence},
        things={thing.id: stands[thing.id] for thing in said.entities() if thing.id in stands},
        also=tuple(other.id for other in others),
    )


def _all_evidence(group: list[Statement]) -> tuple[Evidence, ...]:
    """Each passage once, the surest reading of it, in order of document and place."""
    passages = [item for statement in group for item in statement.evidence]
    best: dict[tuple[str, int, int], Evidence] = {}
    for item in sorted(passages, key=lambda item: (item.document, item.start, item.end, item.confidence)):
        best[item.document, item.start, item.end] = item
    return tuple(best.values())
