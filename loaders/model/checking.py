"""Whether a proposal may be believed: its quote stands there, its ends are named, the ontology and the sentence's own words allow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from loaders.extraction.inspection import Inspection
from loaders.reconciliation import Reconciler
from ontology.models import Entity, Evidence, LiteralValue, Qualifiers, Statement
from ontology.vocabulary import vocabulary

from .ends import Ends
from .grounding import Ground
from .proposals import Proposal, ProposedLiteral
from .refusals import BESIDE, MODALITY, NAME, ONTOLOGY, QUOTE, Refusal
from .values import Values

# Less than any rule's: where both say something of one thing, the rules are believed.
CAP = 0.5
UNCHECKED = 0.3  # of a language without a pack, whose words for "will" and "not" nobody here knows

_OF_A_YEAR = frozenset({"leads_bloc", "deputy_leads_bloc", "member_of_bloc", "promotes_movement", "implements", "awarded", "holds_role"})
_SETTLED = {"proposes_award": "proposed"}


@dataclass(frozen=True)
class _Passage:
    start: int
    end: int
    text: str


class Checker:
    """Turns proposals for one document into statements."""

    def __init__(self, inspection: Inspection, reconciler: Reconciler, model: str) -> None:
        self._inspection = inspection
        self._ground = Ground(inspection.document.text)
        self._ends = Ends(inspection, self._ground, reconciler)
        self._values = Values(inspection)
        self._rule = f"model/{model}"
        self._read = list(_spoken(inspection.statements))

    def statement(self, proposal: Proposal) -> Statement:
        """The statement.

        Raises:
            Refusal: it can't be believed.
        """
        passage = self._passage(proposal.quote)
        qualifiers = _qualifiers(proposal)
        subject, obj = self._both(proposal, passage)
        self._check_status(proposal, qualifiers.year, passage)
        self._values.check(qualifiers.given(), passage.text)
        evidence = (self._evidence(proposal, passage),)
        parts: dict[str, Any] = {"subject": subject, "predicate": proposal.predicate, "object": obj, "qualifiers": qualifiers}
        try:
            statement = Statement(**parts, status=proposal.status, evidence=evidence)
        except ValidationError:
            raise Refusal(ONTOLOGY) from None
        self._check_against_rules(statement)
        return statement

    def _passage(self, quote: str) -> _Passage:
        found = self._ground.find(quote.strip()) if len(quote.split()) > 1 else None
        if found is None:
            raise Refusal(QUOTE)
        return _Passage(*found, self._ground.text[slice(*found)])

    def _both(self, proposal: Proposal, passage: _Passage) -> tuple[Entity, Entity | LiteralValue]:
        subject = self._ends.find(proposal.subject, passage.start, passage.end)
        predicate = vocabulary().predicates.get(proposal.predicate)
        if predicate is None:
            raise Refusal(ONTOLOGY)
        beside = subject is not None and self._ends.named_in(subject, proposal.subject, passage.start, passage.end)
        if isinstance(proposal.object, ProposedLiteral):
            obj: Entity | LiteralValue | None = self._values.literal(proposal.object.literal, predicate, passage.text)
        else:
            obj = self._ends.find(proposal.object, passage.start, passage.end)
            beside = beside or (obj is not None and self._ends.named_in(obj, proposal.object, passage.start, passage.end))
        if subject is None or obj is None:
            raise Refusal(NAME)
        if not beside:
            raise Refusal(BESIDE)
        if isinstance(obj, Entity) and obj.id == subject.id:
            raise Refusal(ONTOLOGY)
        return subject, obj

    def _check_status(self, proposal: Proposal, year: int | None, passage: _Passage) -> None:
        """A fact is no plan: neither by the words of its sentences nor by its year; proposed is not granted."""
        said = self._inspection.status_said(passage.start, passage.end, proposal.predicate)
        now = self._inspection.year
        ahead = proposal.predicate in _OF_A_YEAR and year is not None and now is not None and year > now
        if proposal.status == "asserted" and (said != "asserted" or ahead or proposal.predicate in _SETTLED):
            raise Refusal(MODALITY)
        if proposal.status == "proposed" and proposal.predicate not in _SETTLED:
            raise Refusal(MODALITY)
        if proposal.predicate == "awarded" and self._inspection.proposes(passage.start, passage.end):
            raise Refusal(MODALITY)

    def _check_against_rules(self, statement: Statement) -> None:
        """What the rules read as planned, asked for or denied is not asserted; otherwise the rules say it already or do not know."""
        for other in self._read:
            if _spoken_of(other) == _spoken_of(statement) and other.status != statement.status:
                raise Refusal(MODALITY)

    def _evidence(self, proposal: Proposal, passage: _Passage) -> Evidence:
        document = self._inspection.document
        most = CAP if self._inspection.language_known else UNCHECKED
        return Evidence(
            document=document.id,
            start=passage.start,
            end=passage.end,
            quote=passage.text,
            rule=self._rule,
            confidence=round(min(proposal.confidence, most), 2),
            language=document.language,
            subject_mention=proposal.subject.name,
            object_mention="" if isinstance(proposal.object, ProposedLiteral) else proposal.object.name,
        )


def _qualifiers(proposal: Proposal) -> Qualifiers:
    """Checked as any statement's; no bloc, which would be a thing of the model's making."""
    try:
        return Qualifiers.model_validate({key: value for key, value in proposal.qualifiers.items() if key != "bloc"})
    except ValidationError:
        raise Refusal(ONTOLOGY) from None


def _spoken(statements: Iterable[Statement]) -> Iterator[Statement]:
    return (statement for statement in statements if isinstance(statement.object, Entity))


def _spoken_of(statement: Statement) -> tuple[Any, ...]:
    obj = statement.object.id if isinstance(statement.object, Entity) else statement.object.literal
    return statement.subject.id, statement.predicate, obj, statement.qualifiers.year
