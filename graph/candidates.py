"""Things that may be one, proposed to people: found by rare words they share, scored, never merged.

Thing by thing, by id: a request looks at a bounded number of things, and at those only that share with them a word which
few names have, or are called by their initials.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from neo4j import ManagedTransaction

from ontology.folding import tokens
from ontology.models import Entity

from . import hydration, identity_queries, paging, queries, things
from .answers import Candidate, CandidatePage, Likeness
from .connection import Bolt, Row, rows
from .likeness import Profile, at_most, initials, likeness

_MOST_USES = 25  # a word that more things have says too little of who is meant
_THINGS_AT_ONCE = 100
_MOST_THINGS = 1_000  # looked at in one request
_STATEMENTS_OF_A_THING = 200
LEAST_SCORE = 0.5

_Pair = tuple[str, str]


def candidate_page(bolt: Bolt, cursor: str | None, limit: int) -> CandidatePage:
    """See `graph.port.StatementGraph.candidates`."""
    return bolt.read(lambda tx: _page(tx, cursor, limit))


def _page(tx: ManagedTransaction, cursor: str | None, limit: int) -> CandidatePage:
    found: list[Candidate] = []
    looked = 0
    for label, ids in paging.walk(tx, cursor, _THINGS_AT_ONCE):
        by_thing = _of_things(tx, label, ids)
        for thing in ids:
            found.extend(by_thing.get(thing, ()))
            if len(found) >= limit:
                return CandidatePage(items=_best_first(found), cursor=thing)
        looked += len(ids)
        if looked >= _MOST_THINGS:
            return CandidatePage(items=_best_first(found), cursor=ids[-1])
    return CandidatePage(items=_best_first(found))


def _best_first(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda item: (-item.likeness.score, item.left.id, item.right.id)))


@dataclass(frozen=True)
class _Met:
    """Things of one class with their equals: rows by id, and what each shows as."""

    rows: dict[str, Row]
    shown: dict[str, Entity]

    def head(self, identifier: str) -> str:
        """What stands for it."""
        return str(self.rows[identifier]["canonical"] or identifier)

    def members(self, identifier: str) -> list[str]:
        """It and its equals."""
        return [identifier, *(self.rows[identifier]["equals"] or ())]


def _of_things(tx: ManagedTransaction, label: str, ids: list[str]) -> dict[str, list[Candidate]]:
    """The candidates told of each of the things: of two, the first by id; of a name and its initials, the name."""
    heads = [row for row in things.find(tx, ids) if not row["canonical"]]
    shown = hydration.shown(tx, heads)
    pairs = _pairs(tx, ids[0].partition("/")[0], shown)
    met = _meet(tx, chain(shown, (end for pair in pairs for end in pair)))
    open_pairs = _unjudged(tx, _between_heads(pairs, met), met)
    found: dict[str, list[Candidate]] = defaultdict(list)
    for (left, right), alike in sorted(_scored(tx, label, open_pairs, met).items()):
        first, second = sorted((left, right))
        found[left].append(Candidate(left=met.shown[first], right=met.shown[second], likeness=alike))
    return found


def _pairs(tx: ManagedTransaction, kind: str, shown: dict[str, Entity]) -> dict[_Pair, bool]:
    """`(thing, another)` that share a rare word (True), or of which the other is called by the first one's initials (False)."""
    words = {key: {word for name in entity.names() for word in tokens(name.text)} for key, entity in shown.items()}
    short = {key: {letters for name in entity.names() if (letters := initials(name.text))} for key, entity in shown.items()}
    asked = sorted(set(chain.from_iterable((*words.values(), *short.values()))))
    rare = [row["id"] for row in rows(tx, queries.WORD_USES, ids=asked) if row["uses"] <= _MOST_USES]
    others: dict[str, list[str]] = defaultdict(list)
    for row in rows(tx, identity_queries.THINGS_BY_WORD, anchors=rare, folder=f"{kind}/"):
        others[row["word"]].append(row["id"])
    found: dict[_Pair, bool] = {}
    for thing in shown:
        found.update(((thing, other), False) for letters in short[thing] for other in others.get(letters, ()))
        found.update(((thing, other), True) for word in words[thing] for other in others.get(word, ()))
    return found


def _meet(tx: ManagedTransaction, identifiers: Iterable[str]) -> _Met:
    met = {row["id"]: row for row in things.find(tx, identifiers)}
    missing = {row["canonical"] for row in met.values() if row["canonical"]} - met.keys()
    met.update((row["id"], row) for row in things.find(tx, missing))
    return _Met(met, hydration.shown(tx, [row for row in met.values() if not row["canonical"]]))


def _between_heads(pairs: dict[_Pair, bool], met: _Met) -> list[_Pair]:
    """Pairs of what stands for the two, one of them provisional at least. Both ends of a shared word find it: the first tells it."""
    symmetric = {(left, met.head(right)) for (left, right), shared in pairs.items() if shared}
    one_way = {(left, met.head(right)) for left, right in pairs} - symmetric
    told = {(left, right) for left, right in symmetric if left < right} | {(left, right) for left, right in one_way if left != right}
    return sorted(pair for pair in told if any(met.rows[end]["provisional"] for end in pair))


def _unjudged(tx: ManagedTransaction, pairs: list[_Pair], met: _Met) -> list[_Pair]:
    """Those on which nobody has ruled, whichever of their equals he named."""
    heads = {member: head for pair in pairs for head in pair for member in met.members(head)}
    ruled = rows(tx, identity_queries.JUDGEMENTS_ABOUT, ids=sorted(heads)) if heads else []
    judged = {frozenset((heads.get(row["left"]), heads.get(row["right"]))) for row in ruled}
    return [pair for pair in pairs if frozenset(pair) not in judged]


def _scored(tx: ManagedTransaction, label: str, pairs: list[_Pair], met: _Met) -> dict[_Pair, Likeness]:
    """By names first; what is said of things is looked at only where it could make a candidate of them."""
    named = {key: Profile(tuple(name.text for name in entity.names())) for key, entity in met.shown.items()}
    hopeful = []
    for left, right in pairs:
        alike = likeness(named[left], named[right])
        if alike is not None and at_most(alike) >= LEAST_SCORE:
            hopeful.append((left, right))
    full = _profiles(tx, label, {end for pair in hopeful for end in pair}, named)
    scored = {(left, right): likeness(full[left], full[right]) for left, right in hopeful}
    return {pair: alike for pair, alike in scored.items() if alike is not None and alike.score >= LEAST_SCORE}


def _profiles(tx: ManagedTransaction, label: str, ids: set[str], named: dict[str, Profile]) -> dict[str, Profile]:
    """With what the things are joined to, and the documents that speak of them; of a much-named one the first statements only."""
    if not ids:
        return {}
    neighbours: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for row in rows(tx, identity_queries.said_of(label), ids=sorted(ids), limit=_STATEMENTS_OF_A_THING):
        documents[row["id"]].update(row["documents"])
        others = {end: row[end] for end in ("subject_id", "object_id", "bloc_id") if row[end] not in (None, row["id"])}
        neighbours[row["id"]].update(f"{row['predicate']} {end} {other} {row['year'] or ''}" for end, other in others.items())
    return {key: Profile(named[key].names, frozenset(neighbours[key]), frozenset(documents[key])) for key in ids}
