"""From matches of relation rules to facts: the two ends, the qualifiers a sentence states or leaves to context, the status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ontology.models import Entity, LiteralValue, Status
from ontology.vocabulary import vocabulary

from .context import Context
from .ends import Ends
from .facts import Fact
from .items import BODIES, Item, says
from .meaning import Meaning
from .modality import is_only_ahead, status_of
from .own_blocs import OwnBlocs
from .pack import Rule
from .patterns import Match
from .retraction import passed_over
from .timing import OFFICES, Timing

# Which slots hold the two ends; an end without a slot comes from context.
_ENDS: dict[str, tuple[str, str]] = {
    "leads_bloc": ("unit", "bloc"),
    "deputy_leads_bloc": ("unit", "bloc"),
    "member_of_bloc": ("unit", "bloc"),
    "handed_over_to": ("giver", "receiver"),
    "holds_role": ("agent", "post"),
    "participated_in": ("agent", "event"),
    "held_by": ("event", "holder"),
    "promotes_movement": ("agent", "movement"),
    "movement_of": ("movement", "body"),
    "launched": ("agent", "movement"),
    "implements": ("agent", "resolution"),
    "details": ("resolution", "law"),
    "issued_by": ("resolution", "body"),
    "issued_on": ("resolution", "date"),
    "has_subject": ("resolution", "text"),
    "has_period": ("movement", "period"),
    "has_deadline": ("movement", "date"),
    "has_result": ("movement", "figure"),
    "has_target": ("movement", "figure"),
    "leads_task": ("body", "movement"),
    "proposes_award": ("agent", "award"),
    "awarded": ("recipient", "award"),
}
_GENITIVE = re.compile(r"(?<=\w)['’]?s['’]?$")
_FORWARD = OFFICES | {"promotes_movement", "implements"}
_LEADERSHIPS = OFFICES - {"member_of_bloc"}
_OF_BODIES = OFFICES | {"handed_over_to"}


class RelationReader:
    """Reads the facts of one document's sentences, in their order."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text
        self._ends = Ends(context, text)
        self._timing = Timing(context)
        self._own_blocs = OwnBlocs()
        self.meaning = Meaning(context, text)

    def read(self, rule: Rule, match: Match, items: Sequence[Item]) -> Iterator[Fact]:
        """The facts of one match in a sentence."""
        if _is_beside(rule, match, items) or self._is_genitive(rule, match):
            return
        subject_slot, object_slot = _ENDS[rule.yields]
        self._note_issuer(match)
        status = status_of(rule, match, items)
        if status is None or (rule.yields in _LEADERSHIPS and is_only_ahead(match, items)):
            return
        if rule.yields == "awarded" and (status == "requested" or says(items[: match.first], "propose")):
            return  # who is asked to grant an award, or proposed for one, has not got it
        for subject in self._ends.find(rule, match, subject_slot, items):
            for obj in self._ends.find(rule, match, object_slot, items):
                fact = self._fact(rule, match, items, (subject, obj), status)
                if fact is not None:
                    yield fact
                    yield from self._rejected(fact, subject)

    def _is_genitive(self, rule: Rule, match: Match) -> bool:
        """Whether an end that a rule takes in the nominative alone is in the genitive: "carries out the Politburo's resolution"."""
        ends = match.slots.get(str(rule.details.get("nominative", "")), ())
        return any(_GENITIVE.search(self._text[end.start : end.end]) is not None for end in ends)

    def _rejected(self, fact: Fact, subject: Item) -> Iterator[Fact]:
        """Who is named only to be ruled out, in the place of who holds an office: "A, not B, leads the bloc"."""
        other = passed_over(subject) if fact.predicate in OFFICES else None
        if other is not None and other.entity is not None:
            yield replace(fact, subject=other.entity, status="negated", subject_mention=self.meaning.mention(other))

    def _note_issuer(self, match: Match) -> None:
        for body in match.slots.get("body", ()):
            for resolution in match.slots.get("resolution", ()):
                if body.entity is not None:
                    self.meaning.issuers[resolution.start] = body.entity

    def _fact(self, rule: Rule, match: Match, items: Sequence[Item], ends: tuple[Item, Item], status: Status) -> Fact | None:
        if rule.yields in _OF_BODIES:
            ends = (self.meaning.standing_for(ends[0]), self.meaning.standing_for(ends[1]))
        subject, obj = self.meaning.entity(ends[0]), self.meaning.value(rule.yields, ends[1])
        if not isinstance(subject, Entity) or obj is None or not _sayable(rule.yields, subject, obj):
            return None
        if rule.yields == "launched" and ends[1].facts.get("anaphor"):
            obj = self._context.launches.get(subject.id, obj)  # told again, as captions do
        elif rule.yields == "launched" and isinstance(obj, Entity):
            self._context.launches.setdefault(subject.id, obj)
        qualifiers, assumed = self._qualifiers(rule, match, items, ends)
        fact = Fact(
            rule.yields,
            subject,
            obj,
            *_span(match, items, ends),
            rule.name,
            status,
            qualifiers,
            float(rule.details.get("confidence", 0.9)),
            self.meaning.mention(ends[0]),
            self.meaning.mention(ends[1]),
            assumed,
        )
        if rule.yields in _OF_BODIES:
            fact = self._own_blocs.settled(fact, items[match.first : match.last], items)
        return self._settled(fact, ends)

    def _settled(self, fact: Fact, ends: tuple[Item, Item]) -> Fact:
        """An office of a year to come is planned, whatever the tense; what context filled in is a little less sure."""
        year = fact.qualifiers.get("year")
        if fact.predicate in _FORWARD and fact.status == "asserted" and year and self._context.now and year > self._context.now:
            fact = replace(fact, status="planned")
        implied = sum(end.facts.get("anaphor", False) for end in ends)
        return replace(fact, confidence=round(fact.confidence - 0.1 * implied, 2))

    def _qualifiers(self, rule: Rule, match: Match, items: Sequence[Item], ends: tuple[Item, Item]) -> tuple[dict[str, Any], bool]:
        """The qualifiers, and whether the years among them are only assumed."""
        allowed = vocabulary().predicates[rule.yields].qualifiers
        found: dict[str, Any] = {key: value for key, value in rule.details.items() if key != "year"}
        for item in (*ends, *match.slots.get("title", ()), *match.slots.get("when", ())):
            found.update(self._of_item(item))
        assumed = False
        if rule.yields == "handed_over_to":
            found["from_year"], found["to_year"], assumed = self._timing.handover(match, items)
            found.update(self._handed_over(match, items))
        elif "year" in allowed:
            found["year"] = self._timing.year(rule, match, items)
        return {key: value for key, value in found.items() if value is not None and key in allowed}, assumed

    def _of_item(self, item: Item) -> dict[str, Any]:
        """What an item qualifies a fact by: a post its role, a date its day, a period its years, a figure its number."""
        if item.type == "post":
            return {"role": item.facts["role"]}
        if item.type == "date":
            return {"date": self.meaning.dated(item)}
        if item.type == "period":
            return {"start": item.facts["start"], "end": item.facts["end"]}
        return self.meaning.figure(item)

    def _handed_over(self, match: Match, items: Sequence[Item]) -> dict[str, Any]:
        """The bloc, and what was handed over."""
        blocs = self._ends.bloc(match, items)
        covered = [part for item in items[match.first : match.last] for part in item.flat()]
        tokens = [item for item in covered if item.has_cue_of(("flag", "record", "leadership"))]
        item = tokens[0].facts.get("value") or "rotating flag" if tokens else "post of bloc head"
        return {"bloc": self._context.bloc_entity(blocs[0]) if blocs else None, "item": item}


