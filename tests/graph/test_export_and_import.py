"""Out as RDF and in again, on each engine: the hash is the same, and so it is whichever engine kept the graph."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange import content_hash, export, import_file
from graph import Graph
from ontology.models import Reading
from ontology.rdf import FORMATS
from tests.engines import Engine, load
from tests.graph.test_judgements import PAIRS, judged, ruled
from tests.ontology.examples import BASE, corpus
from tests.ontology.memory_graph import MemoryGraph
from tests.ontology.strategies import corpora
from tests.strategies import libraries

quick = settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


def there_and_back(engine: Engine, graph: Graph, suffix: str) -> tuple[str, str]:
    """The hash before an export, and after the import of it into the emptied graph."""
    before = content_hash(graph, BASE)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"graph.{suffix}")
        export(graph, file, BASE)
        engine.empty()
        import_file(graph, file, BASE)
    return before, content_hash(graph, BASE)


@quick
@given(library=libraries(), suffix=st.sampled_from(sorted(FORMATS)))
def test_what_comes_back_is_the_same_graph(engine: Engine, graph: Graph, library: list[Reading], suffix: str) -> None:
    engine.empty()
    load(graph, library)
    before, after = there_and_back(engine, graph, suffix)
    assert after == before


@quick
@given(library=libraries(), pairs=st.lists(st.sampled_from(PAIRS), max_size=3), suffix=st.sampled_from(sorted(FORMATS)))
def test_judgements_come_back_with_what_was_ruled_before(
    engine: Engine, graph: Graph, library: list[Reading], pairs: list[tuple[str, str]], suffix: str
) -> None:
    engine.empty()
    load(graph, library)
    for second, pair in enumerate([*pairs, *pairs]):
        judged(graph, ruled(*pair, "same" if second < len(pairs) else "unsure", second))
    before, after = there_and_back(engine, graph, suffix)
    assert after == before


def known(corpus: tuple[Reading, ...]) -> list[Reading]:
    """The same, of things that an authority file knows: a provisional one is called what its passages call it."""
    return [
        reading.model_copy(
            update={"statements": tuple(statement.model_validate(_known(statement.model_dump())) for statement in reading.statements)}
        )
        for reading in corpus
    ]


def _known(dumped: dict[str, object]) -> dict[str, object]:
    parts = {side: {**part, "provisional": False} if isinstance(part, dict) and "id" in part else part for side, part in dumped.items()}
    qualifiers = parts["qualifiers"]
    if isinstance(qualifiers, dict) and qualifiers["bloc"]:
        parts["qualifiers"] = {**qualifiers, "bloc": {**qualifiers["bloc"], "provisional": False}}
    return parts


@quick
@given(said=corpora())
def test_an_engine_keeps_every_character_and_figure(engine: Engine, graph: Graph, said: tuple[Reading, ...]) -> None:
    engine.empty()
    library = known(said)
    load(graph, library)
    assert content_hash(graph, BASE) == content_hash(MemoryGraph(library), BASE)


def test_the_hash_is_the_same_on_every_engine(graph: Graph) -> None:
    library = known(corpus())
    load(graph, library)
    # Another hash means that every archive's published hash changes: only with a new version of the ontology.
    assert content_hash(graph, BASE) == "b170410de9e0dba0dc09f1268efbbb2f291aef4d400d6e98d5ceab97ff061a39"
