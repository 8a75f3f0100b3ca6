"""An engine that is not there, refuses, or goes away in the midst of loading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.corpus import readings
from graph import Connection, open_graph
from graph.errors import EngineFailed, EngineUnreachable, WrongCredentials
from tests.engines import Engine, dump, load, on_neo4j, opened
from tests.neo4j.server import Neo4jServer
from tests.ports import free_port


def test_an_unreachable_engine_is_told_with_its_address() -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(EngineUnreachable, match=uri), open_graph(Connection(uri, password="x")):
        pass


@pytest.mark.parametrize("uri", ["nonsense", "http://127.0.0.1:7687", "bolt://"])
def test_an_address_that_is_none_is_told(uri: str) -> None:
    with pytest.raises((EngineFailed, EngineUnreachable), match=uri), open_graph(Connection(uri, password="x")):
        pass


def test_a_wrong_password_is_told(engine: Engine) -> None:
    wrong = replace(engine.bolt, password="not the password")
    with pytest.raises(WrongCredentials, match=r"refuses this user or password"), open_graph(wrong):
        pass


def test_an_unknown_database_is_told(engine: Engine) -> None:
    with pytest.raises(EngineFailed), open_graph(replace(engine.bolt, database="nowhere")):
        pass


def test_neo4j_stopped_in_mid_load_then_resumed(stoppable_neo4j: Neo4jServer) -> None:
    engine = on_neo4j(stoppable_neo4j)
    corpus = list(readings(400))
    with opened(engine) as graph:
        engine.empty()
        load(graph, corpus)
        expected = dump(graph)
        engine.empty()

    with opened(engine) as graph:
        load(graph, corpus[:8])
        stoppable_neo4j.stop()
        with pytest.raises(EngineUnreachable, match=stoppable_neo4j.uri):
            load(graph, corpus[8:])
    stoppable_neo4j.start()
    with opened(engine) as graph:
        assert load(graph, corpus).count("unchanged") == 8
        assert dump(graph) == expected
