"""A loading process of its own: `python -m tests.graph.loader` with its order as JSON on standard input.

`{"connection": {...}, "statements": 400, "share": [0, 1], "seed": 3}`: load every share-th document of the corpus, in an
order of the seed, one transaction a document. Prints a line once it is connected and one for each document stored.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from benchmarks.corpus import readings
from graph import Connection, open_graph
from graph.errors import GraphError

PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Load; end with 3 and one line where the graph fails."""
    order = json.load(sys.stdin)
    connection = Connection(**order["connection"] | {"home": Path(order["connection"]["home"])})
    first, step = order["share"]
    corpus = list(readings(order["statements"]))[first::step]
    random.Random(order["seed"]).shuffle(corpus)
    try:
        with open_graph(connection) as graph:
            print("connected", flush=True)
            for reading in corpus:
                for written in graph.write([reading]):
                    print(written.outcome, flush=True)
    except GraphError as error:
        sys.exit(f"{type(error).__name__}: {error}")


def start(connection: Connection, statements: int, share: tuple[int, int] = (0, 1), seed: int = 0) -> Popen[str]:
    """Such a process, started."""
    process = Popen([sys.executable, "-m", "tests.graph.loader"], cwd=PROJECT, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)
    order: dict[str, Any] = {"statements": statements, "share": share, "seed": seed}
    assert process.stdin
    process.stdin.write(json.dumps(order | {"connection": asdict(connection) | {"home": str(connection.home)}}))
    process.stdin.close()
    process.stdin = None
    return process


def lines(process: Popen[str], number: int) -> Iterator[str]:
    """The next lines it prints, as many as there are."""
    assert process.stdout
    for _ in range(number):
        line = process.stdout.readline()
        if not line:
            return
        yield line.strip()


if __name__ == "__main__":
    main()
