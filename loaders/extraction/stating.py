"""From facts to statements: one for all facts that say the same, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontology.models import Document, Entity, Evidence, Qualifiers, Statement

from .confidence import confidence_of
from .facts import Fact
from .view import TextView


def stated(facts: Iterable[Fact], document: Document, view: TextView) -> tuple[Statement, ...]:
    """One statement for all facts that say the same, with a piece of evidence for each place, the surest reading of it."""
    found: dict[str, list[Statement]] = {}
    for fact in facts:
        statement = statement_of(fact, document, view)
        found.setdefault(statement.id, []).append(statement)
    return tuple(_joined(found[key]) for key in sorted(found))


def statement_of(fact: Fact, document: Document, view: TextView) -> Statement:
    """What one fact says, on its one piece of evidence."""
    start, end = view.source_span(fact.start, fact.end)
    quote = document.text[start:end]
    evidence = Evidence(
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
    return Statement(
        subject=fact.subject,
        predicate=fact.predicate,
        object=fact.object,
        qualifiers=Qualifiers(**fact.qualifiers),
        status=fact.status,
        evidence=(evidence,),
    )


def _joined(same: Sequence[Statement]) -> Statement:
    if len(same) == 1:
        return same[0]
    evidence = sorted((item for statement in same for item in statement.evidence), key=lambda item: (item.confidence, item.rule))
    places = {(item.start, item.end): item for item in evidence}
    return same[0].model_copy(update={"evidence": tuple(_essential([places[key] for key in sorted(places)]))})


def _essential(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence less what a rule read again within its own reading: "B, members of the bloc" in "A and B, members of the bloc"."""
    return [item for item in evidence if not any(_holds(other, item) for other in evidence if other is not item)]


def _holds(wide: Evidence, narrow: Evidence) -> bool:
    return wide.rule == narrow.rule and wide.start <= narrow.start and narrow.end <= wide.end
