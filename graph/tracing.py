"""From resolutions to the movements that come from them, and back: every path, step by step."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from neo4j import ManagedTransaction

from ontology.vocabulary import vocabulary

from . import equals, hydration, queries, things
from .answers import SourcedStatement, TracePath
from .connection import Bolt, rows

# No chain of documents in this field comes near it; it bounds what a malformed graph can cost.
MOST_STEPS = 12
_MOST_PARTIAL_PATHS = 200_000

# Which plain edges lead from a thing to what comes from it: (edges it is the object of, edges it is the subject of).
# A resolution is carried out by what implements or details it; a body's movements are those it launched, promotes or runs.
_FROM_RESOLUTION = (("IMPLEMENTS", "DETAILS"), ())
_FROM_BODY = (("MOVEMENT_OF",), ("LAUNCHED", "PROMOTES_MOVEMENT", "LEADS_TASK"))
# The same edges, seen from the other end.
_TO_MOVEMENT = (("LAUNCHED", "PROMOTES_MOVEMENT", "LEADS_TASK"), ("MOVEMENT_OF", "IMPLEMENTS"))
_TO_BODY_OR_RESOLUTION = ((), ("IMPLEMENTS", "DETAILS"))


@dataclass(frozen=True)
class _Step:
    """`statement` is what is said; `read_as` are the statements that say it of the things they were read of."""

    reached: str
    statement: str
    read_as: tuple[str, ...]


_Steps = dict[str, list[_Step]]
_Path = tuple[tuple[str, ...], tuple[str, ...]]  # nodes, statements


def trace(bolt: Bolt, start: str, limit: int) -> tuple[TracePath, ...]:
    """See `graph.port.StatementGraph.trace`. Paths have at most `MOST_STEPS` steps."""
    kind = start.partition("/")[0]
    if kind not in {"resolution", "movement"}:
        return ()
    return bolt.read(lambda tx: _trace(tx, equals.canonical(tx, start), downward=kind == "resolution", limit=limit))


def _trace(tx: ManagedTransaction, start: str, downward: bool, limit: int) -> tuple[TracePath, ...]:
    goal = "movement/" if downward else "resolution/"
    steps = _reachable(tx, start, downward)
    found = _paths(start, _leading_to(steps, goal), goal, passes=not downward, limit=limit)
    known = hydration.standing(tx, {node for nodes, _ in found for node in nodes})
    stated = _stated(tx, steps, {step for _, said in found for step in said})
    return tuple(TracePath(nodes=tuple(known[node] for node in nodes), steps=tuple(stated[step] for step in said)) for nodes, said in found)


def _stated(tx: ManagedTransaction, steps: _Steps, said: set[str]) -> dict[str, SourcedStatement]:
    """What is said on the way, each with the evidence of all statements that say it."""
    read = {key: step.statement for onward in steps.values() for step in onward if step.statement in said for key in step.read_as}
    return {read[item.statement.id]: item for item in hydration.sourced(tx, sorted(read), together=True)}


def _reachable(tx: ManagedTransaction, start: str, downward: bool) -> _Steps:
    """All steps from what can be reached, a ring at a time; each thing is looked at once, so cycles end."""
    steps: _Steps = {}
    ring = {start}
    for _ in range(MOST_STEPS):
        for origin in ring:
            steps[origin] = []
        for label, ids in things.by_label(ring).items():
            for origin, step in _ring_steps(tx, label, ids, downward):
                steps[origin].append(step)
        ring = {step.reached for origin in ring for step in steps[origin]} - steps.keys()
        if not ring:
            break
    return steps


def _ring_steps(tx: ManagedTransaction, label: str, ids: list[str], downward: bool) -> Iterable[tuple[str, _Step]]:
    for edges, outward in zip(_edges(label, downward), (False, True), strict=True):
        if edges:
            read: dict[tuple[str, str, str], set[str]] = defaultdict(set)
            for row in rows(tx, queries.neighbours(label, edges, outward), ids=ids):
                if _may_follow(row["reached"], label, downward):
                    read[row["origin"], row["reached"], row["claim"]].add(row["statement"])
            for (origin, reached, claim), statements in read.items():
                yield origin, _Step(reached, claim, tuple(sorted(statements)))


def _edges(label: str, downward: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if downward:
        return {"Resolution": _FROM_RESOLUTION, "Movement": ((), ())}.get(label, _FROM_BODY)
    return _TO_MOVEMENT if label == "Movement" else _TO_BODY_OR_RESOLUTION


def _may_follow(reached: str, label: str, downward: bool) -> bool:
    """`leads_task` also leads to tasks, which are no movements."""
    kind = reached.partition("/")[0]
    if kind == "task" or kind not in vocabulary().classes:
        return False
    return not downward or label == "Resolution" or kind == "movement"


def _leading_to(steps: _Steps, goal: str) -> _Steps:
    """Only steps from which a goal can still be reached: dead ends are never walked into."""
    backward: dict[str, set[str]] = defaultdict(set)
    for origin, onward in steps.items():
        for step in onward:
            backward[step.reached].add(origin)
    useful = {node for node in backward if node.startswith(goal)}
    queue = deque(useful)
    while queue:
        for origin in backward[queue.popleft()] - useful:
            useful.add(origin)
            queue.append(origin)
    return {origin: sorted((s for s in onward if s.reached in useful), key=_order) for origin, onward in steps.items()}


def _order(step: _Step) -> tuple[str, str]:
    return step.reached, step.statement


def _paths(start: str, steps: _Steps, goal: str, passes: bool, limit: int) -> list[_Path]:
    """Paths to goals, shortest first, then by ids; with `passes` they also go on through a goal to the next."""
    found: list[_Path] = []
    queue: deque[_Path] = deque([((start,), ())])
    walked = 0
    while queue and len(found) < limit and walked < _MOST_PARTIAL_PATHS:
        nodes, said = queue.popleft()
        walked += 1
        arrived = nodes[-1].startswith(goal)
        if arrived:
            found.append((nodes, said))
        if (passes or not arrived) and len(said) < MOST_STEPS:
            onward = (step for step in steps.get(nodes[-1], ()) if step.reached not in nodes)
            queue.extend(((*nodes, step.reached), (*said, step.statement)) for step in onward)
    return found
