"""The engines the behavioural suite runs on, and how a test looks at a graph as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graph import Connection, Graph, open_graph
from graph.embedded import embedded_engine
from ontology.models import Document, Reading, Statement
from tests.neo4j.server import Neo4jServer

ENGINES = ("embedded", "neo4j")


@dataclass(frozen=True)
class Engine:
    """A running engine: `connection` opens it as the application does, `bolt` is its address for a driver of one's own."""

    name: str
    connection: Connection
    bolt: Connection

    def empty(self) -> None:
        """Delete all but the schema and the counter."""
        with self.driver() as driver, driver.session(database=self.bolt.database) as session:
            session.execute_write(lambda tx: tx.run("MATCH (n) WHERE NOT n:Graph DETACH DELETE n").consume())

    @contextmanager
    def driver(self) -> Iterator[neo4j.Driver]:
        """A bare driver on the same database."""
        assert self.bolt.uri
        with neo4j.GraphDatabase.driver(self.bolt.uri, auth=(self.bolt.user, self.bolt.password)) as driver:
            yield driver

    def leftovers(self) -> int:
        """How many nodes there are beside the counter."""
        with self.driver() as driver:
            return int(
                driver.execute_query("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS n", database_=self.bolt.database).records[0]["n"]
            )


@contextmanager
def embedded(home: Path) -> Iterator[Engine]:
    """The embedded engine over a home, kept running."""
    connection = Connection(home=home, heap="512m")
    with embedded_engine(connection) as address:
        yield Engine("embedded", connection, Connection(address.uri, address.user, address.password, address.database))


def on_neo4j(server: Neo4jServer) -> Engine:
    """The Neo4j of the test run."""
    connection = Connection(server.uri, server.user, server.password, server.database)
    return Engine("neo4j", connection, connection)


def load(graph: Graph, readings: Iterable[Reading]) -> list[str]:
    """Store all; the outcomes."""
    return [written.outcome for written in graph.write(readings)]


def dump(graph: Graph) -> list[str]:
    """The whole graph, a line a record, in the order of the traversal."""
    return [_line(record) for record in graph.traverse()]


def _line(record: object) -> str:
    assert hasattr(record, "model_dump_json")
    return f"{getattr(record, 'id', '')} {record.model_dump_json()}"


def fingerprint(graph: Graph) -> str:
    """A hash of the whole graph."""
    return hashlib.sha256("\n".join(dump(graph)).encode()).hexdigest()


def records_of(graph: Graph) -> tuple[list[Document], list[Statement]]:
    """The documents and the statements of the whole graph."""
    found = list(graph.traverse())
    return [item for item in found if isinstance(item, Document)], [item for item in found if isinstance(item, Statement)]


@contextmanager
def opened(engine: Engine) -> Iterator[Graph]:
    """The graph of an engine, as the application opens it."""
    with open_graph(engine.connection) as graph:
        yield graph
