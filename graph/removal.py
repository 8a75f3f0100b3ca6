"""Taking evidence out, and then all that stands on nothing any more."""

from __future__ import annotations

from neo4j import ManagedTransaction

from . import equals, queries, records, things
from .connection import rows


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
    equals.delete_plain_edges(tx, gone)
    tx.run(queries.DELETE_STATEMENTS, ids=[row["id"] for row in gone]).consume()
    ends = {end for row in found for end in records.ends_of(row)}
    orphans = things.orphans(tx, ends)
    # Before they go: an orphan may stand for others, whose statements then need another to lead to.
    equals.settle(tx, ends, gone={row["id"] for row in orphans})
    things.remove(tx, orphans)
    things.rename(tx, ends - {row["id"] for row in orphans})
