"""Things in the database: created, renamed, found by their words, and taken out when nothing names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from neo4j import ManagedTransaction

from ontology.models import Entity, Name, Statement

from . import names, queries, records
from .connection import Row, rows

_ENDS = ("subject", "object", "bloc")
_SLICE = 2_000


def store(tx: ManagedTransaction, statements: Iterable[Statement]) -> None:
    """Make sure that every end of the statements is there under the names it has now.

    What an authority file says of a thing replaces what was there; a provisional thing gains the names that the
    passages contribute.
    """
    known, contributions = _gather(statements)
    stored = {row["id"]: row for row in find(tx, [*known, *contributions])}
    wanted = dict(known)
    for identifier, given in contributions.items():
        row = stored.get(identifier)
        if row is not None and not row["provisional"]:
            continue
        earlier = records.entity_of(row).names() if row else ()
        wanted[identifier] = Entity.named(identifier, {*earlier, *given})
    _apply(tx, wanted, stored)


def _gather(statements: Iterable[Statement]) -> tuple[dict[str, Entity], dict[str, set[Name]]]:
    """The things authority files know, and what is contributed to the names of the others, by id."""
    known: dict[str, Entity] = {}
    contributions: dict[str, set[Name]] = defaultdict(set)
    for statement in statements:
        for evidence in statement.evidence:
            for _, thing, mention in records.ends_with_mentions(statement, evidence):
                if thing.provisional:
                    contributions[thing.id].update(names.contributed(thing, mention, evidence.language))
                else:
                    known[thing.id] = thing
    return known, {identifier: given for identifier, given in contributions.items() if identifier not in known}


def find(tx: ManagedTransaction, identifiers: Iterable[str]) -> list[Row]:
    """The rows of those of the given things that are there."""
    return [row for label, ids in by_label(identifiers).items() for row in rows(tx, queries.entities(label), ids=ids)]


def by_label(identifiers: Iterable[str]) -> dict[str, list[str]]:
    """Ids by the label of their nodes, each once, in order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(set(identifiers)):
        groups[records.label_of(identifier)].append(identifier)
    return dict(groups)


def _apply(tx: ManagedTransaction, wanted: dict[str, Entity], stored: dict[str, Row]) -> None:
    """Write what differs from what is stored, and keep the search words in step."""
    differing = [row for row in map(records.entity_row, wanted.values()) if row != stored.get(row["id"])]
    added, dropped = [], []
    for row in differing:
        before = set(stored[row["id"]]["words"] or ()) if row["id"] in stored else set()
        added.append({"id": row["id"], "words": sorted(set(row["words"]) - before)})
        dropped.append({"id": row["id"], "words": sorted(before - set(row["words"]))})
    _each_label(tx, queries.create_entities, [row for row in differing if row["id"] not in stored])
    _each_label(tx, queries.update_entities, [row for row in differing if row["id"] in stored])
    _create_words(tx, {word for row in added for word in row["words"]})
    _each_label(tx, queries.link_words, [row for row in added if row["words"]])
    gone = [row for row in dropped if row["words"]]
    _each_label(tx, queries.unlink_words, gone)
    _drop_words(tx, {word for row in gone for word in row["words"]})


def _each_label(tx: ManagedTransaction, query: Callable[[str], str], items: list[Row]) -> None:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in items:
        groups[records.label_of(row["id"])].append(row)
    for label, group in sorted(groups.items()):
        for start in range(0, len(group), _SLICE):
            tx.run(query(label), rows=group[start : start + _SLICE]).consume()


def _create_words(tx: ManagedTransaction, words: set[str]) -> None:
    if words:
        known = {row["id"] for row in rows(tx, queries.KNOWN_WORDS, ids=sorted(words))}
        tx.run(queries.CREATE_WORDS, ids=sorted(words - known)).consume()


def _drop_words(tx: ManagedTransaction, words: set[str]) -> None:
    if words:
        tx.run(queries.DELETE_UNUSED_WORDS, ids=sorted(words)).consume()


def settle(tx: ManagedTransaction, identifiers: Iterable[str]) -> None:
    """After evidence went: take out things that no statement names, and call the provisional others what is left to call them."""
    groups = by_label(identifiers)
    orphans = [row for label, ids in groups.items() for row in rows(tx, queries.orphans(label), ids=ids)]
    for label, ids in by_label(row["id"] for row in orphans).items():
        tx.run(queries.delete_entities(label), ids=ids).consume()
    _drop_words(tx, {word for row in orphans for word in row["words"] or ()})
    gone = {row["id"] for row in orphans}
    left = find(tx, [identifier for ids in groups.values() for identifier in ids if identifier not in gone])
    _rename(tx, {row["id"]: row for row in left if row["provisional"]})


def _rename(tx: ManagedTransaction, stored: dict[str, Row]) -> None:
    contributions: dict[str, set[Name]] = {identifier: set() for identifier in stored}
    for label, ids in by_label(stored).items():
        for end in _ENDS:
            for row in rows(tx, queries.named_by(label, end), ids=ids):
                contributions[row["id"]].update(_contribution(row))
    _apply(tx, {identifier: Entity.named(identifier, given) for identifier, given in contributions.items()}, stored)


def _contribution(row: Row) -> tuple[Name, ...]:
    """What `names.contributed` found when the passage was stored."""
    if row["names"] is not None:
        return names.read(row["names"])
    return (Name(text=row["mention"], language=row["language"]),) if row["mention"] else ()
