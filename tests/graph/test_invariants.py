"""Whatever the order, however often, on whichever engine, taken out again: the same documents make the same graph."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Graph
from ontology.models import Reading
from tests.engines import Engine, dump, embedded, load, on_neo4j, opened
from tests.graph.samples import report, said
from tests.neo4j.server import Neo4jServer
from tests.strategies import libraries, readings

# An example empties and fills a database several times; the fixture's database is emptied by the example itself.
quick = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


@quick
@given(data=st.data(), library=libraries())
def test_order_and_repetition_do_not_show(engine: Engine, graph: Graph, data: st.DataObject, library: list[Reading]) -> None:
    engine.empty()
    load(graph, library)
    expected = dump(graph)
    engine.empty()
    for reading in data.draw(st.permutations([*library, *data.draw(st.lists(st.sampled_from(library), max_size=2))])):
        load(graph, [reading])
    assert dump(graph) == expected


@quick
@given(library=libraries(), data=st.data())
def test_what_is_withdrawn_leaves_no_trace(engine: Engine, graph: Graph, library: list[Reading], data: st.DataObject) -> None:
    engine.empty()
    *before, last = data.draw(st.permutations(library))
    load(graph, before)
    expected, nodes = dump(graph), engine.leftovers()
    load(graph, [last])
    assert graph.withdraw(last.document.id)
    assert dump(graph) == expected
    assert engine.leftovers() == nodes


@quick
@given(library=libraries())
def test_withdrawing_all_leaves_nothing(engine: Engine, graph: Graph, library: list[Reading]) -> None:
    engine.empty()
    load(graph, library)
    assert all(graph.withdraw(reading.document.id) for reading in library)
    assert engine.leftovers() == 0


@quick
@given(library=libraries(), data=st.data())
def test_a_new_reading_replaces_the_old(engine: Engine, graph: Graph, library: list[Reading], data: st.DataObject) -> None:
    newer = data.draw(readings(library[0].document.text)).model_copy(update={"document": library[0].document})
    engine.empty()
    load(graph, [newer, *library[1:]])
    expected, nodes = dump(graph), engine.leftovers()
    engine.empty()
    load(graph, library)
    load(graph, [newer])
    assert dump(graph) == expected
    assert engine.leftovers() == nodes


@quick
@given(library=libraries())
def test_loading_again_writes_nothing(engine: Engine, graph: Graph, library: list[Reading]) -> None:
    engine.empty()
    assert set(load(graph, library)) == {"new"}
    revision = graph.revision()
    assert set(load(graph, library)) == {"unchanged"}
    assert graph.revision() == revision


@quick
@given(library=libraries())
def test_both_engines_hold_the_same(embedded_of_the_run: Engine, neo4j: Neo4jServer, library: list[Reading]) -> None:
    dumps = []
    for engine in (embedded_of_the_run, on_neo4j(neo4j)):
        with opened(engine) as graph:
            engine.empty()
            load(graph, library)
            dumps.append(dump(graph))
    assert dumps[0] == dumps[1]


@quick
@given(library=libraries())
def test_the_graph_holds_what_was_read(engine: Engine, graph: Graph, library: list[Reading]) -> None:
    engine.empty()
    load(graph, library)
    said = {
        (statement.id, item.document, item.start, item.end)
        for reading in library
        for statement in reading.statements
        for item in statement.evidence
    }
    held = {
        (statement.id, item.document, item.start, item.end)
        for reading in library
        for stated in graph.document(reading.document.id).statements  # type: ignore[union-attr]
        for statement in [stated.statement]
        for item in statement.evidence
    }
    assert held == said


def test_bytes_under_two_names_are_one_document_of_the_lesser_name(engine: Engine, graph: Graph) -> None:
    one, two = (report("The same.", said("unit/a", "leads_bloc", "bloc/b", year=2025), name=name) for name in ("a.txt", "b.txt"))
    load(graph, [one, two])
    expected = dump(graph)
    engine.empty()
    load(graph, [two])
    load(graph, [one])
    assert dump(graph) == expected
    assert graph.counts().documents == 1


def test_the_data_outlive_the_engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("kept")
    with embedded(home) as engine, opened(engine) as graph:
        load(graph, [report("Kept.", said("unit/a", "leads_bloc", "bloc/b", year=2025))])
        expected = dump(graph)
    with embedded(home) as engine, opened(engine) as graph:
        assert dump(graph) == expected
