"""From resolutions to movements and back, on both engines."""

from __future__ import annotations

from graph import Graph
from ontology.models import Statement
from tests.engines import load
from tests.graph.samples import report, said

R57, R03, PLAN = "resolution/57-nq-tw", "resolution/03-nq-cp", "resolution/plan-1"
MOVEMENT, OTHER = "movement/doi-moi", "movement/other"
MINISTRY, BLOC = "organization/bo", "bloc/b"


def traced(graph: Graph, statements: list[Statement], start: str, limit: int = 1000) -> list[list[str]]:
    load(graph, [report("All.", *statements)])
    return [[node.id for node in path.nodes] for path in graph.trace(start, limit)]


CHAIN = [said(R03, "implements", R57), said(PLAN, "details", R03), said(MOVEMENT, "implements", R03), said(MINISTRY, "implements", PLAN)]
BODIES = [
    said(MINISTRY, "promotes_movement", MOVEMENT, year=2026),
    said(OTHER, "movement_of", MINISTRY),
    said(MINISTRY, "leads_task", "task/report"),
]


def test_direct_and_through_others_shortest_first(graph: Graph) -> None:
    assert traced(graph, CHAIN + BODIES, R57) == [
        [R57, R03, MOVEMENT],
        [R57, R03, PLAN, MINISTRY, MOVEMENT],
        [R57, R03, PLAN, MINISTRY, OTHER],
    ]


def test_from_a_movement_up_to_every_resolution(graph: Graph) -> None:
    assert traced(graph, CHAIN + BODIES, MOVEMENT) == [
        [MOVEMENT, R03],
        [MOVEMENT, MINISTRY, PLAN],
        [MOVEMENT, R03, R57],
        [MOVEMENT, MINISTRY, PLAN, R03],
        [MOVEMENT, MINISTRY, PLAN, R03, R57],
    ]


def test_both_ways_are_the_same_paths(graph: Graph) -> None:
    down = traced(graph, CHAIN + BODIES, R57)
    up = [[node.id for node in path.nodes] for start in (MOVEMENT, OTHER) for path in graph.trace(start)]
    assert sorted(down) == sorted(path[::-1] for path in up if path[-1] == R57)


def test_each_step_is_a_statement_with_its_quote(graph: Graph) -> None:
    load(graph, [report("All.", *CHAIN)])
    (path,) = graph.trace(R57)
    assert [step.statement.predicate for step in path.steps] == ["implements", "implements"]
    assert all(step.statement.evidence[0].quote == "All." and step.sources for step in path.steps)
    assert len(path.nodes) == len(path.steps) + 1


def test_cycles_end(graph: Graph) -> None:
    around = [said(R57, "details", R03), said(R03, "details", R57), said(R03, "implements", R03), said(MOVEMENT, "implements", R03)]
    assert traced(graph, around, R57) == [[R57, R03, MOVEMENT]]
    assert [[node.id for node in path.nodes] for path in graph.trace(MOVEMENT)] == [[MOVEMENT, R03], [MOVEMENT, R03, R57]]


def test_two_statements_between_the_same_two_are_two_paths(graph: Graph) -> None:
    twice = [said(BLOC, "implements", R57), *(said(BLOC, "promotes_movement", MOVEMENT, year=year) for year in (2025, 2026))]
    assert traced(graph, twice, R57) == [[R57, BLOC, MOVEMENT]] * 2
    years = {path.steps[1].statement.qualifiers.year for path in graph.trace(R57)}
    assert years == {2025, 2026}


def test_what_is_denied_leads_nowhere(graph: Graph) -> None:
    assert traced(graph, [said(MOVEMENT, "implements", R57, "negated")], R57) == []


def test_a_limit_and_other_starts(graph: Graph) -> None:
    many = [said(f"movement/m-{number:02}", "implements", R57) for number in range(20)]
    assert len(traced(graph, many, R57, limit=7)) == 7
    assert graph.trace("resolution/unknown") == graph.trace("unit/a") == ()


def test_a_dense_graph_of_resolutions_is_answered(graph: Graph) -> None:
    ring = [f"resolution/r-{number}" for number in range(9)]
    dense = [said(one, "details", other) for one in ring for other in ring if one != other]
    paths = traced(graph, [*dense, said(MOVEMENT, "implements", ring[-1])], ring[0], limit=50)
    assert len(paths) == 50
    assert [len(path) for path in paths] == sorted(len(path) for path in paths)
    assert all(len(set(path)) == len(path) for path in paths)
