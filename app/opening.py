"""From settings to an open graph."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph import Connection, open_graph
from graph.store import Graph

from .settings import Settings, read_settings


def connection(settings: Settings) -> Connection:
    """Where the graph is kept, by the settings."""
    return Connection(
        uri=settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password.get_secret_value(),
        database=settings.neo4j_database,
        home=settings.home,
        heap=settings.heap,
    )


@contextmanager
def opened() -> Iterator[tuple[Settings, Graph]]:
    """The settings of the environment and the graph they name, open.

    Raises:
        SettingsError: a setting makes no sense.
        GraphError: the engine does not answer.
    """
    settings = read_settings()
    with open_graph(connection(settings)) as graph:
        yield settings, graph
