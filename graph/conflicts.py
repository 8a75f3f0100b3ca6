"""Contradictions in the graph: of one statement, and all of them a page at a time.

Every contradiction is told of one thing, so they are looked for thing by thing, at the statements that hang on it; nothing
searches the whole graph at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from neo4j import ManagedTransaction

from ontology.models import Entity
from ontology.vocabulary import vocabulary

from . import hydration, identity_queries, paging, records, things
from .answers import Conflict, ConflictPage, StatementView
from .connection import Bolt, Row, rows
from .contradiction import Claim, Key, claim_of, clashes, contradict, keys

_THINGS_AT_ONCE = 200
_MOST_THINGS = 2_000  # looked at in one request
# What the ontology says of predicates that conflicts of a kind can be about; anything may be denied.
_ONCE = {"holders": "one_holder_a_year", "objects": "one_object", "figures": "one_figure_a_year"}

_Clash = tuple[Key, list[Claim]]


def statement_view(bolt: Bolt, identifier: str) -> StatementView | None:
    """See `graph.port.StatementGraph.statement`."""

    def work(tx: ManagedTransaction) -> StatementView | None:
        stated = hydration.sourced(tx, [identifier])
        if not stated:
            return None
        return StatementView(stated=stated[0], contradicted_by=hydration.sourced(tx, _contradicting(tx, identifier), together=True))

    return bolt.read(work)


def _contradicting(tx: ManagedTransaction, identifier: str) -> list[str]:
    """The ids of the statements that can't be true beside this one."""
    claim = _claim(rows(tx, identity_queries.STATEMENT_WITH_ENDS, id=identifier)[0])
    near = _claims(tx, records.label_of(claim.thing), [claim.thing], [claim.predicate])
    shared = set(keys(claim))
    return sorted({other.statement for other in near for key in keys(other) if key in shared and contradict(key[0], claim, other)})


def conflict_page(bolt: Bolt, kind: str | None, predicate: str | None, cursor: str | None, limit: int) -> ConflictPage:
    """See `graph.port.StatementGraph.conflicts`."""
    return bolt.read(lambda tx: _page(tx, kind, predicate, cursor, limit))


def _page(tx: ManagedTransaction, kind: str | None, predicate: str | None, cursor: str | None, limit: int) -> ConflictPage:
    found: list[_Clash] = []
    looked = 0
    for label, ids in paging.walk(tx, cursor, _THINGS_AT_ONCE, _told_of(kind, predicate)):
        by_thing = _of_things(tx, label, ids, kind, predicate)
        for thing in ids:
            found.extend(by_thing.get(thing, ()))
            if len(found) >= limit:
                return ConflictPage(items=_conflicts(tx, found), cursor=thing)
        looked += len(ids)
        if looked >= _MOST_THINGS:
            return ConflictPage(items=_conflicts(tx, found), cursor=ids[-1])
    return ConflictPage(items=_conflicts(tx, found))


def _told_of(kind: str | None, predicate: str | None) -> frozenset[str]:
    """Which classes of things conflicts of this kind and predicate can be about."""
    terms = [term for name, term in vocabulary().predicates.items() if predicate in (None, name)]
    once = _ONCE.get(kind or "")
    told = [term for term in terms if once is None or getattr(term, once)]
    return frozenset(label for term in told for label in (term.range if term.one_holder_a_year else term.domain))


def _of_things(tx: ManagedTransaction, label: str, ids: list[str], kind: str | None, predicate: str | None) -> dict[str, list[_Clash]]:
    """The contradictions of each of the things."""
    found: dict[str, list[_Clash]] = {}
    for key, group in clashes(_claims(tx, label, ids, [predicate] if predicate else None)):
        if kind in (None, key[0]):
            found.setdefault(group[0].thing, []).append((key, group))
    return found


def _claims(tx: ManagedTransaction, label: str, ids: list[str], predicates: list[str] | None) -> list[Claim]:
    """What may be at odds of what is said of things of one class: what holds once, and whatever somebody denies."""
    wanted = [vocabulary().predicates[name] for name in predicates or sorted(vocabulary().predicates)]
    held = [item.name for item in wanted if item.one_holder_a_year and label in item.range]
    of_subject = [item for item in wanted if not item.one_holder_a_year and label in item.domain]
    once = [item.name for item in of_subject if item.one_object or item.one_figure_a_year]
    found = rows(tx, identity_queries.ends_here(label, "OBJECT"), ids=ids, predicates=held) if held else []
    found += rows(tx, identity_queries.ends_here(label, "SUBJECT"), ids=ids, predicates=once) if once else []
    return [_claim(row) for row in (*found, *_denied(tx, label, ids, [item.name for item in of_subject if item.name not in once]))]


def _denied(tx: ManagedTransaction, label: str, ids: list[str], predicates: list[str]) -> Iterable[Row]:
    """The denials of other predicates, and what is said with these by the same things."""
    if not predicates:
        return []
    denials = rows(tx, identity_queries.denied_here(label), ids=ids, predicates=predicates)
    if not denials:
        return []
    subjects, denied = sorted({row["subject_id"] for row in denials}), sorted({row["predicate"] for row in denials})
    return rows(tx, identity_queries.ends_here(label, "SUBJECT"), ids=subjects, predicates=denied)


def _claim(row: Row) -> Claim:
    """The claim of a statement's row that has what stands for its ends as `subject_id`, `object_id`, `bloc_id`."""
    stands = {row[end]: Entity(id=row[f"{end}_id"]) for end in ("subject", "object", "bloc") if row.get(end)}
    return claim_of(row["id"], records.statement_of(row, stands, ()))


def _conflicts(tx: ManagedTransaction, found: list[_Clash]) -> tuple[Conflict, ...]:
    named = hydration.shown(tx, things.find(tx, {group[0].thing for _, group in found}))
    return tuple(
        Conflict(
            kind=key[0],
            predicate=key[1],
            thing=named[group[0].thing],
            statements=hydration.sourced(tx, sorted(claim.statement for claim in group), together=True),
        )
        for key, group in found
    )
