"""Storing readings: whole documents in one transaction, only what is new created, so that loading is quick and converges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from neo4j import ManagedTransaction

from ontology.models import Entity, Reading, Statement
from ontology.vocabulary import vocabulary

from . import equals, queries, records, things
from .answers import Written
from .connection import Bolt, Row, rows
from .readings import Prepared, batches
from .removal import clear_evidence, prune

Outcome = Literal["new", "changed", "unchanged"]
_SLICE = 2_000  # rows in one query


def write(bolt: Bolt, readings: Iterable[Reading]) -> Iterator[Written]:
    """Store readings; see `graph.port.StatementGraph.write`."""
    for batch in batches(readings):
        outcomes = _outcomes(batch, bolt.rows(queries.DIGESTS, ids=[item.id for item in batch]))
        if outcomes is None:
            outcomes = bolt.write(lambda tx, batch=batch: _store(tx, batch))  # type: ignore[misc]
        for item, outcome in zip(batch, outcomes, strict=True):
            yield Written(document=item.id, name=item.name, outcome=outcome, statements=len(item.statements))


def _outcomes(batch: list[Prepared], stored: list[Row]) -> list[Outcome] | None:
    """`unchanged` for each where nothing has to be written, or None."""
    known = {row["id"]: row for row in stored}
    same = (item.id in known and known[item.id]["digest"] == item.digest and known[item.id]["name"] <= item.name for item in batch)
    return ["unchanged"] * len(batch) if all(same) else None


def _store(tx: ManagedTransaction, batch: list[Prepared]) -> list[Outcome]:
    judged = bool(rows(tx, queries.LOCK)[0]["judged"])
    stored = {row["id"]: row for row in rows(tx, queries.DIGESTS, ids=[item.id for item in batch])}
    outcomes = [_outcome(item, stored.get(item.id)) for item in batch]
    changed = [item for item, outcome in zip(batch, outcomes, strict=True) if outcome == "changed"]
    touched = clear_evidence(tx, [item.id for item in changed])
    _store_documents(tx, batch, outcomes, stored)
    written = [item for item, outcome in zip(batch, outcomes, strict=True) if outcome != "unchanged"]
    _store_content(tx, written)
    if judged:
        equals.settle(tx, {thing.id for item in written for statement in item.statements for thing in statement.entities()})
    prune(tx, touched)
    return outcomes


def _outcome(item: Prepared, stored: Row | None) -> Outcome:
    if stored is None:
        return "new"
    return "unchanged" if stored["digest"] == item.digest else "changed"


def _store_documents(tx: ManagedTransaction, batch: list[Prepared], outcomes: list[Outcome], stored: dict[str, Row]) -> None:
    """The same bytes may come under several names; the least of them is kept, so that their order does not show."""
    named: dict[Outcome, list[Row]] = {"new": [], "changed": [], "unchanged": []}
    for item, outcome in zip(batch, outcomes, strict=True):
        name = item.name if outcome == "new" else min(item.name, stored[item.id]["name"])
        whole = item.reading.document.model_dump(exclude_none=True) if outcome != "unchanged" else {}
        named[outcome].append(whole | {"id": item.id, "name": name, "digest": item.digest})
    run(tx, queries.CREATE_DOCUMENTS, named["new"])
    run(tx, queries.REPLACE_DOCUMENTS, named["changed"])
    renamed = [{"id": row["id"], "name": row["name"]} for row in named["unchanged"] if row["name"] != stored[row["id"]]["name"]]
    run(tx, queries.RENAME_DOCUMENTS, renamed)


def _store_content(tx: ManagedTransaction, items: list[Prepared]) -> None:
    said = [statement for item in items for statement in item.statements]
    things.store(tx, said)
    statements = {statement.id: statement for statement in said}
    known = {row["id"] for row in rows(tx, queries.KNOWN_STATEMENTS, ids=list(statements))} if statements else set()
    _create_statements(tx, [statement for identifier, statement in statements.items() if identifier not in known])
    run(tx, queries.CREATE_EVIDENCE, [row for statement in said for row in records.evidence_rows(statement)])


def _create_statements(tx: ManagedTransaction, statements: list[Statement]) -> None:
    """By the shape of the query they need: the classes of their ends and the type of their plain edge."""
    shapes: dict[tuple[str, str | None, str | None], list[Row]] = defaultdict(list)
    in_bloc: list[Row] = []
    for statement in statements:
        row = records.statement_row(statement)
        obj = statement.object.type if isinstance(statement.object, Entity) else None
        edge = vocabulary().predicates[statement.predicate].edge if obj and statement.status != "negated" else None
        shapes[statement.subject.type, obj, edge].append(row)
        if "bloc" in row:
            in_bloc.append({"id": row["id"], "bloc": row["bloc"]})
    for shape, shaped in shapes.items():
        run(tx, queries.create_statements(*shape), shaped)
    run(tx, queries.CREATE_IN_BLOC, in_bloc)


def run(tx: ManagedTransaction, query: str, rows: list[Any]) -> None:
    """Run a query over rows, a slice at a time; not at all where there are none."""
    for start in range(0, len(rows), _SLICE):
        tx.run(query, rows=rows[start : start + _SLICE]).consume()


def withdraw(bolt: Bolt, document: str) -> bool:
    """Take a document out; see `graph.port.StatementGraph.withdraw`."""
    if not bolt.rows(queries.DIGESTS, ids=[document]):
        return False
    return bolt.write(lambda tx: _withdraw(tx, document))


def _withdraw(tx: ManagedTransaction, document: str) -> bool:
    rows(tx, queries.LOCK)
    found = bool(rows(tx, queries.DIGESTS, ids=[document]))
    touched = clear_evidence(tx, [document])
    tx.run(queries.DELETE_DOCUMENTS, ids=[document]).consume()
    prune(tx, touched)
    return found
