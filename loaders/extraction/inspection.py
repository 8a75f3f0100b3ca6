"""A reading laid open: every mention and statement with the rule, pattern, slots and context it came from. For people who write packs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.authorities import authorities
from ontology.models import Document, Entity, LiteralValue, Statement, Status

from .confidence import Ground, assumed, confidence_of, ground_of
from .facts import Fact
from .items import Item, says
from .modality import said
from .pack import pack_for
from .patterns import Match
from .reader import DocumentReader
from .stating import stated, statement_of
from .view import Sentence
from .watching import Made, Notes

_PROPOSING = ("propose", "proposed", "was_proposed")
_PLAIN = frozenset({"word", "name", "surname", "number"})


@dataclass(frozen=True)
class Origin:
    """What read it: the rule as evidence names it, its pattern, and the words of each slot; no pattern where code alone did."""

    rule: str
    pattern: str = ""
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Seen:
    """An item of a sentence as it is read in the end. `start` and `end` count in the document's text; `used`: a fact's match covers it."""

    kind: str
    start: int
    end: int
    text: str
    entity: Entity | None
    origin: Origin | None
    used: bool

    @property
    def is_mention(self) -> bool:
        """Whether it is more than a word, a sign or a cue."""
        return self.kind not in _PLAIN and len(self.kind) > 1 and not self.kind.startswith("<")


@dataclass(frozen=True)
class Read:
    """A fact as read, before facts that say the same are joined into the `statement` of that id.

    `assumed` names what its own words don't say (`subject`, `object`, `year`), `ground` the kind of reading it is.
    """

    statement: str
    predicate: str
    subject: Entity
    object: Entity | LiteralValue
    qualifiers: dict[str, Any]
    status: Status
    confidence: float
    start: int
    end: int
    quote: str
    origin: Origin
    assumed: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True)
class SeenSentence:
    """A sentence: where it stands, its items, and the facts whose evidence begins in it."""

    start: int
    end: int
    items: tuple[Seen, ...]
    facts: tuple[Read, ...]
    raw: tuple[Item, ...]


@dataclass(frozen=True)
class Inspection:
    """A document laid open; `language_known` is false where there is no pack, and then nothing else is there."""

    document: Document
    language_known: bool = False
    year: int | None = None
    sentences: tuple[SeenSentence, ...] = ()
    statements: tuple[Statement, ...] = ()

    def mentions(self) -> Iterator[Seen]:
        """Every mention, those inside others too, in the order of the text."""
        for sentence in self.sentences:
            yield from (item for item in sentence.items if item.is_mention)

    def status_said(self, start: int, end: int, predicate: str) -> Status:
        """The status that the cues of the sentences between two places give to a predicate."""
        return said(predicate, self._between(start, end))

    def proposes(self, start: int, end: int) -> bool:
        """Whether the sentences between two places propose something."""
        return says(self._between(start, end), *_PROPOSING)

    def _between(self, start: int, end: int) -> list[Item]:
        return [item for sentence in self.sentences if sentence.start < end and start < sentence.end for item in sentence.raw]


def inspect(document: Document, authority: Path | None = None) -> Inspection:
    """The document read as `extract` reads it, laid open."""
    language_pack = pack_for(document.language, document.text)
    if language_pack is None:
        return Inspection(document)
    notes = Notes()
    reader = DocumentReader(document, language_pack, authorities(authority), notes)
    sentences = reader.sentences()
    facts = reader.facts(sentences)
    year = reader.year
    seen = _Inspector(document, reader, notes).sentences(sentences, facts)
    return Inspection(document, True, year, tuple(seen), stated(facts, document, reader.view))


class _Inspector:
    """Turns what was read and noted into what people can look at."""

    def __init__(self, document: Document, reader: DocumentReader, notes: Notes) -> None:
        self._document = document
        self._reader = reader
        self._notes = notes
        self._made = {_key(made.result): made for made in notes.facts if isinstance(made.result, Fact)}

    def sentences(self, read: Sequence[tuple[Sentence, Sequence[Item]]], facts: Sequence[Fact]) -> Iterator[SeenSentence]:
        for place, (sentence, items) in enumerate(read):
            after = read[place + 1][0].start if place + 1 < len(read) else len(self._reader.view.text) + 1
            here = [fact for fact in facts if sentence.start <= fact.start < after]
            spans = [(fact.start, fact.end) for fact in here]
            seen = tuple(self._seen(part, spans) for item in items for part in _flat(item))
            start, end = self._reader.view.source_span(sentence.start, sentence.end)
            yield SeenSentence(start, end, seen, tuple(map(self._read, here)), tuple(items))

    def _seen(self, item: Item, spans: Sequence[tuple[int, int]]) -> Seen:
        start, end = self._reader.view.source_span(item.start, item.end)
        used = any(first <= item.start and item.end <= last for first, last in spans)
        made = self._notes.mentions.get((item.start, item.end, item.type))
        entity = self._reader.entity(item) if item.type not in {"event", "holder"} else item.entity
        origin = self._origin(made) if made else Origin("authority") if item.facts.get("known") else None
        return Seen(item.type, start, end, self._document.text[start:end], entity, origin, used)

    def _read(self, fact: Fact) -> Read:
        start, end = self._reader.view.source_span(fact.start, fact.end)
        quote = self._document.text[start:end]
        made = self._made.get(_key(fact))
        origin = self._origin(made) if made else Origin(fact.rule)
        return Read(
            statement_of(fact, self._document, self._reader.view).id,
            fact.predicate,
            fact.subject,
            fact.object,
            fact.qualifiers,
            fact.status,
            confidence_of(fact, quote),
            start,
            end,
            quote,
            origin,
            tuple(assumed(fact, quote)),
            ground_of(fact, quote),
        )

    def _origin(self, made: Made) -> Origin:
        return Origin(made.rule.name, made.rule.pattern.source, tuple(self._slots(made.match)))

    def _slots(self, match: Match) -> Iterator[tuple[str, str]]:
        for name, items in match.slots.items():
            if items:
                yield name, " | ".join(" ".join(self._reader.view.text[item.start : item.end].split()) for item in items)


def _key(fact: object) -> tuple[object, ...]:
    assert isinstance(fact, Fact)  # noqa: S101 - for the types: only facts are asked for
    obj = fact.object.id if isinstance(fact.object, Entity) else fact.object.literal
    return fact.rule, fact.start, fact.end, fact.subject.id, obj


def _flat(item: Item) -> Iterator[Item]:
    """The item, and the mentions inside it."""
    yield item
    for part in item.parts:
        yield from (inner for inner in _flat(part) if inner.entity is not None or inner.type not in _PLAIN)
