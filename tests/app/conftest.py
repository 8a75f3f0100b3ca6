"""What the tests of the application share: the engines, each with the corpus and a service over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph import Graph
from tests.engines import ENGINES, Engine, embedded, load, on_neo4j, opened

from .corpus import READINGS
from .serving import served, settings_for


@dataclass
class Service:
    """A running service, the graph under it, and how it was when the corpus had just been loaded."""

    engine: Engine
    graph: Graph
    client: httpx.Client
    home: Path
    state: object = None

    def look(self) -> object:
        """What tells whether anybody wrote meanwhile."""
        return self.graph.revision(), self.graph.counts()

    def restore(self) -> None:
        """Hold the corpus and nothing else."""
        if self.state is None or self.look() != self.state:
            self.engine.empty()
            load(self.graph, READINGS)
            self.state = self.look()


@pytest.fixture(scope="session")
def embedded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an embedded engine that runs as long as the tests do."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def _services() -> Iterator[Callable[[str, Callable[[], Engine], Path], Service]]:
    running: dict[str, Service] = {}
    with ExitStack() as stack:

        def service(name: str, engine: Callable[[], Engine], home: Path) -> Service:
            if name not in running:
                started = engine()
                graph = stack.enter_context(opened(started))
                client = stack.enter_context(served(settings_for(home), graph))
                running[name] = Service(started, graph, client, home)
            running[name].restore()
            return running[name]

        yield service


@pytest.fixture(scope="session")
def embedded_engine(embedded_home: Path) -> Iterator[Engine]:
    """The embedded engine, started once."""
    with embedded(embedded_home) as engine:
        yield engine


@pytest.fixture
def on_embedded(_services: Callable[[str, Callable[[], Engine], Path], Service], embedded_engine: Engine, embedded_home: Path) -> Service:
    """A service over the corpus on the embedded engine."""
    return _services("embedded", lambda: embedded_engine, embedded_home)


@pytest.fixture(params=ENGINES)
def service(
    request: pytest.FixtureRequest,
    _services: Callable[[str, Callable[[], Engine], Path], Service],
    tmp_path_factory: pytest.TempPathFactory,
) -> Service:
    """A service over the corpus, on each engine."""
    if request.param == "embedded":
        found: Service = request.getfixturevalue("on_embedded")
        return found
    server = request.getfixturevalue("neo4j")
    return _services("neo4j", lambda: on_neo4j(server), tmp_path_factory.mktemp("home-neo4j"))


@pytest.fixture
def client(service: Service) -> httpx.Client:
    """A client of that service."""
    return service.client
