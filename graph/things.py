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
    differing = [row for row in map(records.entity_row, wanted.values()) if not _is_stored(row, stored.get(row["id"]))]
    added, dropped = [], []
    for row in differing:
        before = set(stored[row["id"]]["words"] or ()) if row["id"] in stored else set()
        added.append({"id": row["id"], "words": sorted(set(row["words"]) - before)})
        dropped.append({"id": row["id"], "words": sorted(before - set(row["words"]))})
    each_label(tx, queries.create_entities, [row for row in differing if row["id"] not in stored])
    each_label(tx, queries.update_entities, [row for row in differing if row["id"] in stored])
    _create_words(tx, {word for row in added for word in row["words"]})
    each_label(tx, queries.link_words, [row for row in added if row["words"]])
    gone = [row for row in dropped if row["words"]]
    each_label(tx, queries.unlink_words, gone)
    _drop_words(tx, {word for row in gone for word in row["words"]})


def _is_stored(row: Row, stored: Row | None) -> bool:
    return stored is not None and all(stored[key] == value for key, value in row.items())


def each_label(tx: ManagedTransaction, query: Callable[[str], str], items: list[Row]) -> None:
    """Run a query over rows with an `id`, for each label on its own, a slice at a time."""
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


def orphans(tx: ManagedTransaction, identifiers: Iterable[str]) -> list[Row]:
    """Those of the things that no statement was read of any more."""
    return [row for label, ids in by_label(identifiers).items() for row in rows(tx, queries.orphans(label), ids=ids)]


def remove(tx: ManagedTransaction, gone: list[Row]) -> None:
    """Take things out, with the search words that were theirs alone."""
    for label, ids in by_label(row["id"] for row in gone).items():
        tx.run(queries.delete_entities(label), ids=ids).consume()
    _drop_words(tx, {word for row in gone for word in row["words"] or ()})


def rename(tx: ManagedTransaction, identifiers: Iterable[str]) -> None:
    """After evidence went: call the provisional ones of these things what is left to call them."""
    stored = {row["id"]: row for row in find(tx, identifiers) if row["provisional"]}
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
