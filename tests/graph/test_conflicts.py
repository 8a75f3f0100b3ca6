"""Contradictions: found, told with all their sources, and never where two statements may both be true."""

from __future__ import annotations

import pytest

from graph import Graph
from ontology.judgements import Judgement
from ontology.models import Entity, LiteralValue, Name, Statement
from tests.engines import load
from tests.graph.samples import report, said

BLOC, BLOC_2 = "bloc/bo-quoc-phong-4", "bloc/other"
CORPS, TWELFTH, COMMAND = "unit/quan-doan-34", "unit/quan-doan-12", "unit/bo-tu-lenh-86"
ACT = "resolution/57-nq-tw"


def on(date: str, status: str = "asserted") -> Statement:
    return said(ACT, "issued_on", LiteralValue(literal=date, datatype="date"), status)


def figure(literal: str, value: float | None = None, status: str = "asserted", predicate: str = "has_result", **more: object) -> Statement:
    return said("movement/doi-moi", predicate, LiteralValue(literal=literal), status, **{"year": 2025, "value": value, **more})


AT_ODDS = {
    "two heads in one year": ("holders", said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC, year=2025)),
    "a head and a planned one": (
        "holders",
        said(CORPS, "leads_bloc", BLOC, year=2025),
        said(TWELFTH, "leads_bloc", BLOC, "planned", year=2025),
    ),
    "two dates of issue": ("objects", on("2024-12-22"), on("2024-12-23")),
    "two figures of one thing": ("figures", figure("1.500 sáng kiến", 1500), figure("1.600 sáng kiến", 1600)),
    "said and denied": (
        "denial",
        said(CORPS, "member_of_bloc", BLOC, year=2025),
        said(CORPS, "member_of_bloc", BLOC, "negated", year=2025),
    ),
    "a head said and denied": ("denial", said(CORPS, "leads_bloc", BLOC, year=2025), said(CORPS, "leads_bloc", BLOC, "negated", year=2025)),
}
AT_PEACE = {
    "two deputies": (said(CORPS, "deputy_leads_bloc", BLOC, year=2025), said(TWELFTH, "deputy_leads_bloc", BLOC, year=2025)),
    "two years": (said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC, year=2026)),
    "two blocs": (said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC_2, year=2025)),
    "another is denied": (said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC, "negated", year=2025)),
    "another was proposed": (said(CORPS, "leads_bloc", BLOC, year=2025), said(TWELFTH, "leads_bloc", BLOC, "proposed", year=2025)),
    "planned, and then it was so": (said(CORPS, "leads_bloc", BLOC, year=2025), said(CORPS, "leads_bloc", BLOC, "planned", year=2025)),
    "a date told less exactly": (on("2024-12"), on("2024-12-22")),
    "a date that is denied beside the true one": (on("2024-12-22"), on("2024-12-23", "negated")),
    "figures of different things": (figure("1.500 sáng kiến", 1500), figure("1.600 tập thể", 1600)),
    "figures of different years": (figure("1.500 sáng kiến", 1500), figure("1.600 sáng kiến", 1600, year=2024)),
    "figures without a year": (figure("1.500 sáng kiến", 1500, year=None), figure("1.600 sáng kiến", 1600, year=None)),
    "figures that do not say what they count": (figure("1.500", 1500), figure("1.600", 1600)),
    "a bound and a figure": (figure("hơn 1.500 sáng kiến", 1500), figure("1.600 sáng kiến", 1600)),
    "an aim and a result": (figure("1.500 sáng kiến", 1500), figure("1.600 sáng kiến", 1600, predicate="has_target")),
    "one figure written twice": (figure("1.500 sáng kiến", 1500), figure("1 500 sáng kiến", 1500)),
    "denied of another year": (
        said(CORPS, "member_of_bloc", BLOC, year=2025),
        said(CORPS, "member_of_bloc", BLOC, "negated", year=2024),
    ),
}


def contradicting(graph: Graph, statement: Statement) -> list[str]:
    view = graph.statement(statement.id)
    assert view is not None
    return [stated.statement.id for stated in view.contradicted_by]


@pytest.mark.parametrize("case", AT_ODDS)
def test_what_cant_both_be_true_is_told_with_both_sources(graph: Graph, case: str) -> None:
    kind, one, other = AT_ODDS[case]
    load(graph, [report("One.", one, name="one.txt"), report("Two.", other, name="two.txt")])
    assert (contradicting(graph, one), contradicting(graph, other)) == ([other.id], [one.id])
    (conflict,) = graph.conflicts().items
    assert (conflict.kind, conflict.predicate) == (kind, one.predicate)
    assert {stated.statement.id for stated in conflict.statements} == {one.id, other.id}
    assert {source.name for stated in conflict.statements for source in stated.sources.values()} == {"one.txt", "two.txt"}
    assert graph.conflicts(kind, one.predicate).items == (conflict,)
    assert graph.conflicts(predicate="implements").items == graph.conflicts("nonsense").items == ()


@pytest.mark.parametrize("case", AT_PEACE)
def test_what_may_both_be_true_is_no_conflict(graph: Graph, case: str) -> None:
    one, other = AT_PEACE[case]
    load(graph, [report("One.", one), report("Two.", other)])
    assert contradicting(graph, one) == contradicting(graph, other) == []
    assert graph.conflicts().items == ()


def test_a_judgement_ends_a_conflict_and_makes_one(graph: Graph) -> None:
    corps, korps = (Entity.named(f"unit/korps-000000000{n}", [Name(text=f"Korps {n}", language="nb")]) for n in (1, 2))
    one, other = said(corps, "leads_bloc", BLOC, year=2025), said(korps, "leads_bloc", BLOC, year=2025)
    denial = said(korps, "member_of_bloc", BLOC, "negated", year=2025)
    load(graph, [report("One.", one, said(corps, "member_of_bloc", BLOC, year=2025)), report("Two.", other, denial)])
    assert [conflict.kind for conflict in graph.conflicts().items] == ["holders"]
    judgement = graph.judge(Judgement(left=corps.id, right=korps.id, verdict="same", by="An", at="2026-01-31T09:30:00Z"))
    (conflict,) = graph.conflicts().items
    assert (conflict.kind, conflict.thing.id) == ("denial", corps.id)
    assert contradicting(graph, one) == []
    assert contradicting(graph, denial) == [said(corps, "member_of_bloc", BLOC, year=2025).id]
    graph.reverse(judgement.id)
    assert [conflict.kind for conflict in graph.conflicts().items] == ["holders"]


def test_every_conflict_comes_once_page_by_page(graph: Graph) -> None:
    units = (CORPS, TWELFTH, COMMAND)
    load(
        graph,
        [
            report(f"{unit}.", *(said(unit, "leads_bloc", f"bloc/b-{n}", year=year) for n in range(7) for year in (2024, 2025)))
            for unit in units
        ],
    )
    found, cursor, fetched = [], None, 0
    while fetched == 0 or cursor is not None:
        page = graph.conflicts(cursor=cursor, limit=3)
        found += [(conflict.thing.id, conflict.statements[0].statement.qualifiers.year) for conflict in page.items]
        cursor, fetched = page.cursor, fetched + 1
        assert all(len(conflict.statements) == len(units) for conflict in page.items)
    assert found == sorted(set(found))
    assert len(found) == 14
    assert fetched >= 4
