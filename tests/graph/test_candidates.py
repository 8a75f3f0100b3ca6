"""Candidates: what may be one is proposed with its reasons, what can't be or was judged is not, and nothing is merged by a score."""

from __future__ import annotations

import pytest

from graph import Graph
from graph.answers import Candidate
from graph.likeness import Profile, likeness
from ontology.judgements import Judgement, Verdict
from ontology.models import Entity, Name
from tests.engines import dump, load
from tests.graph.samples import report, said

BLOC = "bloc/bo-quoc-phong-4"


def unit(number: int, *names: str, kind: str = "unit") -> Entity:
    return Entity.named(f"{kind}/x-{number:010d}", [Name(text=name, language="vi") for name in names])


def told(graph: Graph, *units: Entity) -> None:
    """Each unit in a document of its own, in a year of its own."""
    load(graph, [report(f"{thing.id}.", said(thing, "member_of_bloc", BLOC, year=2000 + place)) for place, thing in enumerate(units)])


def pairs(graph: Graph) -> list[tuple[str, str]]:
    return [(item.left.id, item.right.id) for item in everything(graph)]


def everything(graph: Graph, limit: int = 50) -> list[Candidate]:
    page = graph.candidates(limit=limit)
    found = list(page.items)
    while page.cursor is not None:
        page = graph.candidates(page.cursor, limit)
        found += page.items
    return found


ALIKE = [
    ("Sư đoàn Sao Vàng", "Sư đoàn Sao vàng"),
    ("Công ty Than Hà Lầm", "Than Hà Lầm"),
    ("Lữ đoàn 171", "Lữ đoàn Tàu 171"),
    ("Cụm thi đua phía Nam số IV", "Cụm thi đua phía Nam số 4"),
    ("Bộ Tư lệnh Thủ đô Hà Nội", "BTLTDHN"),
]
UNLIKE = [
    ("Quân đoàn 34", "Quân đoàn 12"),
    ("Khối các trường IV", "Khối các trường V"),
    ("Nghị quyết 57 năm 2024", "Nghị quyết 57 năm 2025"),
    ("Bệnh viện Quân y", "Học viện Hậu cần"),
]


def test_names_that_differ_little_are_proposed_and_others_not(graph: Graph) -> None:
    alike = [(unit(2 * n, one), unit(2 * n + 1, other)) for n, (one, other) in enumerate(ALIKE)]
    unlike = [unit(100 + n, name) for n, name in enumerate(name for pair in UNLIKE for name in pair)]
    told(graph, *(thing for pair in alike for thing in pair), *unlike)
    before = dump(graph)
    found = everything(graph)
    assert sorted((item.left.id, item.right.id) for item in found) == [(one.id, other.id) for one, other in alike]
    for item in found:
        assert 0.5 <= item.likeness.score <= 1
        assert set(item.likeness.parts) == {"name", "numbers", "neighbours", "documents"}
    assert dump(graph) == before


def test_two_that_authority_files_know_and_two_classes_are_not(graph: Graph) -> None:
    known = [Entity(id=f"unit/known-{n}", labels={"vi": "Sư đoàn Sao Vàng"}) for n in (1, 2)]
    organization = unit(3, "Sư đoàn Sao Vàng", kind="organization")
    load(graph, [report("One.", *(said(thing, "member_of_bloc", BLOC) for thing in (*known, organization)))])
    assert everything(graph) == []
    told(graph, unit(4, "Sư đoàn Sao Vàng"))
    assert pairs(graph) == [(thing.id, unit(4, "x").id) for thing in known]


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_was_judged_is_not_proposed_again(graph: Graph, verdict: Verdict) -> None:
    one, two, three = unit(1, "Sư đoàn Sao Vàng"), unit(2, "Sư đoàn Sao vàng"), unit(3, "Sư đoàn sao vàng")
    told(graph, one, two, three)
    assert pairs(graph) == [(one.id, two.id), (one.id, three.id), (two.id, three.id)]
    judgement = graph.judge(Judgement(left=one.id, right=two.id, verdict=verdict, by="An", at="2026-01-31T09:30:00Z"))
    # Of two that are the same only the one that stands for both is left to compare.
    left = [(one.id, three.id)] if verdict == "same" else [(one.id, three.id), (two.id, three.id)]
    assert pairs(graph) == left
    if verdict == "same":
        graph.judge(Judgement(left=two.id, right=three.id, verdict="different", by="An", at="2026-01-31T09:31:00Z"))
        assert pairs(graph) == []
    else:
        graph.reverse(judgement.id)
        assert len(pairs(graph)) == 3


def test_what_is_said_of_both_makes_them_likelier(graph: Graph) -> None:
    one, two, three = unit(1, "Sư đoàn Sao Vàng"), unit(2, "Sao Vàng, sư đoàn"), unit(3, "Sư đoàn Sao vàng")
    load(
        graph,
        [
            report("One.", said(one, "leads_bloc", BLOC, year=2025)),
            report("Two.", said(two, "leads_bloc", BLOC, year=2025)),
            report("Three.", said(three, "leads_bloc", "bloc/other", year=2020)),
        ],
    )
    best = everything(graph)[0]
    assert (best.left.id, best.right.id) == (one.id, two.id)
    assert best.likeness.parts["neighbours"] == 1


def test_every_candidate_comes_once_page_by_page(graph: Graph) -> None:
    told(graph, *(unit(n, f"Sư đoàn Sao Vàng {'abcdefgh'[n % 8]}") for n in range(8)))
    whole = everything(graph)
    assert len(whole) == 8 * 7 // 2
    for limit in (1, 3, 100):
        assert sorted((item.left.id, item.right.id) for item in everything(graph, limit)) == sorted(pairs(graph))


def test_likeness_is_the_same_both_ways_and_a_name_is_like_itself() -> None:
    names = ["Quân đoàn 34", "34th Army Corps", "Bộ Quốc phòng", "BQP", "Khối IV", "4", "..."]
    for one in names:
        for other in names:
            assert likeness(Profile((one,)), Profile((other,))) == likeness(Profile((other,)), Profile((one,)))
        alike = likeness(Profile((one,)), Profile((one,)))
        assert alike is not None
        assert alike.parts["name"] == alike.parts["numbers"] == 1
    assert likeness(Profile(()), Profile(("x",))) is None
