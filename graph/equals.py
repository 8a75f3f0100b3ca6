"""Classes of equals: which thing stands for those judged the same, and the edges that follow.

What is stored is a function of the documents and the judgements that are there, not of how they came: after every write the
classes it touched are settled anew. Statements stay as they were read; only where their edges lead changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from neo4j import ManagedTransaction

from ontology.models import Entity
from ontology.vocabulary import vocabulary

from . import identity_queries, queries, records, things
from .connection import Row, rows

_ENDS = (("subject", "SUBJECT", "READ_SUBJECT"), ("object", "OBJECT", "READ_OBJECT"), ("bloc", "IN_BLOC", "READ_BLOC"))


def ties(tx: ManagedTransaction, identifiers: Iterable[str]) -> list[Row]:
    """All judgements about the given things and about whatever is the same as one of them, by id."""
    found: dict[str, Row] = {}
    seen: set[str] = set()
    ring = set(identifiers)
    while ring:
        seen |= ring
        met = rows(tx, identity_queries.JUDGEMENTS_ABOUT, ids=sorted(ring))
        found.update((row["id"], row) for row in met)
        ring = {row[side] for row in met if row["verdict"] == "same" for side in ("left", "right")} - seen
    return [found[key] for key in sorted(found)]


def groups(identifiers: Iterable[str], judgements: Iterable[Row]) -> list[tuple[str, ...]]:
    """The given things and the judged ones, by classes of equals; one alone is a class of its own."""
    parents = {identifier: identifier for identifier in identifiers}

    def root(thing: str) -> str:
        while parents.setdefault(thing, thing) != thing:
            parents[thing] = thing = parents[parents[thing]]
        return thing

    for row in judgements:
        left, right = root(row["left"]), root(row["right"])
        if row["verdict"] == "same":
            parents[max(left, right)] = min(left, right)
    members: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(parents):
        members[root(thing)].append(thing)
    return [tuple(group) for group in members.values()]


def canonical(tx: ManagedTransaction, identifier: str) -> str:
    """The id of the thing that stands for this one; its own where no judgement absorbed it, or it is not there."""
    return next((row["canonical"] or identifier for row in things.find(tx, [identifier])), identifier)


def settle(tx: ManagedTransaction, identifiers: Iterable[str], gone: Collection[str] = (), alone: Iterable[str] = ()) -> None:
    """Let edges follow the judgements about these things and their equals.

    `gone` are things about to be deleted: nothing may lead to them any more. `alone` are things that may have been in a
    class and are in none now.
    """
    judgements = ties(tx, identifiers)
    classes = groups(alone, judgements)
    stored = {row["id"]: row for row in things.find(tx, {thing for group in classes for thing in group}) if row["id"] not in gone}
    wanted: dict[str, Row] = {}
    for group in classes:
        wanted.update(_standing([stored[thing] for thing in group if thing in stored]))
    moved = _moved(tx, wanted, stored)
    changed = [row for row in wanted.values() if any(row[key] != (stored[row["id"]][key] or None) for key in ("canonical", "equals"))]
    things.each_label(tx, identity_queries.set_canonical, changed)
    relink(tx, moved)


def _standing(members: list[Row]) -> dict[str, Row]:
    """Which member stands for the others: the one an authority file knows, else the first by id."""
    if not members:
        return {}
    head = min(members, key=lambda row: (row["provisional"], row["id"]))["id"]
    others = sorted(row["id"] for row in members if row["id"] != head)
    absorbed: dict[str, Row] = {other: {"id": other, "canonical": head, "equals": None} for other in others}
    return absorbed | {head: {"id": head, "canonical": None, "equals": others or None}}


def _moved(tx: ManagedTransaction, wanted: dict[str, Row], stored: dict[str, Row]) -> set[str]:
    """Statements that lead elsewhere than they should. Where a thing stays absorbed by the same one, only new ones can."""
    here, away = [], []
    for identifier, row in wanted.items():
        before, after = stored[identifier]["canonical"] or identifier, row["canonical"] or identifier
        if after != identifier:
            here.append(identifier)
        if before not in (identifier, after):
            away.append(identifier)
    found: set[str] = set()
    for query, identifiers in ((identity_queries.read_here, here), (identity_queries.read_away, away)):
        for label, ids in things.by_label(identifiers).items():
            found.update(row["id"] for row in rows(tx, query(label), ids=ids))
    return found


def relink(tx: ManagedTransaction, statements: Collection[str]) -> None:
    """Lead the edges of statements, and their plain edges, to the things that stand for those they were read of."""
    if not statements:
        return
    ids = sorted(statements)
    found = rows(tx, queries.UNSUPPORTED, ids=ids)
    stands = {row["id"]: row["canonical"] or row["id"] for row in things.find(tx, {end for row in found for end in records.ends_of(row)})}
    delete_plain_edges(tx, found)
    tx.run(identity_queries.DELETE_ENDS, ids=ids).consume()
    claims = [{"id": row["id"], "claim": _claim(row, stands)} for row in found]
    tx.run(identity_queries.SET_CLAIMS, rows=claims).consume()
    _create_ends(tx, found, stands)
    _create_plain_edges(tx, found, stands, {row["id"]: row["claim"] for row in claims})


def _claim(row: Row, stands: dict[str, str]) -> str | None:
    """The id of what the statement says of the canonical things, where that is not its own."""
    said = records.statement_of(row, {end: Entity(id=stands[end]) for end in records.ends_of(row)}, ())
    return said.id if said.id != row["id"] else None


def _create_ends(tx: ManagedTransaction, found: list[Row], stands: dict[str, str]) -> None:
    edges: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        for end, edge, read_edge in _ENDS:
            if (thing := row.get(end)) is None:
                continue
            edges[records.label_of(thing), edge].append({"id": row["id"], "thing": stands[thing]})
            if stands[thing] != thing:
                edges[records.label_of(thing), read_edge].append({"id": row["id"], "thing": thing})
    for shape, items in sorted(edges.items()):
        tx.run(identity_queries.create_end(*shape), rows=items).consume()


def _create_plain_edges(tx: ManagedTransaction, found: list[Row], stands: dict[str, str], claims: dict[str, str | None]) -> None:
    shapes: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in found:
        if has_plain_edge(row):
            ends = {"from": stands[row["subject"]], "to": stands[row["object"]], "claim": claims[row["id"]]}
            kept = {key: row[key] for key in ("id", "status", "year", "start", "end")}
            shapes[_shape(row)].append(kept | ends)
    for shape, items in sorted(shapes.items()):
        tx.run(identity_queries.create_plain_edges(*shape), rows=items).consume()


def _shape(row: Row) -> tuple[str, str, str]:
    return records.label_of(row["subject"]), records.label_of(row["object"]), vocabulary().predicates[row["predicate"]].edge


def has_plain_edge(row: Row) -> bool:
    """Whether a statement's row stands for an edge between things."""
    return bool(row["object"]) and row["status"] != "negated"


def delete_plain_edges(tx: ManagedTransaction, statements: Iterable[Row]) -> None:
    """By subject, because relationship properties are not indexed: each subject's edges are looked through once."""
    shapes: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in statements:
        if has_plain_edge(row):
            subject, _, edge = _shape(row)
            shapes[subject, edge][row["holder"]].append(row["id"])
    for shape, subjects in shapes.items():
        edges = [{"subject": subject, "statements": ids} for subject, ids in subjects.items()]
        tx.run(queries.delete_plain_edges(*shape), rows=edges).consume()
