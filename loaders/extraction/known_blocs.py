"""The blocs of one document: which of them "the bloc" is, and "bloc 2", and whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from loaders.reconciliation import BlocKey, Reconciler
from ontology.models import Document, Entity

from .asides import is_aside
from .items import Item, says
from .view import fold_text


@dataclass
class KnownBlocs:
    """What a document has said of blocs so far, and names anywhere."""

    document: Document
    reconciler: Reconciler
    blocs: list[Item] = field(default_factory=list)
    sorts: Counter[bool] = field(default_factory=Counter)  # how many of them are clusters, and how many are not
    title_bloc: Item | None = None
    owner: Entity | None = None  # whose blocs the document is about, where it speaks of several at once
    emulation: bool = False  # whether it names any as a bloc of emulation: blocks of flats have numbers as well
    unlike: set[int] = field(default_factory=set)  # where a bloc is named as one that another is mistaken for
    asides: set[int] = field(default_factory=set)  # where blocs are named that only explain a guest
    supposed: set[int] = field(default_factory=set)  # where blocs are named by way of example: no text goes on about them
    owners: dict[str, Entity] = field(default_factory=dict)  # by the ids of blocs, whose they are

    def note_bloc(self, bloc: Item) -> None:
        """A bloc that is named, once where it stands in several mentions; blocs come in the order of the text."""
        for known in reversed(self.blocs):
            if known.start < bloc.start:
                break
            if known == bloc:
                return
        self.blocs.append(bloc)
        self.emulation = self.emulation or not bloc.facts.get("bare")
        self.sorts[_is_cluster(bloc)] += not bloc.facts.get("anaphor")

    def note_asides(self, items: Sequence[Item]) -> None:
        """A bloc named in a relative clause ("unit A, which belongs to cluster III, was a guest") is not what the text goes on about."""
        places = [place for place, item in enumerate(items) if item.type == "bloc"]
        self.asides.update(items[place].start for place in places if is_aside(items[:place]))
        if places and says(items, "if"):
            supposed = next(place for place, item in enumerate(items) if item.has_cue("if"))
            self.supposed.update(items[place].start for place in places if place > supposed)
        if places and says(items, "unlike"):
            self.unlike.update(items[place].start for place in places)

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
        if facts.get("bare") and facts.get("number") and not facts.get("parent") and not self.emulation and self.title_bloc is None:
            return None
        known = self._known_otherwise(item)
        if known is not None:
            return self.bloc_entity(known)
        parent, series = facts.get("parent"), facts.get("series", "")
        if parent is None:
            fuller = self._fuller(item)
            parent, series = (fuller.facts["parent"], series or fuller.facts.get("series", "")) if fuller else (self.owner, series)
        elif not series:
            series = self._only_series(item)
        key = BlocKey(parent, bool(facts.get("cluster")), facts.get("number"), series, facts.get("described", ""), facts.get("numeral", ""))
        bloc = self.reconciler.bloc(key, facts.get("surface", "") or "bloc")
        if parent is not None:
            self.owners[bloc.id] = parent
        return bloc

    def current_bloc(self, position: int, cluster: bool | None = None) -> Item | None:
        """The bloc (or the cluster, where there are both) spoken of last before a place in the text; else the only one at all."""
        if (last := next(self._spoken_of(position), None)) is None:
            return self.title_bloc or next((bloc for bloc in self.blocs if self._is_told_of(bloc)), None)
        if cluster is None or not self.sorts[cluster]:
            return last
        return next((bloc for bloc in self._spoken_of(position) if _is_cluster(bloc) == cluster), last)

    def _spoken_of(self, position: int) -> Iterator[Item]:
        """The blocs that a text spoke of up to a place, the last first: those named in passing only where there are no others."""
        named = (bloc for bloc in before(self.blocs, position + 1) if self._is_told_of(bloc))
        central = (bloc for bloc in named if bloc.start not in self.asides or self._goes_on(bloc, position))
        first = next(central, None)
        if first is not None:
            yield first
            yield from central
            return
        yield from (bloc for bloc in before(self.blocs, position + 1) if self._is_told_of(bloc))

    def _is_told_of(self, bloc: Item) -> bool:
        """Whether a bloc is named, and not only supposed."""
        return not bloc.facts.get("anaphor") and bloc.start not in self.supposed

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

    def _only_series(self, item: Item) -> str:
        """The series that a number of this owner's is given elsewhere, where it is given but one: "Bloc 2 of the Ministry" is that."""
        same = (
            bloc.facts for bloc in self.blocs if _names_parent(bloc, item.facts.get("number")) and _is_cluster(bloc) == _is_cluster(item)
        )
        given = {str(facts["series"]) for facts in same if facts["parent"] == item.facts["parent"] and facts.get("series")}
        return given.pop() if len(given) == 1 else ""

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


def before(items: Sequence[Item], position: int) -> Iterator[Item]:
    """The items that begin before a place, the last first; items are noted in the order of the text."""
    return (items[place] for place in range(bisect_left(items, position, key=attrgetter("start")) - 1, -1, -1))


def _names_parent(bloc: Item, number: object) -> bool:
    return bloc.facts.get("parent") is not None and bloc.facts.get("number") == number


def _described(bloc: Item) -> frozenset[str]:
    """The words by which a bloc is described rather than numbered."""
    return frozenset(fold_text(str(bloc.facts.get("described", ""))).split())


def _is_cluster(bloc: Item) -> bool:
    """Whether a bloc is a cluster, by its words or, of a known one, by its id."""
    return bool(bloc.facts.get("cluster")) if bloc.entity is None else "-cum-" in bloc.entity.id
