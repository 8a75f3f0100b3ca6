"""Taking evidence out, and then all that stands on nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from neo4j import ManagedTransaction

from ontology.vocabulary import vocabulary

from . import queries, records, things
from .connection import Row, rows


def clear_evidence(tx: ManagedTransaction, documents: list[str]) -> list[str]:
    """Delete the evidence of documents; the ids of the statements that stood on it."""
    if not documents:
        return []
    touched = [row["id"] for row in rows(tx, queries.STATEMENTS_OF_DOCUMENTS, ids=documents)]
    tx.run(queries.DELETE_EVIDENCE, ids=documents).consume()
    return sorted(set(touched))


def prune(tx: ManagedTransaction, statements: list[str]) -> None:
    """Delete those of the statements that have no evidence left, then things without statements; mend the names of the rest."""
    if not statements:
        return
    found = rows(tx, queries.UNSUPPORTED, ids=statements)
    gone = [row for row in found if not row["supported"]]
    _delete_plain_edges(tx, gone)
    tx.run(queries.DELETE_STATEMENTS, ids=[row["id"] for row in gone]).consume()
    things.settle(tx, {end for row in found for end in records.ends_of(row)})


def _delete_plain_edges(tx: ManagedTransaction, gone: Iterable[Row]) -> None:
    """By subject, because relationship properties are not indexed: each subject's edges are looked through once."""
    shapes: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in gone:
        if row["object"] and row["status"] != "negated":
            shape = records.label_of(row["subject"]), vocabulary().predicates[row["predicate"]].edge
            shapes[shape][row["subject"]].append(row["id"])
    for shape, subjects in shapes.items():
        edges = [{"subject": subject, "statements": ids} for subject, ids in subjects.items()]
        tx.run(queries.delete_plain_edges(*shape), rows=edges).consume()
