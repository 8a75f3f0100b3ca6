"""`make bench`: extraction beside spaCy, then every other benchmark on both engines, each in a process of its own, as JSON.

Neo4j is the one of `THIDUA_TEST_NEO4J_URI`, or one started as for the tests; without either it is left out, and said so.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tests.neo4j.choice import LACKING, choose


def main() -> None:
    """Measure extraction and both engines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    statements = ["--statements", str(parser.parse_args().statements)]
    subprocess.run([sys.executable, "-m", "benchmarks.extraction"], check=True)
    _measure(["--engine", "embedded", *statements])
    server = choose()
    if server is None:
        print(f"Neo4j left out: {LACKING}", file=sys.stderr)
        return
    try:
        server.start()
        address = ["--uri", server.uri, "--user", server.user, "--password", server.password, "--database", server.database]
        _measure(["--engine", "neo4j", *statements, *address])
    finally:
        server.close()


def _measure(arguments: list[str]) -> None:
    for benchmark in ("benchmarks.load", "benchmarks.http"):
        subprocess.run([sys.executable, "-m", benchmark, *arguments], check=True)


if __name__ == "__main__":
    main()
