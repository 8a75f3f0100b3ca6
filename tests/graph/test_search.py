"""Finding things by name, on both engines."""

from __future__ import annotations

import pytest

from graph import Graph
from tests.engines import load
from tests.graph.samples import report, said, thing

BLOC, CORPS, TWELFTH = "bloc/bo-quoc-phong-4", "unit/quan-doan-34", "unit/quan-doan-12"


@pytest.fixture
def named(graph: Graph) -> Graph:
    """Two corps, a command and their bloc."""
    statements = [said(unit, "member_of_bloc", BLOC, year=2025) for unit in (CORPS, TWELFTH, "unit/bo-tu-lenh-86")]
    load(graph, [report("One.", *statements)])
    return graph


def found(graph: Graph, text: str, kind: str | None = None) -> list[str]:
    return [hit.entity.id for hit in graph.search(text, kind)]


@pytest.mark.parametrize(
    "text", ["Quân đoàn 34", "quan doan 34", "34 quan doan", "34. armekorps", "ARMY CORPS 34TH", "quan 34", "34th arm", "34t"]
)
def test_spelling_order_and_language_do_not_matter(named: Graph, text: str) -> None:
    assert found(named, text) == [CORPS]


def test_the_whole_name_comes_first(named: Graph) -> None:
    hits = named.search("quan doan 34")
    assert (hits[0].entity, hits[0].matched, hits[0].score) == (thing(CORPS), "Quân đoàn 34", 1.0)
    partial = named.search("quan doan")
    assert [hit.entity.id for hit in partial] == [TWELFTH, CORPS]
    assert all(0 < hit.score < 1 for hit in partial)


def test_words_of_two_names_are_not_one_name(named: Graph) -> None:
    assert found(named, "quan army") == []


def test_by_class_and_limit(named: Graph) -> None:
    assert found(named, "bo", "bloc") == [BLOC]
    assert found(named, "quan doan", "bloc") == found(named, "quan doan", "nonsense") == []
    assert len(named.search("quan doan", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "  ", "!?", "nothing of the kind", "=quan doan 34x"])
def test_nothing_is_found_by_nothing(named: Graph, text: str) -> None:
    assert found(named, text) == []


def test_a_name_no_longer_held_is_no_longer_found(named: Graph) -> None:
    (document,) = named.documents().items
    named.withdraw(document.id)  # type: ignore[union-attr]
    assert found(named, "quan doan 34") == []


def test_near_misses(named: Graph) -> None:
    assert [item.id for item in named.near("unit/quan-doan-43")][:2] == [CORPS, TWELFTH]
    assert [item.id for item in named.near("unit/army-corps")] != []
    assert named.near("unit/zzzz") == named.near("statement/0") == named.near("bloc/quan-doan-34") == ()
    assert len(named.near("unit/quan-doan-3", limit=1)) == 1
