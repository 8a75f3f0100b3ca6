"""Finding things by name: any language, without diacritics, words in any order, the last one perhaps unfinished."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from neo4j import ManagedTransaction

from ontology.folding import fold
from ontology.models import Entity
from ontology.vocabulary import vocabulary

from . import hydration, queries, things
from .answers import SearchHit
from .connection import Bolt, rows
from .names import WHOLE

_CANDIDATES = 400  # things looked at closely; those of the fewest words come first
_COMPLETIONS = 50  # words an unfinished word may stand for
_NEAR_ENOUGH = 0.5


def search(bolt: Bolt, text: str, kind: str | None, limit: int) -> tuple[SearchHit, ...]:
    """See `graph.port.StatementGraph.search`."""
    words = fold(text).split()
    if not words or (kind is not None and kind not in vocabulary().classes):
        return ()
    folder = f"{kind}/" if kind else ""
    return bolt.read(lambda tx: _search(tx, words, folder, limit))


def _search(tx: ManagedTransaction, words: list[str], folder: str, limit: int) -> tuple[SearchHit, ...]:
    ids = _whole(tx, words, folder) | _by_words(tx, words, folder)
    hits = [_hit(entity, words) for entity in _found(tx, ids)]
    ranked = sorted((hit for hit in hits if hit), key=lambda hit: (-hit.score, hit.entity.id))
    return tuple(ranked[:limit])


def _found(tx: ManagedTransaction, ids: Iterable[str]) -> list[Entity]:
    """What stands for the given things, each once."""
    return list({entity.id: entity for entity in hydration.shown(tx, things.find(tx, ids)).values()}.values())


def _whole(tx: ManagedTransaction, words: list[str], folder: str) -> set[str]:
    """Things that bear exactly this name: never crowded out by the candidates of a common word."""
    return _things(tx, [WHOLE + " ".join(words)], [], folder)


def _by_words(tx: ManagedTransaction, words: list[str], folder: str) -> set[str]:
    """Things that have all the words, by way of the rarest of them."""
    *finished, last = words
    uses = {row["id"]: row["uses"] for row in rows(tx, queries.WORD_USES, ids=sorted(set(finished)))}
    if len(uses) < len(set(finished)):
        return set()
    if uses:
        anchors = [min(uses, key=lambda word: (uses[word], word))]
    else:
        anchors = [row["id"] for row in rows(tx, queries.WORDS_FROM, start=last, limit=_COMPLETIONS)]
    return _things(tx, anchors, sorted(uses), folder, start=last)


def _things(tx: ManagedTransaction, anchors: list[str], words: list[str], folder: str, start: str = "") -> set[str]:
    parameters = {"anchors": anchors, "words": words, "folder": folder, "start": start, "limit": _CANDIDATES}
    return {row["id"] for row in rows(tx, queries.THINGS_OF_WORDS, **parameters)}


def _hit(entity: Entity, words: list[str]) -> SearchHit | None:
    """The name that matches best; None where the words are scattered over several names."""
    scored = [(_score(fold(name.text).split(), words), name.text) for name in entity.names()]
    score, matched = max(scored, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
    return SearchHit(entity=entity, matched=matched, score=round(score, 4)) if score else None


def _score(name: list[str], words: list[str]) -> float:
    """1 for the whole name as it stands; else the share of its words that were given, an unfinished one by its letters."""
    if name == words:
        return 1.0
    *finished, last = words
    left = list(name)
    for word in finished:
        if word not in left:
            return 0.0
        left.remove(word)
    begun = [word for word in left if word.startswith(last)]
    if not begun:
        return 0.0
    share = max(len(last) / len(word) for word in begun)
    return 0.99 * (len(finished) + share) / len(name)


def near(bolt: Bolt, identifier: str, limit: int) -> tuple[Entity, ...]:
    """See `graph.port.StatementGraph.near`."""
    kind, _, slug = identifier.partition("/")
    if kind not in vocabulary().classes:
        return ()
    return bolt.read(lambda tx: _near(tx, kind, fold(slug), limit))


def _near(tx: ManagedTransaction, kind: str, slug: str, limit: int) -> tuple[Entity, ...]:
    label = vocabulary().classes[kind].local_name
    start = f"{kind}/{slug[:3].replace(' ', '-')}"
    ids = {row["id"] for row in rows(tx, queries.ids_from(label), start=start, limit=_CANDIDATES)}
    uses = {row["id"]: row["uses"] for row in rows(tx, queries.WORD_USES, ids=sorted(set(slug.split())))}
    for word in sorted(uses, key=lambda word: (uses[word], word))[:3]:
        ids |= _things(tx, [word], [], f"{kind}/")
    found = _found(tx, ids)
    alike = sorted(((_likeness(entity, slug), entity.id, entity) for entity in found), key=lambda item: (-item[0], item[1]))
    return tuple(entity for likeness, _, entity in alike[:limit] if likeness >= _NEAR_ENOUGH)


def _likeness(entity: Entity, slug: str) -> float:
    spellings: Iterable[str] = (fold(entity.id.partition("/")[2]), *(fold(name.text) for name in entity.names()))
    return max(SequenceMatcher(None, slug, spelling).ratio() for spelling in spellings)
