"""From matches of relation rules to facts: the two ends, the qualifiers a sentence states or leaves to context, the status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ontology.models import Entity, LiteralValue, Status
from ontology.vocabulary import vocabulary

from .context import Context
from .facts import Fact
from .figures import measured
from .items import Item
from .modality import status_of
from .pack import Pack, Rule
from .patterns import Match

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
_OFFICES = frozenset({"leads_bloc", "deputy_leads_bloc", "member_of_bloc"})
_OFFICE_SLOTS = ("head", "head2", "deputy")
_WHEN = frozenset({"year", "date", "relative_year"})
_FORWARD = _OFFICES | {"promotes_movement", "implements"}
_OF_BODIES = _OFFICES | {"handed_over_to"}
_ACTING = frozenset({"bloc", "unit", "organization", "council", "movement"})


class RelationReader:
    """Reads the facts of one document's sentences, in their order."""

    def __init__(self, context: Context, pack: Pack, text: str) -> None:
        self._context = context
        self._pack = pack
        self._text = text
        self._issuers: dict[int, Entity] = {}

    def read(self, rule: Rule, match: Match, items: Sequence[Item]) -> Iterator[Fact]:
        """The facts of one match in a sentence."""
        subject_slot, object_slot = _ENDS[rule.yields]
        self._note_issuer(match)
        status = status_of(rule, match, items)
        for subject in self._ends(rule, match, subject_slot, items):
            for obj in self._ends(rule, match, object_slot, items):
                fact = self._fact(rule, match, items, (subject, obj), status)
                if fact is not None:
                    self._context.note(fact)
                    yield fact

    def _note_issuer(self, match: Match) -> None:
        """Who issued a document stands beside it: "Resolution 68 of the Politburo"."""
        for body in match.slots.get("body", ()):
            for resolution in match.slots.get("resolution", ()):
                if body.entity is not None:
                    self._issuers[resolution.start] = body.entity

    def _ends(self, rule: Rule, match: Match, slot: str, items: Sequence[Item]) -> Sequence[Item]:
        found = match.slots.get(slot) if not (slot == "resolution" and "target" in match.slots) else match.slots["target"]
        if found and rule.details.get("every") == slot:  # a list of people with their posts runs on to the end of the sentence
            kinds = {item.type for item in found}
            return [item for item in items[match.first :] if item.type in kinds]
        if found:
            return (*found, *match.slots.get(f"{slot}2", ()))
        assumed = rule.details.get(slot)
        if slot == "bloc" or assumed == "bloc":
            return self._bloc(match, items)
        place = items[match.first].start
        if assumed == "subject":
            return self._subject(match, items)
        if assumed == "actor":
            return self._acting(match, items) or self._bloc(match, items)
        if assumed == "council" and self._context.councils:
            return [council for council in self._context.councils if council.start <= place][-1:] or self._context.councils[:1]
        if assumed in {"person", "resolution"}:  # "he", "it"
            return self._context.last_named(assumed, place)
        if assumed == "next_head":  # "A then passed on the flag": to whom, an election before it has said
            return [Item("next_head", place, place)]
        if assumed == "near" and (following := self._following(match, items)):
            return following
        if rule.details.get("task") and match.slots.get("task"):
            return [self._task(match.slots["task"])]
        if slot == "movement":
            return [movement for movement in self._context.movements if movement.start <= place][-1:]
        if slot == "event" or assumed == "event":
            value = rule.details.get("event", "conference") if slot == "event" else "conference"
            return [Item("event", items[match.first].start, items[match.first].start, facts={"value": value})]
        if slot == "text":
            return self._rest(match, items)
        return []

    def _subject(self, match: Match, items: Sequence[Item]) -> Sequence[Item]:
        """Who a sentence is about: the first thing in it that acts, where the match comes later; else the bloc spoken of."""
        told = [item for item in _clause_before(match, items) if item.type in {"resolution", "movement"}]
        acting = told[-1:] or self._acting(match, items)
        if acting:
            return acting
        return [self._context.topic] if self._context.topic is not None else self._bloc(match, items)

    def _acting(self, match: Match, items: Sequence[Item]) -> Sequence[Item]:
        return [item for item in items[: match.first] if item.type in _ACTING][:1]

    def _task(self, named: Sequence[Item]) -> Item:
        """Work to be done by a day that is no movement: "files for the awards of 2025"."""
        first, last = named[0], named[-1]
        words = " ".join(self._text[first.start : last.end].split())
        return Item("task", first.start, last.end, self._context.reconciler.thing("task", words))

    def _following(self, match: Match, items: Sequence[Item]) -> Sequence[Item]:
        """The first movement after a place in the same paragraph: a name that follows in the next sentence."""
        place = items[match.first].start
        line_end = self._text.find("\n", place) % (len(self._text) + 1)
        return [movement for movement in self._context.movements if place <= movement.start < line_end and not movement.facts.get("anaphor")][:1]

    def _bloc(self, match: Match, items: Sequence[Item]) -> Sequence[Item]:
        """The bloc of the office named, else the one spoken of."""
        for slot in _OFFICE_SLOTS:
            for office in match.slots.get(slot, ()):
                if office.facts.get("bloc") is not None:
                    return [office.facts["bloc"]]
        current = self._context.current_bloc(items[match.first].start)
        return [current] if current is not None else []

    def _rest(self, match: Match, items: Sequence[Item]) -> Sequence[Item]:
        """What a document is about: the words from the match to the end of the clause."""
        following = items[match.last :]
        end = next((place for place, item in enumerate(following) if _ends_subject(following, place)), len(following))
        words = list(following[:end])
        while words and (words[-1].type == "." or words[-1].has_cue("and")):
            words.pop()
        return [Item("text", words[0].start, words[-1].end)] if words else []

    def _fact(self, rule: Rule, match: Match, items: Sequence[Item], ends: tuple[Item, Item], status: Status) -> Fact | None:
        ends = (self._standing_for(ends[0], rule.yields), self._standing_for(ends[1], rule.yields))
        subject, obj = self.entity(ends[0]), self.value(rule.yields, ends[1])
        if not isinstance(subject, Entity) or obj is None or not _sayable(rule.yields, subject, obj):
            return None
        start, end = _span(match, items, ends)
        fact = Fact(
            rule.yields,
            subject,
            obj,
            start,
            end,
            rule.name,
            status,
            self._qualifiers(rule, match, items, ends),
            float(rule.details.get("confidence", 0.9)),
            self._mention(ends[0]),
            self._mention(ends[1]),
        )
        return self._settled(fact, ends)

    def _standing_for(self, item: Item, predicate: str) -> Item:
        """Where bodies act, a person or a post stands for the body it belongs to ("Colonel X, rector of Y, received the flag")."""
        if item.type not in {"person", "post"} or predicate not in _OF_BODIES:
            return item
        for part in item.flat():
            body = self.body_of(part) if part.type == "post" else None
            if body is not None:
                return Item("unit", item.start, item.end, body)
        return item

    def body_of(self, post: Item) -> Entity | None:
        """The body a post belongs to: named with it, or meant by its kind alone ("deputy commander of the Region")."""
        body = post.facts.get("body")
        like = post.facts.get("like")
        if body is None and post.facts.get("council"):  # "a standing member": of the council spoken of
            return next((one.entity for one in reversed(self._context.councils) if one.start < post.start), None)
        return body if isinstance(body, Entity) or not like else self._context.like(like, post.start)

    def _settled(self, fact: Fact, ends: tuple[Item, Item]) -> Fact:
        """An office of a year to come is planned, whatever the tense; what context filled in is a little less sure."""
        year = fact.qualifiers.get("year")
        if fact.predicate in _FORWARD and fact.status == "asserted" and year and self._context.now and year > self._context.now:
            fact = replace(fact, status="planned")
        implied = sum(end.facts.get("anaphor", False) for end in ends)
        return replace(fact, confidence=round(fact.confidence - 0.1 * implied, 2))

    def entity(self, item: Item) -> Entity | None:
        """The thing an item means in this document."""
        if item.type == "bloc":
            return self._context.bloc_entity(item)
        if item.type in {"movement", "award"} and item.facts.get("anaphor"):
            spoken_of = self._context.movements if item.type == "movement" else self._context.awards
            named = [one for one in spoken_of if one.start < item.start and one.entity is not None]
            return named[-1].entity if named else None
        if item.type == "resolution":
            return self._context.resolution_entity(item, self._issuers.get(item.start))
        if item.type == "post":
            return self.body_of(item)
        if item.entity is None and item.facts.get("like"):  # "the Ministry": the one named last
            return self._context.like(item.facts["like"], item.start)
        if item.type == "next_head":
            bloc = self._context.current_bloc(item.start)
            entity = self._context.bloc_entity(bloc) if bloc is not None else None
            return self._context.next_heads.get(entity.id) if entity is not None else None
        if item.type == "holder":
            held = self._context.holders.get((item.facts["role"], item.facts["implied"]))
            return held.entity if held is not None else None
        if item.type == "event":
            bloc = self._context.current_bloc(item.start)
            holder = self._context.bloc_entity(bloc) if bloc is not None else None
            if holder is None and self._context.councils:
                holder = self._context.councils[0].entity
            return item.entity or self._context.event(str(item.facts.get("value", "conference")), holder, self._context.year)
        return item.entity

    def value(self, predicate: str, item: Item) -> Entity | LiteralValue | None:
        """The object an item stands for under a predicate: a thing, or a date, a period, a figure, a text."""
        datatype = vocabulary().predicates[predicate].datatype
        if datatype is None:
            return self.entity(item)
        if item.type == "date":
            return LiteralValue(literal=self._dated(item), datatype="date")
        if item.type == "period":
            return LiteralValue(literal=f"{item.facts['start']}-{item.facts['end']}")
        words = self._mention(item)
        return LiteralValue(literal=words, unit=measured(item, self._pack.scales).get("unit")) if words else None

    def _dated(self, item: Item) -> str:
        """The date, a day without a year in the document's year."""
        date = str(item.facts["date"])
        return f"{self._context.year}{date[1:]}" if date.startswith("--") and self._context.year else date

    def figure(self, item: Item) -> dict[str, Any]:
        """`value` and `unit` of a figure."""
        return measured(item, self._pack.scales)

    def _mention(self, item: Item) -> str:
        """The words that name it here: of a movement or award its name alone."""
        return str(item.facts.get("name") or "") if item.type in {"movement", "award"} and item.facts.get("name") else " ".join(self._text[item.start : item.end].split())

    def _qualifiers(self, rule: Rule, match: Match, items: Sequence[Item], ends: tuple[Item, Item]) -> dict[str, Any]:
        allowed = vocabulary().predicates[rule.yields].qualifiers
        found: dict[str, Any] = {key: value for key, value in rule.details.items() if key in allowed and key != "year"}
        for item in (*ends, *match.slots.get("title", ())):
            if item.type == "post":
                found["role"] = item.facts["role"]
            if item.type == "date" and "date" in allowed:
                found["date"] = self._dated(item)
            if item.type == "period":
                found.update(start=item.facts["start"], end=item.facts["end"])
            if item.type == "figure":
                found.update(measured(item, self._pack.scales))
        for date in match.slots.get("when", ()):
            found.update({"date": self._dated(date)} if date.type == "date" and "date" in allowed else {})
        if rule.yields == "handed_over_to":
            found.update(self._handover(match, items))
        elif "year" in allowed:
            found["year"] = self._year(rule, match, items)
        return {key: value for key, value in found.items() if value is not None and key in allowed}

    def _year(self, rule: Rule, match: Match, items: Sequence[Item]) -> int | None:
        """The year said in the match, of the office in it, of the plan under way, of the clause before it, or of the document."""
        for slot in ("year", "when", "date"):
            for item in match.slots.get(slot, ()):
                if (year := self._context.year_of(item)) is not None:
                    return year
        for slot in _OFFICE_SLOTS:
            for office in match.slots.get(slot, ()):
                if "year" in office.facts or "relative" in office.facts:
                    return self._context.year_of(office)
        if rule.details.get("year") == "next" and self._context.year is not None:
            return self._near(match, items) or self._context.year + 1
        if rule.details.get("year") == "plan":
            return self._context.plan_year or self._context.year
        if rule.yields in _OFFICES or rule.details.get("year") == "near":
            return self._near(match, items) or self._leading(match, items) or self._context.year
        return self._leading(match, items) or self._context.year

    def _near(self, match: Match, items: Sequence[Item]) -> int | None:
        """A year inside the match."""
        inside = [self._context.year_of(item) for item in items[match.first : match.last] if item.type in _WHEN]
        return inside[0] if inside else None

    def _leading(self, match: Match, items: Sequence[Item]) -> int | None:
        """The year or date the sentence opens with ("In 2026 ...", "At the end of 2026 ...")."""
        opening = [self._context.year_of(item) for item in items[: min(6, match.first)] if item.type in _WHEN]
        return opening[0] if opening else None

    def _handover(self, match: Match, items: Sequence[Item]) -> dict[str, Any]:
        """Bloc and the two years: of the offices named, else this year and the next."""
        offices = [office for slot in ("head", "head2") for office in match.slots.get(slot, ())]
        years = sorted({year for office in offices if (year := self._context.year_of(office)) is not None})
        years += [year for item in match.slots.get("year", ()) if (year := self._context.year_of(item)) is not None]
        current = self._leading(match, items) or self._context.year
        first = min(years) if len(years) > 1 else (years[0] - 1 if years and current and years[0] > current else years[0] if years else current)
        last = max(years) if len(years) > 1 else (first + 1 if first else None)
        blocs = self._bloc(match, items)
        bloc = self._context.bloc_entity(blocs[0]) if blocs else None
        flag = next((item.facts.get("value") for item in items[match.first : match.last] if any(map(item.has_cue, ("flag", "record", "leadership")))), "post of bloc head")
        return {"bloc": bloc, "from_year": first, "to_year": last, "item": flag or "rotating flag"}


def _clause_before(match: Match, items: Sequence[Item]) -> Sequence[Item]:
    """The items before a match in its own clause."""
    first = next((place + 1 for place in range(match.first - 1, -1, -1) if items[place].type == ";"), 0)
    return items[first : match.first]


def _ends_subject(items: Sequence[Item], place: int) -> bool:
    """Whether what a document is about ends here: at a semicolon, a relative clause, or a comma that plain words do not follow."""
    item = items[place]
    if item.type == ",":
        return place + 1 >= len(items) or items[place + 1].type != "word"
    return item.type in {";", ":", "("} or (item.has_cue("which") and not item.has_cue("article")) or item.has_cue("finite")


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
