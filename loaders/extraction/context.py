"""What a document lets its sentences leave out: which bloc "the bloc" is, which year "this year", whose conference it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any

from loaders.reconciliation import BlocKey, Reconciler
from ontology.identifiers import provisional_id
from ontology.models import Document, Entity

from .asides import is_aside
from .items import Item
from .legal import short_key
from .view import fold_text

_WITHIN = 300  # characters in which a year is still the one that the next is counted from
ADDRESS = re.compile(r"https?://\S+")
_SLUG_BLOC = re.compile(r"(?:^|-)(?P<kind>khoi|cum)-thi-dua-so-(?P<number>\d+)-(?P<rest>[a-z0-9-]+)")


@dataclass
class Context:
    """The state of reading one document; sentences are read in order and leave their traces here."""

    document: Document
    reconciler: Reconciler
    blocs: list[Item] = field(default_factory=list)
    sorts: Counter[bool] = field(default_factory=Counter)  # how many of them are clusters, and how many are not
    holders: dict[tuple[str, str], Item] = field(default_factory=dict)
    year: int | None = None
    now: int | None = None  # the year of writing: a chronicle tells of several up to it, what comes after it is planned
    plan_year: int | None = None
    years: list[Item] = field(default_factory=list)  # years and dates that are named, in the order of the text
    last_year: int | None = None  # the year named last ("that same year")
    title_bloc: Item | None = None
    councils: list[Item] = field(default_factory=list)
    movements: list[Item] = field(default_factory=list)
    topic: Item | None = None
    owner: Entity | None = None  # whose blocs the document is about, where it speaks of several at once
    resolutions: list[Item] = field(default_factory=list)
    spoken: Item | None = None  # the body the sentence before names first: "it" in the next
    launches: dict[str, Entity] = field(default_factory=dict)  # by who launched, the movement they launched first
    persons: list[Item] = field(default_factory=list)
    awards: list[Item] = field(default_factory=list)
    told: Item | None = None
    bodies: list[Item] = field(default_factory=list)
    unlike: set[int] = field(default_factory=set)  # where a bloc is named as one that another is mistaken for
    dateline: str = ""  # the first date in full, where the document has none of its own
    asides: set[int] = field(default_factory=set)  # where blocs are named that only explain a guest
    kinds: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # by the ids of bodies made of a kind and a place, the kind
    owners: dict[str, Entity] = field(default_factory=dict)  # by the ids of blocs, whose they are
    placeless: set[str] = field(default_factory=set)  # ids of bodies that are named without saying of what place
    places: dict[str, tuple[str, Entity | None]] = field(default_factory=dict)  # those that bodies are named after, by id or folded name
    seats: dict[str, Entity] = field(default_factory=dict)  # by the ids of bodies, their places
    unsettled: dict[str, bool] = field(default_factory=dict)  # ids of places known by name alone: whether they may mean several bodies
    heading: list[Item] = field(default_factory=list)  # the line without a sentence that stands over what is being read

    @property
    def early(self) -> bool:
        """Whether the document is of the first months: conferences then close the year before."""
        return (self.document.date or self.dateline)[5:7] in {"01", "02", "03"}

    @property
    def reviewed(self) -> int | None:
        """The year before, where the title of a document of January or February speaks of it: who is a member there was one then."""
        before = self.year - 1 if self.year is not None and self.early else None
        return before if before is not None and str(before) in (self.document.title or "") else None

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
        elif not (tail := str(body.facts.get("tail", ""))).islower():
            place = body.entity if body.facts.get("level") else body.facts.get("at")
            key = place.id if place is not None and not place.provisional else fold_text(tail)
            self.places[key] = (tail, place) if place is not None else self.places.get(key, (tail, None))
            if place is not None and body.entity is not None:
                self.seats[body.entity.id] = place

    def homes(self) -> list[tuple[str, Entity | None]]:
        """The places, by name, one of which bodies belong to that are named without one: those that have blocs, else all."""
        owned = {owner.id for owner in self.owners.values()}
        return [(name, place) for name, place in self.places.values() if place is not None and place.id in owned] or [*self.places.values()]

    def note_bloc(self, bloc: Item) -> None:
        """A bloc that is named, once where it stands in several mentions; blocs come in the order of the text."""
        for known in reversed(self.blocs):
            if known.start < bloc.start:
                break
            if known == bloc:
                return
        self.blocs.append(bloc)
        self.sorts[_is_cluster(bloc)] += not bloc.facts.get("anaphor")

    def note_asides(self, items: Sequence[Item]) -> None:
        """A bloc named in a relative clause ("unit A, which belongs to cluster III, was a guest") is not what the text goes on about."""
        self.asides.update(item.start for place, item in enumerate(items) if item.type == "bloc" and is_aside(items[:place]))
        if any(item.has_cue("unlike") for item in items):
            self.unlike.update(item.start for item in items if item.type == "bloc")

    def bloc_entity(self, item: Item) -> Entity | None:
        """Which bloc a mention means: by its own words, by another mention of its number, or the one spoken of last."""
        if item.entity is not None:
            if isinstance(item.facts.get("parent"), Entity):
                self.owners[item.entity.id] = item.facts["parent"]
            return item.entity
        facts = item.facts
        if facts.get("anaphor"):
            explicit = self._explicit_before(item)
            return self.bloc_entity(explicit) if explicit is not None else None
        known = self._known_otherwise(item)
        if known is not None:
            return self.bloc_entity(known)
        parent, series = facts.get("parent"), facts.get("series", "")
        if parent is None:
            fuller = self._fuller(item)
            parent, series = (fuller.facts["parent"], series or fuller.facts.get("series", "")) if fuller else (self.owner, series)
        key = BlocKey(parent, bool(facts.get("cluster")), facts.get("number"), series, facts.get("described", ""), facts.get("numeral", ""))
        bloc = self.reconciler.bloc(key, facts.get("surface", "") or "bloc")
        if parent is not None:
            self.owners[bloc.id] = parent
        return bloc

    def current_bloc(self, position: int, cluster: bool | None = None) -> Item | None:
        """The bloc (or the cluster, where there are both) spoken of last before a place in the text; else the only one at all."""
        if (last := next(self._spoken_of(position), None)) is None:
            return self.title_bloc or next((bloc for bloc in self.blocs if not bloc.facts.get("anaphor")), None)
        if cluster is None or not self.sorts[cluster]:
            return last
        return next((bloc for bloc in self._spoken_of(position) if _is_cluster(bloc) == cluster), last)

    def _spoken_of(self, position: int) -> Iterator[Item]:
        """The blocs that a text spoke of up to a place, the last first: those named in passing only where there are no others."""
        named = (bloc for bloc in before(self.blocs, position + 1) if not bloc.facts.get("anaphor"))
        central = (bloc for bloc in named if bloc.start not in self.asides or self._goes_on(bloc, position))
        first = next(central, None)
        if first is not None:
            yield first
            yield from central
            return
        yield from (bloc for bloc in before(self.blocs, position + 1) if not bloc.facts.get("anaphor"))

    def _goes_on(self, bloc: Item, position: int) -> bool:
        """Whether an aside about another bloc, begun in a sentence before, is still under way in its paragraph."""
        return bloc.start in self.unlike and "\n" not in self.document.text[bloc.start : position]

    def _explicit_before(self, item: Item) -> Item | None:
        return self.current_bloc(item.start, bool(item.facts.get("cluster")))

    def _fuller(self, item: Item) -> Item | None:
        """Another mention of the same number that names the parent: the nearest before, else any, else the title's."""
        number = item.facts.get("number")
        nearest = (bloc for bloc in before(self.blocs, item.start) if _names_parent(bloc, number))
        found = next(nearest, None) or next((bloc for bloc in self.blocs if _names_parent(bloc, number)), self.title_bloc)
        return found if found is not None and found.facts.get("number") == item.facts.get("number") else None

    def _known_otherwise(self, item: Item) -> Item | None:
        """The bloc that a mention without a number means: its owner's numbered one, or the one described by the same words and more."""
        facts = item.facts
        if facts.get("number"):
            return None
        if (owner := facts.get("parent")) is not None:
            numbered = [bloc for bloc in before(self.blocs, item.start) if bloc.facts.get("number") and bloc.facts.get("parent") == owner]
            return next((bloc for bloc in numbered if _is_cluster(bloc) == _is_cluster(item)), None)
        words = _described(item)
        fuller = (bloc for bloc in self.blocs if words and words < _described(bloc) and _is_cluster(bloc) == _is_cluster(item))
        return next((bloc for bloc in fuller if not bloc.facts.get("number")), None)

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
        return any(item.has_cue(cue) for item in self.heading) and not any(item.has_cue("negation") for item in self.heading)

    def like(self, kind: str, position: int) -> Entity | None:
        """The body of a kind ("corps", "council") named last before a place in the text; of any kind ("the same unit") where it is `*`."""
        bodies = self.councils if kind == "council" else self.bodies
        named = (one.entity for one in before(bodies, position) if one.entity is not None and not (kind == "*" and self._is_in_bloc(one)))
        return next((entity for entity in named if kind in {"*", "council"} or _is_called(entity, kind)), None)

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


def before(items: Sequence[Item], position: int) -> Iterator[Item]:
    """The items that begin before a place, the last first; items are noted in the order of the text."""
    return (items[place] for place in range(bisect_left(items, position, key=attrgetter("start")) - 1, -1, -1))


def _names_parent(bloc: Item, number: object) -> bool:
    return bloc.facts.get("parent") is not None and bloc.facts.get("number") == number


def _described(bloc: Item) -> frozenset[str]:
    """The words by which a bloc is described rather than numbered."""
    return frozenset(fold_text(str(bloc.facts.get("described", ""))).split())


def _is_called(entity: Entity, kind: str) -> bool:
    """Whether a body's name has a word (or one of several, `bank|banque`)."""
    return any(f" {one} " in f" {fold_text(name.text)} " for name in entity.names() for one in kind.split("|"))


def _is_cluster(bloc: Item) -> bool:
    """Whether a bloc is a cluster, by its words or, of a known one, by its id."""
    return bool(bloc.facts.get("cluster")) if bloc.entity is None else "-cum-" in bloc.entity.id


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