def _is_beside(rule: Rule, match: Match, items: Sequence[Item]) -> bool:
    """Whether a match stands right after a cue or a list that one opens, or right before a thing or a cue, that its rule bars."""
    before, following = items[: match.first], [item for item in items[match.last : match.last + 3] if not item.has_cue("article")]
    barring = str(rule.details.get("not_after", "")).split("|")
    if before and any(one.has_cue_of(barring) for one in (before[-1], items[_list_start(items, match.first) - 1])):
        return True
    barred = str(rule.details.get("not_before", "")).split("|")
    if following and (following[0].type in barred or following[0].has_cue_of(barred)):
        return True
    joined = following[1].type if len(following) > 1 and following[0].has_cue("and") else ""  # "A and B are head and deputy"
    return joined in str(rule.details.get("not_joined", "")).split("|") if joined else False


def _list_start(items: Sequence[Item], place: int) -> int:
    """Where the list of bodies begins that goes on at a place ("bloc 4 consists of A, B and C"); the place itself where none does."""
    while place > 1 and items[place - 2].type in BODIES and (items[place - 1].type == "," or items[place - 1].has_cue("and")):
        place -= 2
    return max(place, 1)


def _sayable(predicate: str, subject: Entity, obj: Entity | LiteralValue) -> bool:
    """Whether the ontology lets these two be joined so; and nothing is joined to itself."""
    allowed = vocabulary().predicates[predicate]
    if subject.type not in allowed.domain:
        return False
    if isinstance(obj, Entity):
        return obj.type in allowed.range and obj.id != subject.id
    return allowed.datatype is not None


def _span(match: Match, items: Sequence[Item], ends: Iterable[Item]) -> tuple[int, int]:
    """The run the match covers, stretched to an end that stands beside it (the text a document is about)."""
    start, end = items[match.first].start, items[match.last - 1].end
    for item in ends:
        if item.type == "text":
            end = max(end, item.end)
    return start, end
