"""Several loading processes at once: nothing is lost, nothing is there twice, and the graph is the same."""

from __future__ import annotations

import pytest

from benchmarks.corpus import readings
from tests.engines import Engine, dump, fingerprint, load, opened
from tests.graph import loader

_STATEMENTS = 400


@pytest.mark.parametrize("processes", [2, 8])
def test_as_many_processes_as_you_like(engine: Engine, processes: int) -> None:
    with opened(engine) as graph:
        load(graph, readings(_STATEMENTS))
        expected, nodes = fingerprint(graph), engine.leftovers()
    engine.empty()
    started = [loader.start(engine.connection, _STATEMENTS, share=(number, processes), seed=number) for number in range(processes)]
    complaints = [process.communicate(timeout=300)[1] for process in started]
    assert [process.returncode for process in started] == [0] * processes, complaints
    with opened(engine) as graph:
        assert fingerprint(graph) == expected
    assert engine.leftovers() == nodes


def test_the_same_documents_by_two_processes(engine: Engine) -> None:
    with opened(engine) as graph:
        load(graph, readings(_STATEMENTS))
        expected = dump(graph)
    engine.empty()
    started = [loader.start(engine.connection, _STATEMENTS, seed=seed) for seed in (1, 2)]
    outputs = [process.communicate(timeout=300) for process in started]
    assert [process.returncode for process in started] == [0, 0], outputs
    outcomes = [line for stdout, _ in outputs for line in stdout.splitlines()]
    assert outcomes.count("new") == outcomes.count("unchanged") == len(list(readings(_STATEMENTS)))
    with opened(engine) as graph:
        assert dump(graph) == expected
