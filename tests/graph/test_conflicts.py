"""Contradictions: found, told with all their sources, and never where two statements may both be true."""

from __future__ import annotations

import pytest

from graph import Graph
from graph.contradiction import claim_of, clashes
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


def at_odds(*statements: Statement) -> set[tuple[str, str, frozenset[str]]]:
    """Which statements can't be true together: the kind, what they are about, and they."""
    found = clashes(claim_of(item.id, item) for item in statements)
    return {(key[0], group[0].thing, frozenset(claim.statement for claim in group)) for key, group in found}


@pytest.mark.parametrize("case", AT_ODDS)
def test_what_cant_both_be_true(case: str) -> None:
    kind, one, other = AT_ODDS[case]
    ((found, _, statements),) = at_odds(one, other)
    assert (found, statements) == (kind, {one.id, other.id})
    assert at_odds(one, other) == at_odds(other, one)


@pytest.mark.parametrize("case", AT_PEACE)
def test_what_may_both_be_true_is_no_conflict(case: str) -> None:
    assert at_odds(*AT_PEACE[case]) == set()


def test_the_graph_tells_them_all_with_both_sources(graph: Graph) -> None:
    firsts, seconds = zip(*(pair[-2:] for pair in (*AT_ODDS.values(), *AT_PEACE.values())), strict=True)
    load(graph, [report("One.", *firsts, name="one.txt"), report("Two.", *seconds, name="two.txt")])
    everything = {statement.id: statement for statement in (*firsts, *seconds)}
    expected = at_odds(*everything.values())
    assert {kind for kind, _, _ in expected} == {"holders", "objects", "figures", "denial"}
    told = graph.conflicts().items
    assert {(item.kind, item.thing.id, frozenset(stated.statement.id for stated in item.statements)) for item in told} == expected
    assert {source.name for item in told for stated in item.statements for source in stated.sources.values()} == {"one.txt", "two.txt"}
    for kind in ("holders", "objects", "figures", "denial"):
        assert graph.conflicts(kind).items == tuple(item for item in told if item.kind == kind)
    assert graph.conflicts(predicate="issued_on").items == tuple(item for item in told if item.predicate == "issued_on")
    assert graph.conflicts(predicate="implements").items == graph.conflicts("nonsense").items == ()
    for identifier, statement in everything.items():
        alone = {other.id for other in everything.values() if other.id != identifier and at_odds(statement, other)}
        assert set(contradicting(graph, statement)) == alone


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
