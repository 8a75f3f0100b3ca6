"""Judgements: what they change in answers, what is refused, and that nothing but they and the documents decides the graph."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Graph
from graph.errors import JudgementRefused
from ontology.judgements import Judgement, Verdict
from ontology.models import Entity, Name, Reading
from tests.engines import Engine, dump, load
from tests.graph.samples import report, said
from tests.strategies import KNOWN, UNKNOWN, libraries

BLOC = "bloc/bo-quoc-phong-4"
A = Entity.named("unit/quan-doan-a-0000000001", [Name(text="Quân đoàn A", language="vi")])
B = Entity.named("unit/quan-doan-a-0000000002", [Name(text="Army Corps A", language="en")])
C = Entity.named("unit/quan-doan-a-0000000003", [Name(text="Korps A", language="nb")])

quick = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
)


def ruled(left: Entity | str, right: Entity | str, verdict: Verdict = "same", second: int = 0, by: str = "An") -> Judgement:
    ids = [thing.id if isinstance(thing, Entity) else thing for thing in (left, right)]
    return Judgement(left=ids[0], right=ids[1], verdict=verdict, by=by, at=f"2026-01-31T09:30:{second:02d}Z")


def arrangement(engine: Engine) -> list[str]:
    """All that is derived: where every edge leads, and what stands for what."""
    with engine.driver() as driver, driver.session(database=engine.bolt.database) as session:
        edges = session.run("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS r, r.statement AS s, r.claim AS c, r.year AS y, b.id AS b")
        nodes = session.run("MATCH (n) WHERE NOT n:Graph RETURN n.id AS id, n.canonical AS c, n.equals AS e, n.claim AS s, n.words AS w")
        return sorted(str([str(value) for value in row.values()]) for rows in (edges, nodes) for row in rows)


@pytest.fixture
def two(graph: Graph) -> Graph:
    """Two reports that call one unit differently."""
    one = report("Một.", said(A, "leads_bloc", BLOC, year=2025), said(A, "leads_bloc", BLOC, year=2024))
    other = report("One.", said(B, "leads_bloc", BLOC, year=2025))
    load(graph, [one, other])
    return graph


def test_things_judged_the_same_are_one_in_every_answer(two: Graph) -> None:
    two.judge(ruled(A, B))
    leaders = two.leaders(BLOC, 2025, 2025)
    assert [stated.subject.id for stated in leaders] == [A.id]
    assert {item.quote for item in leaders[0].statement.evidence} == {"Một.", "One."}
    assert {source.name for source in leaders[0].sources.values()} == {"report.txt"}
    for asked in (A, B):
        view = two.entity(asked.id)
        assert view is not None
        assert view.entity.id == A.id
        assert {name.text for name in view.entity.names()} == {"Quân đoàn A", "Army Corps A"}
        assert len(view.about) == 2
        assert [stated.statement.qualifiers.year for stated in two.led_by(asked.id)] == [2024, 2025]
    assert [thing.id for thing in two.entities("unit").items] == [A.id]  # type: ignore[union-attr]
    for words in ("army corps a", "quan doan a"):
        assert [hit.entity.id for hit in two.search(words)] == [A.id]


def test_statements_stay_as_they_were_read(two: Graph) -> None:
    before = dump(two)
    two.judge(ruled(A, B))
    after = dump(two)
    assert after[:-1] == before
    assert after[-1].startswith("judgement/")
    view = two.statement(said(B, "leads_bloc", BLOC, year=2025).id)
    assert view is not None
    assert view.stated.statement.subject.id == B.id
    assert view.stated.subject.id == A.id


def test_what_an_authority_file_knows_stands_for_the_others(two: Graph) -> None:
    known = "unit/zz-known"
    load(two, [report("Three.", said(known, "leads_bloc", BLOC, year=2023))])
    two.judge(ruled(A, known))
    two.judge(ruled(A, B, second=1))
    assert {stated.subject.id for stated in two.leaders(BLOC)} == {known}
    assert len(two.led_by(B.id)) == 3


def test_two_that_authority_files_know_are_not_made_one(two: Graph) -> None:
    load(two, [report("Three.", said("unit/x", "leads_bloc", BLOC), said("unit/y", "leads_bloc", BLOC))])
    before = dump(two)
    with pytest.raises(JudgementRefused, match="unit/x and unit/y"):
        two.judge(ruled("unit/x", "unit/y"))
    assert dump(two) == before
    two.judge(ruled("unit/x", A))
    with pytest.raises(JudgementRefused, match="unit/x and unit/y"):
        two.judge(ruled("unit/y", A))


def test_a_contradiction_is_refused_with_the_judgements_it_contradicts(two: Graph) -> None:
    first, second = ruled(A, B), ruled(B, C, second=1)
    two.judge(first)
    two.judge(second)
    before = dump(two)
    with pytest.raises(JudgementRefused, match=rf"{A.id} and {C.id} are different.*{first.id}.*An.*{second.id}"):
        two.judge(ruled(A, C, "different", second=2))
    assert dump(two) == before
    two.judge(ruled(B, C, "different", second=3))
    with pytest.raises(JudgementRefused, match=second.id):
        two.judge(ruled(A, C, second=4))


def test_taking_back_what_others_now_contradict_is_refused(two: Graph) -> None:
    denied = ruled(A, C, "different")
    two.judge(denied)
    two.judge(ruled(A, C, "unsure", second=1))
    two.judge(ruled(A, B, second=2))
    two.judge(ruled(B, C, second=3))
    with pytest.raises(JudgementRefused, match=rf"{A.id} and {C.id} are different contradicts.*{B.id}"):
        two.reverse(denied.id)


def test_the_newest_ruling_holds_and_taking_it_back_brings_the_one_before(two: Graph) -> None:
    two.judge(ruled(A, B, "different"))
    before = dump(two)
    kept = two.judge(ruled(B, A, "same", second=1, by="Bình"))
    assert (kept.verdict, kept.by, [ruling.verdict for ruling in kept.earlier]) == ("same", "Bình", ["different"])
    view = two.judgement(kept.id)
    assert view is not None
    assert (view.judgement, [thing.id for thing in view.things]) == (kept, [A.id, B.id])
    assert [item.judgement for item in two.judgements().items] == [kept]
    # One that is older than what holds changes nothing but the history.
    assert two.judge(ruled(A, B, "unsure", second=0)).verdict == "same"
    assert two.reverse(kept.id)
    assert two.reverse(kept.id)
    assert two.judge(ruled(A, B, "different")).verdict == "different"
    assert dump(two) == before


def test_judging_twice_the_same_writes_nothing(two: Graph) -> None:
    two.judge(ruled(A, B))
    revision = two.revision()
    two.judge(ruled(A, B))
    assert two.revision() == revision
    assert not two.reverse("judgement/0")
    assert two.judgement("judgement/0") is None


def test_a_trace_goes_through_what_is_the_same(graph: Graph) -> None:
    one, other = (Entity.named(f"resolution/nq-57-000000000{n}", [Name(text=f"NQ 57 {n}", language="vi")]) for n in (1, 2))
    load(
        graph,
        [
            report("One.", said("movement/m", "implements", one)),
            report("Two.", said("movement/m", "implements", other), said(other, "details", "resolution/top")),
        ],
    )
    assert graph.trace("movement/m")[0].nodes[-1].id != "resolution/top"
    graph.judge(ruled(one, other))
    (short, long) = graph.trace("movement/m")
    assert [node.id for node in short.nodes] == ["movement/m", one.id]
    assert len(short.steps[0].statement.evidence) == 2
    assert [node.id for node in long.nodes] == ["movement/m", one.id, "resolution/top"]
    assert graph.trace(other.id) == graph.trace(one.id)


PAIRS = [
    (left, right)
    for left in (*(thing.id for thing in KNOWN), *UNKNOWN, "unit/nobody-0123456789")
    for right in (*UNKNOWN, "unit/nobody-0123456789")
    if left.partition("/")[0] == right.partition("/")[0] and left != right
]


def judged(graph: Graph, judgement: Judgement) -> None:
    """Judge, or leave it where it is refused: then nothing may have changed."""
    with suppress(JudgementRefused):
        graph.judge(judgement)


def taken_back(graph: Graph, identifier: str) -> None:
    """Take a ruling back, or leave it where others rely on it."""
    with suppress(JudgementRefused):
        graph.reverse(identifier)


@quick
@given(library=libraries(), data=st.data())
def test_only_documents_and_judgements_decide(engine: Engine, graph: Graph, library: list[Reading], data: st.DataObject) -> None:
    engine.empty()
    there: dict[str, Reading] = {}
    for second in range(data.draw(st.integers(3, 10))):
        match data.draw(st.sampled_from(["load", "judge", "judge", "withdraw", "reverse"])):
            case "load":
                reading = data.draw(st.sampled_from(library))
                load(graph, [reading])
                there[reading.document.id] = reading
            case "judge":
                verdict = data.draw(st.sampled_from(["same", "same", "same", "different", "unsure"]))
                judged(graph, ruled(*data.draw(st.sampled_from(PAIRS)), verdict, second))  # type: ignore[arg-type]
            case "withdraw" if there:
                identifier = data.draw(st.sampled_from(sorted(there)))
                assert graph.withdraw(identifier)
                del there[identifier]
            case "reverse" if made := graph.judgements().items:
                taken_back(graph, data.draw(st.sampled_from([item.judgement.id for item in made])))
            case _:
                pass
    expected, edges = dump(graph), arrangement(engine)
    judgements = [item.judgement for item in graph.judgements().items]
    first_judged = data.draw(st.booleans())
    engine.empty()
    if first_judged:
        graph.restore(judgements)
    for reading in data.draw(st.permutations(list(there.values()))):
        load(graph, [reading])
    graph.restore(data.draw(st.permutations(judgements)))
    assert dump(graph) == expected
    assert arrangement(engine) == edges


@quick
@given(library=libraries(), data=st.data())
def test_what_is_reversed_leaves_no_trace(engine: Engine, graph: Graph, library: list[Reading], data: st.DataObject) -> None:
    engine.empty()
    load(graph, library)
    before, edges = dump(graph), arrangement(engine)
    for second, pair in enumerate(data.draw(st.lists(st.sampled_from(PAIRS), max_size=4))):
        judged(graph, ruled(*pair, second=second))
    for item in data.draw(st.permutations(graph.judgements().items)):
        while graph.judgement(item.judgement.id):
            assert graph.reverse(item.judgement.id)
    assert dump(graph) == before
    assert arrangement(engine) == edges
