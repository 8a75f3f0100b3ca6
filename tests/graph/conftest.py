"""The graph of each engine, emptied before every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import Graph
from tests.engines import ENGINES, Engine, embedded, on_neo4j, opened


@pytest.fixture(scope="session")
def embedded_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The one embedded engine of this run."""
    with embedded(tmp_path_factory.mktemp("home")) as engine:
        yield engine


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, empty."""
    chosen = request.getfixturevalue("embedded_of_the_run") if request.param == "embedded" else on_neo4j(request.getfixturevalue("neo4j"))
    assert isinstance(chosen, Engine)
    with opened(chosen):
        chosen.empty()
    return chosen


@pytest.fixture
def graph(engine: Engine) -> Iterator[Graph]:
    """The empty graph of each engine."""
    with opened(engine) as graph:
        yield graph
