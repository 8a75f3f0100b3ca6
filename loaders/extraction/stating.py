"""From facts to statements: one for all facts that say the same, with its evidence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from ontology.models import Document, Entity, Evidence, Qualifiers, Statement

from .confidence import confidence_of
from .facts import Fact
from .view import TextView


def stated(facts: Iterable[Fact], document: Document, view: TextView) -> tuple[Statement, ...]:
    """One statement for all facts that say the same, with a piece of evidence for each place, the surest reading of it."""
    same: dict[Hashable, list[Fact]] = {}
    for fact in facts:
        same.setdefault(_said(fact), []).append(fact)
    found = {statement.id: statement for statement in (_statement(read, document, view) for read in same.values())}
    return tuple(found[key] for key in sorted(found))


def statement_of(fact: Fact, document: Document, view: TextView) -> Statement:
    """What one fact says, on its one piece of evidence."""
    return _statement([fact], document, view)


def _said(fact: Fact) -> Hashable:
    """What a statement's id is made from; facts of one sentence are often read by several rules."""
    obj = fact.object.id if isinstance(fact.object, Entity) else (fact.object.literal, fact.object.datatype, fact.object.unit)
    qualifiers = frozenset(
        (key, value.id if isinstance(value, Entity) else value) for key, value in fact.qualifiers.items() if value is not None
    )
    return fact.subject.id, fact.predicate, obj, qualifiers, fact.status


def _statement(same: Sequence[Fact], document: Document, view: TextView) -> Statement:
    fact = same[0]
    return Statement(
        subject=fact.subject,
        predicate=fact.predicate,
        object=fact.object,
        qualifiers=Qualifiers(**fact.qualifiers),
        status=fact.status,
        evidence=tuple(_surest([_evidence(read, document, view) for read in same])),
    )


def _evidence(fact: Fact, document: Document, view: TextView) -> Evidence:
    start, end = view.source_span(fact.start, fact.end)
    quote = document.text[start:end]
    return Evidence(
        document=document.id,
        start=start,
        end=end,
        quote=quote,
        rule=fact.rule,
        confidence=confidence_of(fact, quote),
        language=document.language,
        subject_mention=fact.subject_mention,
        object_mention=fact.object_mention if isinstance(fact.object, Entity) else "",
    )


def _surest(found: list[Evidence]) -> list[Evidence]:
    """Of the evidence in each place the surest, in the order of places."""
    if len(found) < 2:
        return found
    places = {(item.start, item.end): item for item in sorted(found, key=lambda item: (item.confidence, item.rule))}
    return _essential([places[key] for key in sorted(places)])


def _essential(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence less what a rule read again within its own reading: "B, members of the bloc" in "A and B, members of the bloc"."""
    return [item for item in evidence if not any(_holds(other, item) for other in evidence if other is not item)]


def _holds(wide: Evidence, narrow: Evidence) -> bool:
    return wide.rule == narrow.rule and wide.start <= narrow.start and narrow.end <= wide.end
