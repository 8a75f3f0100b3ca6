"""Killed in the midst of loading, again and again, then run once more: the graph is as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

from benchmarks.corpus import readings
from graph import Graph
from tests.engines import Engine, embedded, fingerprint, load, opened
from tests.graph import loader

_STATEMENTS = 500
_KILLS = 6


def undisturbed(engine: Engine) -> str:
    """The fingerprint of the corpus loaded in peace; afterwards the graph is empty."""
    with opened(engine) as graph:
        load(graph, readings(_STATEMENTS))
        expected = fingerprint(graph)
    engine.empty()
    return expected


def assert_whole(graph: Graph) -> None:
    """Every document that is there is there with all that was read out of it."""
    wanted = {reading.document.id: {statement.id for statement in reading.statements} for reading in readings(_STATEMENTS)}
    for source in graph.documents(limit=1000).items:
        view = graph.document(source.id)  # type: ignore[union-attr]
        assert view is not None
        assert {stated.statement.id for stated in view.statements} == wanted[view.document.id]


def test_the_loading_process_is_killed(engine: Engine) -> None:
    expected = undisturbed(engine)
    chance = random.Random()
    for kill in range(_KILLS):
        process = loader.start(engine.connection, _STATEMENTS, seed=kill)
        list(loader.lines(process, chance.randint(0, 12)))
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
        with opened(engine) as graph:
            assert_whole(graph)
    with opened(engine) as graph:
        load(graph, readings(_STATEMENTS))
        assert fingerprint(graph) == expected


def test_the_embedded_engine_is_killed(tmp_path: Path) -> None:
    with embedded(tmp_path) as engine:
        expected = undisturbed(engine)
    chance = random.Random()
    acknowledged = 0
    for kill in range(_KILLS):
        with opened(engine) as graph:
            assert_whole(graph)
            assert graph.counts().documents >= acknowledged
            process = loader.start(engine.connection, _STATEMENTS, seed=kill)
            said = list(loader.lines(process, 1 + chance.randint(0, 12)))
            time.sleep(chance.uniform(0, 0.05))
            os.kill(json.loads((tmp_path / "engine" / "engine.json").read_text())["pid"], signal.SIGKILL)
            rest, complaint = process.communicate(timeout=120)
        assert process.returncode != 0
        assert "EngineUnreachable" in complaint
        acknowledged += [*said, *rest.splitlines()].count("new")
    with opened(engine) as graph:
        assert graph.counts().documents >= acknowledged
        load(graph, readings(_STATEMENTS))
        assert fingerprint(graph) == expected


def test_the_process_that_started_the_engine_is_killed(tmp_path: Path) -> None:
    connection = None
    with embedded(tmp_path) as engine:
        connection = engine.connection
        expected = undisturbed(engine)
    process = loader.start(connection, _STATEMENTS)
    list(loader.lines(process, 3))
    process.kill()
    process.communicate()
    pid = json.loads((tmp_path / "engine" / "engine.json").read_text())["pid"]
    assert Path(f"/proc/{pid}").exists() or not Path("/proc").exists()
    with opened(engine) as graph:  # finds the engine that was left behind, and stops it at the end
        load(graph, readings(_STATEMENTS))
        assert fingerprint(graph) == expected
        assert json.loads((tmp_path / "engine" / "engine.json").read_text())["pid"] == pid
    assert not (tmp_path / "engine" / "engine.json").exists()
