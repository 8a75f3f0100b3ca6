"""A reading laid open, in pieces that the terminal and the HTML page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders.extraction.inspection import Inspection, Origin, Read, Seen, SeenSentence
from ontology.models import Entity, LiteralValue

from .presentation import Json

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
FAMILIES = {
    "body": ("unit", "organization", "council", "place"),
    "bloc": ("bloc", "blocs", "head", "deputy"),
    "person": ("person", "holder", "post"),
    "movement": ("movement", "saying"),
    "resolution": ("resolution", "legal_number"),
    "award": ("award",),
    "event": ("event",),
    "time": ("year", "date", "period", "relative_year"),
    "figure": ("figure",),
}
_FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence, marked with the family of the mention that it is, plain where it is none."""

    text: str
    family: str = ""
    told: str = ""


def visible(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def pieces(sentence: SeenSentence, text: str) -> Iterator[Piece]:
    """The sentence cut at its outermost mentions."""
    at = sentence.start
    for item in outermost(sentence):
        if item.start > at:
            yield Piece(visible(text[at : item.start]))
        yield Piece(visible(text[item.start : item.end]), _FAMILY.get(item.kind, "other"), mention(item))
        at = item.end
    if at < sentence.end:
        yield Piece(visible(text[at : sentence.end]))


def outermost(sentence: SeenSentence) -> Iterator[Seen]:
    """The mentions that no other one holds, in order."""
    at = sentence.start
    for item in sentence.items:
        if item.is_mention and item.start >= at and item.end > item.start:
            yield item
            at = item.end


def mention(item: Seen) -> str:
    """`unit/quan-doan-34`, or the kind alone where a mention is no thing by itself."""
    return item.entity.id if item.entity is not None else item.kind


def end(thing: Entity | LiteralValue) -> str:
    """One end of a statement: the id of a thing, a literal in quotation marks."""
    return thing.id if isinstance(thing, Entity) else f"“{visible(thing.literal)}”"


def claim(fact: Read) -> str:
    """The fact in one line."""
    said = "".join(f" {key}={_value(value)}" for key, value in fact.qualifiers.items())
    return f"{end(fact.subject)} {fact.predicate} {end(fact.object)}{said} · {fact.status} · {fact.confidence:.2f}"


def reasons(origin: Origin | None, assumed: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Why it was read: name and value of each reason, the rule first."""
    if origin is None:
        return
    yield "rule", f"{origin.rule}  ({place_of(origin.rule)})"
    if origin.pattern:
        yield "pattern", origin.pattern
    yield from ((f"{{{name}}}", visible(words)) for name, words in origin.slots)
    if assumed:
        yield "from context", ", ".join(assumed)


def place_of(rule: str) -> str:
    """Where a rule stands: `nb/leads_bloc/2` is rule 2 of leads_bloc in packs/nb.yaml; what has no number is in code or in other facts."""
    file, _, rest = rule.partition("/")
    group, _, number = rest.partition("/")
    if rule == "authority":
        return "a name of the authority files"
    if file == "implied":
        return "follows from another fact"
    return f"packs/{file}.yaml, {group}, number {number}" if number.isdigit() else "read by code, whatever the pack"


def items(sentence: SeenSentence) -> Iterator[tuple[Seen, str]]:
    """The items of a sentence outside mentions' insides, each with what became of it: `stated`, or `unused` where no fact covers it."""
    at = sentence.start
    for item in sentence.items:
        if item.start >= at:
            yield item, "stated" if item.used else "unused"
            at = item.end


def explanation_json(found: Inspection, with_items: bool) -> Json:
    """All of it for programs: `{"document", "year", "sentences": [{"start", "end", "mentions", "facts", "items"?}]}`."""
    document = {key: getattr(found.document, key) for key in ("id", "name", "language", "title", "date")}
    sentences = [_sentence_json(sentence, with_items) for sentence in found.sentences]
    return {"document": document, "language_known": found.language_known, "year": found.year, "sentences": sentences}


def _sentence_json(sentence: SeenSentence, with_items: bool) -> Json:
    shown: Json = {
        "start": sentence.start,
        "end": sentence.end,
        "mentions": [_seen_json(item) for item in sentence.items if item.is_mention],
        "facts": [_fact_json(fact) for fact in sentence.facts],
    }
    if with_items:
        shown["items"] = [{"type": item.kind, "start": item.start, "end": item.end, "used": item.used} for item, _ in items(sentence)]
    return shown


def _seen_json(item: Seen) -> Json:
    thing = item.entity.id if item.entity is not None else None
    return {"type": item.kind, "start": item.start, "end": item.end, "quote": item.text, "thing": thing, "by": _origin_json(item.origin)}


def _fact_json(fact: Read) -> Json:
    return {
        "statement": fact.statement,
        "subject": fact.subject.id,
        "predicate": fact.predicate,
        "object": fact.object.id if isinstance(fact.object, Entity) else fact.object.model_dump(exclude_none=True),
        "qualifiers": {key: _value(value) for key, value in fact.qualifiers.items()},
        "status": fact.status,
        "confidence": fact.confidence,
        "start": fact.start,
        "end": fact.end,
        "quote": fact.quote,
        "by": _origin_json(fact.origin),
        "from_context": list(fact.assumed),
    }


def _origin_json(origin: Origin | None) -> Json | None:
    if origin is None:
        return None
    return {"rule": origin.rule, "pattern": origin.pattern or None, "slots": dict(origin.slots)}


def _value(value: Any) -> Any:
    return value.id if isinstance(value, Entity) else value
