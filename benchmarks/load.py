"""Loading, loading again and reading the whole graph, each beside the bare driver doing the same in the same run.

python -m benchmarks.load --statements 20000 --engine embedded
python -m benchmarks.load --engine neo4j --uri bolt://127.0.0.1:7687 --user neo4j --password ...   (its data are deleted)
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver, GraphDatabase

from benchmarks import bare
from benchmarks.corpus import readings
from graph import Connection, Graph, open_graph
from graph.embedded import embedded_engine


def main() -> None:
    """Measure one engine and print one JSON object."""
    arguments = read_arguments()
    with engine_of(arguments) as connection:
        print(json.dumps(measure(connection, arguments.statements) | {"engine": arguments.engine}, indent=2))


def read_arguments() -> argparse.Namespace:
    """How much to measure, and on which engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--uri")
    parser.add_argument("--user", default="neo4j")
    parser.add_argument("--password", default="")
    parser.add_argument("--database", default="neo4j")
    parser.add_argument("--heap", default="1g")
    return parser.parse_args()


@contextmanager
def engine_of(arguments: argparse.Namespace) -> Iterator[Connection]:
    """The engine to measure: the Neo4j named, or an embedded one over a folder that is deleted afterwards."""
    if arguments.engine == "neo4j":
        yield Connection(arguments.uri, arguments.user, arguments.password, arguments.database)
        return
    with tempfile.TemporaryDirectory() as home, embedded_engine(Connection(home=Path(home), heap=arguments.heap)) as address:
        yield Connection(address.uri, address.user, address.password, address.database)


def measure(connection: Connection, statements: int) -> dict[str, object]:
    """Seconds and ratios (bare / ours: 1 is as quick as the bare driver, more is quicker)."""
    assert connection.uri
    corpus = list(readings(statements))
    rows = bare.rows_of(corpus)
    auth = (connection.user, connection.password)
    with open_graph(connection) as graph, GraphDatabase.driver(connection.uri, auth=auth) as driver:
        database, agent = connection.database, graph.engine
        _warm_up(graph, driver, database)
        theirs = _timed(lambda: bare.write(driver, database, rows))
        theirs_again = _timed(lambda: bare.write(driver, database, rows))
        theirs_read = _timed(lambda: bare.read(driver, database))
        empty(driver, database)
        ours = _timed(lambda: sum(1 for _ in graph.write(corpus)))
        ours_again = _timed(lambda: sum(1 for _ in graph.write(corpus)))
        ours_read = _timed(lambda: sum(1 for _ in graph.traverse()))
        empty(driver, database)
    return {
        "agent": agent,
        "statements": statements,
        "rows": rows.count(),
        "load": _compared(ours, theirs),
        "load_again": _compared(ours_again, theirs_again),
        "read_all": _compared(ours_read, theirs_read),
        "statements_per_second": round(statements / ours),
    }


def _compared(ours: float, theirs: float) -> dict[str, float]:
    return {"ours_seconds": round(ours, 2), "bare_seconds": round(theirs, 2), "ratio": round(theirs / ours, 2)}


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _warm_up(graph: Graph, driver: Driver, database: str) -> None:
    """Let the engine compile what both sides run before either is measured."""
    corpus = list(readings(2_000))
    empty(driver, database)
    for _ in graph.write(corpus):
        pass
    empty(driver, database)
    bare.write(driver, database, bare.rows_of(corpus))
    empty(driver, database)


def empty(driver: Driver, database: str) -> None:
    """Delete all but the counter, in pieces that fit in memory."""
    while driver.execute_query(
        "MATCH (n) WHERE NOT n:Graph WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS n", database_=database
    ).records[0]["n"]:
        pass


if __name__ == "__main__":
    main()
