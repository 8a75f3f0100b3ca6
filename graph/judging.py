"""Judgements in the database: made, taken back, taken in from elsewhere; and why one is refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from neo4j import ManagedTransaction

from ontology.judgements import Judgement

from . import equals, hydration, identity_queries, paging, queries, records, things
from .answers import JudgementPage, JudgementView
from .connection import Bolt, Row, rows
from .errors import JudgementRefused

_SLICE = 1_000


def judge(bolt: Bolt, judgement: Judgement) -> Judgement:
    """See `graph.port.StatementGraph.judge`."""
    stored = _stored(bolt.rows(identity_queries.JUDGEMENTS, ids=[judgement.id])).get(judgement.id)
    if stored is not None and stored.joined(judgement) == stored:
        return stored
    return bolt.write(lambda tx: _add(tx, [judgement], by_people=True)[0])


def restore(bolt: Bolt, judgements: Iterable[Judgement]) -> int:
    """See `graph.port.StatementGraph.restore`."""
    wanted = list(judgements)
    known = _stored(bolt.rows(identity_queries.JUDGEMENTS, ids=[item.id for item in wanted]))
    new = [item for item in wanted if item.id not in known or known[item.id].joined(item) != known[item.id]]
    if new:
        bolt.write(lambda tx: _add(tx, new, by_people=False))
    return len(new)


def reverse(bolt: Bolt, identifier: str) -> bool:
    """See `graph.port.StatementGraph.reverse`."""
    if not bolt.rows(identity_queries.JUDGEMENTS, ids=[identifier]):
        return False
    return bolt.write(lambda tx: _reverse(tx, identifier))


def judgement_view(bolt: Bolt, identifier: str) -> JudgementView | None:
    """See `graph.port.StatementGraph.judgement`."""

    def work(tx: ManagedTransaction) -> JudgementView | None:
        found = find(tx, [identifier])
        return _views(tx, found)[0] if found else None

    return bolt.read(work)


def judgement_page(bolt: Bolt, cursor: str | None, limit: int) -> JudgementPage:
    """See `graph.port.StatementGraph.judgements`."""

    def work(tx: ManagedTransaction) -> JudgementPage:
        ids, following = paging.cut(paging.ids_after(tx, "Judgement", cursor or "", limit + 1), limit)
        return JudgementPage(items=_views(tx, find(tx, ids)), cursor=following)

    return bolt.read(work)


def find(tx: ManagedTransaction, identifiers: list[str]) -> list[Judgement]:
    """The given judgements that are there, in that order."""
    found = _stored(rows(tx, identity_queries.JUDGEMENTS, ids=identifiers))
    return [found[key] for key in identifiers if key in found]


def _views(tx: ManagedTransaction, found: list[Judgement]) -> tuple[JudgementView, ...]:
    ends = hydration.entities(tx, {end for item in found for end in (item.left, item.right)})
    return tuple(JudgementView(judgement=item, things=tuple(ends[end] for end in (item.left, item.right) if end in ends)) for item in found)


def _stored(found: Iterable[Row]) -> dict[str, Judgement]:
    return {row["id"]: records.judgement_of(row) for row in found}


def _add(tx: ManagedTransaction, wanted: list[Judgement], by_people: bool) -> list[Judgement]:
    """Store the judgements beside what was ruled on their pairs before; all of them or, where one contradicts, none."""
    rows(tx, queries.LOCK)
    tx.run(identity_queries.MARK_JUDGED).consume()
    known = _stored(rows(tx, identity_queries.JUDGEMENTS, ids=[item.id for item in wanted]))
    joined = [known[item.id].joined(item) if item.id in known else item for item in wanted]
    ends = {end for item in joined for end in (item.left, item.right)}
    before = _members(tx, ends)
    for start in range(0, len(joined), _SLICE):
        _store(tx, joined[start : start + _SLICE], known)
    _check(tx, ends, joined[0] if by_people else None)
    equals.settle(tx, ends, alone=before | ends)
    return joined


def _store(tx: ManagedTransaction, judgements: list[Judgement], known: dict[str, Judgement]) -> None:
    tx.run(identity_queries.CREATE_JUDGED, ids=sorted({end for item in judgements for end in (item.left, item.right)})).consume()
    new = [records.judgement_row(item) for item in judgements if item.id not in known]
    tx.run(identity_queries.CREATE_JUDGEMENTS, rows=new).consume()
    tx.run(identity_queries.UPDATE_JUDGEMENTS, rows=[records.judgement_row(item) for item in judgements if item.id in known]).consume()


def _reverse(tx: ManagedTransaction, identifier: str) -> bool:
    rows(tx, queries.LOCK)
    found = find(tx, [identifier])
    if not found:
        return False
    (judgement,) = found
    ends = {judgement.left, judgement.right}
    before = _members(tx, ends)
    earlier = judgement.reversed()
    if earlier is not None:
        tx.run(identity_queries.UPDATE_JUDGEMENTS, rows=[records.judgement_row(earlier)]).consume()
        _check(tx, ends, earlier)
    else:
        tx.run(identity_queries.DELETE_JUDGEMENTS, ids=[identifier]).consume()
        tx.run(identity_queries.DELETE_UNJUDGED, ids=sorted(ends)).consume()
    equals.settle(tx, ends, alone=before | ends)
    return True


def _members(tx: ManagedTransaction, ends: set[str]) -> set[str]:
    """All that is the same as one of these, by the judgements there are."""
    return {thing for group in equals.groups(ends, equals.ties(tx, ends)) for thing in group}


def _check(tx: ManagedTransaction, ends: set[str], newest: Judgement | None) -> None:
    """Refuse what can't be true together; `newest` is the judgement people made just now.

    Raises:
        JudgementRefused: two of one class of equals are judged different, or authority files know both of the newest's.
    """
    ties = equals.ties(tx, ends)
    classes = {thing: group for group in equals.groups(ends, ties) for thing in group}
    for row in ties:
        if row["verdict"] == "different" and classes[row["left"]] == classes[row["right"]]:
            raise JudgementRefused(_contradiction(row, ties, newest))
    if newest is not None and newest.verdict == "same":
        _refuse_two_known(tx, classes[newest.left])


def _contradiction(denied: Row, ties: list[Row], newest: Judgement | None) -> str:
    """What can't stand beside what, with the names of the judgements; the newest first."""
    chain = [row for row in _chain(ties, denied["left"], denied["right"]) if newest is None or row["id"] != newest.id]
    others = [denied, *chain] if newest is None or denied["id"] != newest.id else chain
    told = "; ".join(
        f"{row['id']}: {row['left']} and {row['right']} are {_words(row['verdict'])} ({row['by']}, {row['at']})" for row in others
    )
    if newest is None:
        return f"these judgements can't be true together: {told}"
    return f"that {newest.left} and {newest.right} are {_words(newest.verdict)} contradicts {told}"


def _words(verdict: str) -> str:
    return {"same": "the same", "unsure": "not sure"}.get(verdict, verdict)


def _chain(ties: list[Row], start: str, goal: str) -> list[Row]:
    """The judgements, as few as there can be, by which the two are the same."""
    same = [row for row in ties if row["verdict"] == "same"]
    queue: deque[tuple[str, list[Row]]] = deque([(start, [])])
    seen = {start}
    while queue:
        thing, way = queue.popleft()
        if thing == goal:
            return way
        for row in same:
            if thing in (row["left"], row["right"]):
                other = row["right"] if thing == row["left"] else row["left"]
                if other not in seen:
                    seen.add(other)
                    queue.append((other, [*way, row]))
    return []


def _refuse_two_known(tx: ManagedTransaction, members: Iterable[str]) -> None:
    known = sorted(row["id"] for row in things.find(tx, members) if not row["provisional"])
    if len(known) > 1:
        raise JudgementRefused(f"authority files know both {known[0]} and {known[1]} as things of their own: mend the files, then judge")
