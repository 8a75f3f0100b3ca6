"""The measure: the same rows written by the bare driver with `UNWIND ... MERGE`, as a careful script would, and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from neo4j import Driver

from graph import names, records
from ontology.models import Entity, Reading
from ontology.vocabulary import vocabulary

_BATCH = 2_000
Row = dict[str, Any]


@dataclass
class Rows:
    """Nodes by label and edges by `(left label, type, right label)`; the end of few edges stands left, as MERGE likes it."""

    nodes: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    edges: dict[tuple[str, str, str], dict[tuple[str, str, str], Row]] = field(default_factory=lambda: defaultdict(dict))

    def count(self) -> int:
        """Nodes and edges."""
        return sum(map(len, self.nodes.values())) + sum(map(len, self.edges.values()))

    def edge(self, left: tuple[str, str], kind: str, right: tuple[str, str], **properties: Any) -> None:
        """One edge, once; `properties["statement"]` tells plain edges between the same two things apart."""
        key = (left[1], right[1], properties.get("statement", ""))
        row = {"left": left[1], "right": right[1], "properties": {name: value for name, value in properties.items() if value is not None}}
        self.edges[left[0], kind, right[0]][key] = row


def rows_of(readings: Iterable[Reading]) -> Rows:
    """What the database holds once these readings are stored."""
    rows = Rows()
    for reading in readings:
        document = reading.document
        rows.nodes["Document"][document.id] = document.model_dump(exclude_none=True)
        for statement in reading.statements:
            rows.nodes["Statement"].setdefault(statement.id, records.statement_row(statement))
            for entity in statement.entities():
                _add_thing(rows, entity)
            _add_edges(rows, statement)
            for row in records.evidence_rows(statement):
                rows.nodes["Evidence"][row["id"]] = {key: value for key, value in row.items() if key != "statement"}
                rows.edge(("Evidence", row["id"]), "HAS_EVIDENCE", ("Statement", statement.id))
                rows.edge(("Evidence", row["id"]), "IN_DOCUMENT", ("Document", document.id))
    return rows


def _add_thing(rows: Rows, entity: Entity) -> None:
    if entity.id in rows.nodes[entity.type]:
        return
    rows.nodes[entity.type][entity.id] = records.entity_row(entity)
    for word in names.search_words(entity):
        rows.nodes["Word"][word] = {"id": word}
        rows.edge((entity.type, entity.id), "HAS_WORD", ("Word", word))


def _add_edges(rows: Rows, statement: Any) -> None:
    subject, obj, year = statement.subject, statement.object, statement.qualifiers.year
    rows.edge(("Statement", statement.id), "SUBJECT", (subject.type, subject.id))
    if isinstance(obj, Entity):
        rows.edge(("Statement", statement.id), "OBJECT", (obj.type, obj.id))
        edge = vocabulary().predicates[statement.predicate].edge
        rows.edge((subject.type, subject.id), edge, (obj.type, obj.id), statement=statement.id, status=statement.status, year=year)


def write(driver: Driver, database: str, rows: Rows) -> None:
    """Merge all nodes, then all edges."""
    for label, nodes in rows.nodes.items():
        _run(driver, database, f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", list(nodes.values()))
    for (left, kind, right), edges in rows.edges.items():
        arrow = f"(a)<-[r:{kind}]-(b)" if kind == "HAS_EVIDENCE" else f"(a)-[r:{kind}]->(b)"
        key, setting = ("", "")
        if kind in {predicate.edge for predicate in vocabulary().predicates.values()}:
            key, setting = " {statement: row.properties.statement}", " SET r += row.properties"
        merge = arrow.replace(f":{kind}]", f":{kind}{key}]")
        query = f"UNWIND $rows AS row MATCH (a:{left} {{id: row.left}}) MATCH (b:{right} {{id: row.right}}) MERGE {merge}{setting}"
        _run(driver, database, query, list(edges.values()))


def _run(driver: Driver, database: str, query: str, rows: list[Row]) -> None:
    with driver.session(database=database) as session:
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            session.execute_write(lambda tx, batch=batch: tx.run(query, rows=batch).consume())  # type: ignore[misc]


def read(driver: Driver, database: str) -> int:
    """Read every thing, document and statement with its evidence, in no order; how many rows that were."""
    labels = sorted(term.local_name for term in vocabulary().classes.values())
    queries = [f"MATCH (n:{label}) RETURN properties(n)" for label in (*labels, "Document", "Statement")]
    queries.append("MATCH (s:Statement)-[:HAS_EVIDENCE]->(v:Evidence) RETURN s.id, properties(v)")
    with driver.session(database=database) as session:
        return sum(session.execute_read(lambda tx, query=query: sum(1 for _ in tx.run(query))) for query in queries)  # type: ignore[misc]
