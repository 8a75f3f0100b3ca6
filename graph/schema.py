"""What the database must know before the first write: one unique id per label, and the counter of revisions."""

from __future__ import annotations

from ontology.vocabulary import vocabulary

from . import queries
from .connection import Bolt, rows

LABELS_OF_RECORD = ("Graph", "Word", "Document", "Evidence", "Statement", "Judgement", "Judged")
_LAYOUT = 2  # changes when nodes, edges or properties of existing graphs would have to be rewritten


def entity_labels() -> tuple[str, ...]:
    """The node labels of things, in the order of their folders."""
    return tuple(vocabulary().classes[name].local_name for name in sorted(vocabulary().classes))


def schema_version() -> str:
    """Which schema a graph was made for: our layout and the classes of the vocabulary."""
    return f"{_LAYOUT}:{','.join(entity_labels())}"


def ensure_schema(bolt: Bolt) -> None:
    """Make constraints and the counter where they lack; one short query where they do not. Safe to run twice at once."""
    found = bolt.rows(queries.REVISION)
    if found and found[0]["schema"] == schema_version():
        return
    for label in (*LABELS_OF_RECORD, *entity_labels()):
        query = f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        bolt.write(lambda tx, query=query: rows(tx, query))  # type: ignore[misc]
    bolt.write(lambda tx: rows(tx, queries.CREATE_COUNTER, schema=schema_version()))
