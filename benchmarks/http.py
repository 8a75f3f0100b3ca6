"""Who led a bloc: asked of the service over HTTP, and of the engine by one bare query with the same quotes, by turns in one run.

python -m benchmarks.http --statements 20000 --engine embedded
python -m benchmarks.http --engine neo4j --uri bolt://127.0.0.1:7687 --user neo4j --password ...   (its data are deleted)
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from neo4j import GraphDatabase

from benchmarks.corpus import readings
from benchmarks.load import empty, engine_of, read_arguments
from graph import Connection, open_graph

_QUERY = """
MATCH (b:Bloc {id: $id})<-[:OBJECT]-(s:Statement {predicate: 'leads_bloc'})-[:SUBJECT]->(u)
MATCH (s)-[:HAS_EVIDENCE]-(e:Evidence)-[:IN_DOCUMENT]->(d:Document)
RETURN s.id, u.name, s.year, e.quote, d.name ORDER BY s.year, u.id
"""
_BLOCS, _ROUNDS, _WARM = 25, 12, 3


def main() -> None:
    """Measure one engine and print one JSON object."""
    arguments = read_arguments()
    with engine_of(arguments) as connection:
        print(json.dumps(measure(connection, arguments.statements) | {"engine": arguments.engine}, indent=2))


def measure(connection: Connection, statements: int) -> dict[str, object]:
    """Milliseconds at the median and at the 95th of 100, and the ratio of the medians (bare / ours)."""
    assert connection.uri
    auth = (connection.user, connection.password)
    with open_graph(connection) as graph, GraphDatabase.driver(connection.uri, auth=auth) as driver:
        empty(driver, connection.database)
        for _ in graph.write(readings(statements)):
            pass
        blocs = [item.id for item in graph.entities("bloc", limit=_BLOCS).items]  # type: ignore[union-attr]  # things have ids
        with _service(connection) as client, driver.session(database=connection.database) as session:
            ours, theirs = _by_turns(
                blocs,
                lambda bloc: client.get(f"/{bloc}/leaders").raise_for_status(),
                lambda bloc: session.execute_read(lambda tx: list(tx.run(_QUERY, id=bloc))),
            )
        empty(driver, connection.database)
    return {"statements": statements, "http": _told(ours), "bare": _told(theirs), "ratio": round(_median(theirs) / _median(ours), 2)}


@contextmanager
def _service(connection: Connection) -> Iterator[httpx.Client]:
    """A client of `thidua serve` on that engine, in a process of its own as it always is."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    settings = {name: str(getattr(connection, name)) for name in ("uri", "user", "password", "database")}
    environment = {**others, **{f"THIDUA_NEO4J_{name.upper()}": value for name, value in settings.items()}}
    command = [str(Path(sys.executable).with_name("thidua")), "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            with httpx.Client(base_url=json.loads(process.stdout.readline())["url"]) as client:
                yield client
        finally:
            process.terminate()


def _by_turns(blocs: list[str], *askers: Callable[[str], object]) -> list[list[float]]:
    """Seconds of each answer, asker by asker; the first rounds warm everybody up."""
    seconds: list[list[float]] = [[] for _ in askers]
    for turn in range(_WARM + _ROUNDS):
        for bloc in blocs:
            for asker, measured in zip(askers, seconds, strict=True):
                began = time.perf_counter()
                asker(bloc)
                if turn >= _WARM:
                    measured.append(time.perf_counter() - began)
    return seconds


def _told(seconds: list[float]) -> dict[str, float]:
    return {"p50_ms": round(_median(seconds) * 1000, 2), "p95_ms": round(statistics.quantiles(seconds, n=20)[-1] * 1000, 2)}


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
