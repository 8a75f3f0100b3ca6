"""What a document lets its sentences leave out: which bloc "the bloc" is, which year "this year", whose conference it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.identifiers import provisional_id
from ontology.models import Document, Entity

from .items import Item, says
from .known_blocs import KnownBlocs, before
from .legal import short_key
from .view import fold_text

_HEADLINES = 200  # characters in which a text says what it reports of
_WITHIN = 300  # characters in which a year is still the one that the next is counted from
ADDRESS = re.compile(r"https?://\S+")
_SLUG_BLOC = re.compile(r"(?:^|-)(?P<kind>khoi|cum)-thi-dua-so-(?P<number>\d+)-(?P<rest>[a-z0-9-]+)")


@dataclass
class Context(KnownBlocs):
    """The state of reading one document; sentences are read in order and leave their traces here."""

    holders: dict[tuple[str, str], Item] = field(default_factory=dict)
    year: int | None = None
    now: int | None = None  # the year of writing: a chronicle tells of several up to it, what comes after it is planned
    plan_year: int | None = None
    years: list[Item] = field(default_factory=list)  # years and dates that are named, in the order of the text
    term: int | None = None  # the year to come that the sentence before gives an office for
    last_year: int | None = None  # the year named last ("that same year")
    councils: list[Item] = field(default_factory=list)
    offices: list[Item] = field(default_factory=list)  # posts in councils that are named by their owner's alone ("its council")
    movements: list[Item] = field(default_factory=list)
    topic: Item | None = None
    resolutions: list[Item] = field(default_factory=list)
    spoken: Item | None = None  # the body the sentence before names first: "it" in the next
    launches: dict[str, Entity] = field(default_factory=dict)  # by who launched, the movement they launched first
    persons: list[Item] = field(default_factory=list)
    awards: list[Item] = field(default_factory=list)
    employers: dict[str, Entity] = field(default_factory=dict)  # by persons, the body of the post they were last given
    told: Item | None = None
    bodies: list[Item] = field(default_factory=list)
    guests: set[int] = field(default_factory=set)  # where bodies are named in sentences on guests: no text goes on about them
    dateline: str = ""  # the first date in full, where the document has none of its own
    kinds: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # by the ids of bodies made of a kind and a place, the kind
    placeless: set[str] = field(default_factory=set)  # ids of bodies that are named without saying of what place
    places: dict[str, tuple[str, Entity | None]] = field(default_factory=dict)  # those that bodies are named after, by id or folded name
    seats: dict[str, Entity] = field(default_factory=dict)  # by the ids of bodies, their places
    unsettled: dict[str, bool] = field(default_factory=dict)  # ids of places known by name alone: whether they may mean several bodies
    letterhead: Item | None = None  # the body at the top of a document that it issues
    heading: list[Item] = field(default_factory=list)  # the line without a sentence that stands over what is being read

    @property
    def early(self) -> bool:
        """Whether the document is of the first months: conferences then close the year before."""
        date = self.document.date or self.dateline
        return (date[2:4] if date.startswith("--") else date[5:7]) in {"01", "02", "03"}

    @property
    def reviewed(self) -> int | None:
        """The year before, where the opening of a document of the first months speaks of it: who is a member there was one then."""
        before = self.year - 1 if self.year is not None and self.early else None
        return before if before is not None and str(before) in f"{self.document.title} {self.document.text[:_HEADLINES]}" else None

    def note_body(self, body: Item) -> None:
        """A body or a place that is named, and what kind of body it is, where it is made of a kind and a place."""
        if body.type != "place":
            self.bodies.append(body)
        elif "unsettled" in body.facts and body.entity is not None:
            self.unsettled[body.entity.id] = body.facts["unsettled"]
        kind = body.facts.get("kind_cue")
        if kind is not None and body.entity is not None:
            self.kinds[body.entity.id] = kind.facts
            self._note_place(body)

    def _note_place(self, body: Item) -> None:
        """The place of a body; a body of a sector that is named without one is one of the place the text is about."""
        if body.facts.get("placeless") and body.entity is not None:
            self.placeless.add(body.entity.id)
        elif (tail := str(body.facts.get("tail", ""))) and not tail.islower():
            place = body.entity if body.facts.get("level") else body.facts.get("at")
            if place is None and body.facts["kind_cue"].facts.get("free"):
                return  # a school's name is no place
            key = place.id if place is not None and not place.provisional else fold_text(tail)
            self.places[key] = (tail, place) if place is not None else self.places.get(key, (tail, None))
            if place is not None and body.entity is not None:
                self.seats[body.entity.id] = place

    def homes(self) -> list[tuple[str, Entity | None]]:
        """The places, by name, one of which bodies belong to that are named without one: the issuer's, those that have blocs, else all."""
        head = self.letterhead.entity if self.letterhead is not None else None
        if head is not None and (seat := self.seats.get(head.id)) is not None:
            return [self.places.get(seat.id, ("", seat))]
        owned = {owner.id for owner in self.owners.values()}
        return [(name, place) for name, place in self.places.values() if place is not None and place.id in owned] or [*self.places.values()]

    def resolution_entity(self, item: Item, issuer: Entity | None = None) -> Entity | None:
        """Which document a short number means: the one of that number named in full, else the one its issuer numbers so."""
        if item.entity is not None or "short" not in item.facts:
            return item.entity
        number, kind = item.facts["short"], item.facts["kind"]
        if item.facts.get("anaphor"):  # "the decree": the last of its kind that was named
            named = [one.entity for one in self.resolutions if one.start < item.start and one.facts.get("kind") == kind]
            return next((entity for entity in reversed(named) if entity is not None), None)
        same = [
            one
            for one in self.resolutions
            if one.entity is not None and one.facts.get("number") == number and one.facts.get("kind") in {kind, "document"}
        ]
        if same:
            return same[0].entity
        key = short_key(kind, number, issuer.id) if issuer is not None else None
        return self.reconciler.resolution({"key": key}, item.facts.get("surface", key)) if key else None

    def last_named(self, kind: str, position: int) -> list[Item]:
        """Whom "he" means before a place in the text: who was spoken of last; and "it", the document the last sentence told of."""
        if kind == "person":
            return list(islice(before(self.persons, position), 1))
        return [self.told] if self.told is not None else []

    def stands_under(self, cue: str) -> bool:
        """Whether the heading over this place says so ("A. Granted") and does not deny it."""
        return says(self.heading, cue) and not says(self.heading, "negation")

    def like(self, kind: str, position: int) -> Entity | None:
        """The body of a kind ("corps", "council") named last before a place in the text; of any kind ("the same unit") where it is `*`."""
        bodies = (self.councils or self.offices) if kind == "council" else self.bodies
        named = [one for one in before(bodies, position) if one.entity is not None and not (kind == "*" and self._is_in_bloc(one))]
        central = (one for one in named if one.start not in self.guests)
        meant = (one.entity for one in (*central, *named) if one.entity is not None)
        if kind in {"*", "council"}:
            return next(meant, None)
        called = next((entity for entity in meant if _is_called(entity, kind)), None)
        return self._seat(kind, [one.entity for one in named] if called is None else [called]) or called

    def _seat(self, kind: str, bodies: Iterable[Entity | None]) -> Entity | None:
        """The province that "his province" means where it is named but in the name of the body someone serves."""
        seats = (self.seats.get(body.id) for body in bodies if body is not None)
        return next((seat for seat in seats if seat is not None and _is_called(seat, kind)), None)

    def _is_in_bloc(self, body: Item) -> bool:
        """Whether a body is named only to say which bloc is meant: "A belongs to the bloc of the Ministry; its director ..." is of A."""
        return any(bloc.start <= body.start < bloc.end for bloc in self.blocs)

    def year_of(self, item: Item | None) -> int | None:
        """The year a date, year or relative year ("last year") means."""
        if item is None:
            return None
        if "same" in item.facts:
            return self.last_year
        if "step" in item.facts:
            told = self._year_told(item.start)
            return told + int(item.facts["step"]) if told is not None else None
        if "relative" in item.facts and self.year is not None:
            return self.year + int(item.facts["relative"])
        year = item.facts.get("year") or str(item.facts.get("start", ""))[:4] or None
        return int(year) if year is not None else self.year if item.facts.get("date") else None

    def _year_told(self, position: int) -> int | None:
        """The year that "the year before" counts from: the one named just before a place in the text, else the document's."""
        named = next(before(self.years, position), None)
        return int(named.facts["year"]) if named is not None and position - named.end < _WITHIN else self.year

    def event(self, kind: str, holder: Entity | None, year: int | None) -> Entity:
        """The document's event of a kind: with its holder and year where they are known, else the document's own."""
        key = f"{holder.id if holder else self.document.id}/{kind}/{year or ''}"
        name = " ".join(
            filter(None, (kind, "of", holder.labels.get("en") or next(iter(holder.labels.values()), "") if holder else "", str(year or "")))
        )
        label = name if holder else f"{kind} {year or ''}".strip()
        return Entity(id=provisional_id("event", key, label), labels={"en": label[:1].upper() + label[1:]}, provisional=True)


def _is_called(entity: Entity, kind: str) -> bool:
    """Whether a body's name has a word (or one of several, `bank|banque`)."""
    return any(f" {one} " in f" {fold_text(name.text)} " for name in entity.names() for one in kind.split("|"))


def slug_bloc(document: Document, reconciler: Reconciler) -> Item | None:
    """The bloc an address names in its Vietnamese slug (`…/khoi-thi-dua-so-4-bo-quoc-phong-tong-ket…`), where its owner is known."""
    for url in ADDRESS.finditer(document.text):
        match = _SLUG_BLOC.search(fold_text(url.group()))
        if match is None:
            continue
        words = match["rest"].split("-")
        for length in range(min(len(words), 8), 0, -1):
            name = " ".join(words[:length])
            parent = reconciler.named("organization", name) or reconciler.named("unit", name)
            if parent is not None:
                facts = {
                    "number": str(int(match["number"])),
                    "parent": parent,
                    "cluster": match["kind"] == "cum",
                    "series": "",
                    "surface": match.group().strip("-"),
                }
                start = url.start() + match.start("kind")
                return Item("bloc", start, url.start() + match.start("rest") + len("-".join(words[:length])), None, facts)
    return None
