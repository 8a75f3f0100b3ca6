"""From what a text calls a thing to the thing: the authority's where one knows it, else a provisional one with a canonical key.

Keys are made of what a name means, not of its words, wherever its grammar is known: `border guard / Hà Tĩnh` is one unit in
every language. Nothing is merged on a weak score: a name no file knows makes a thing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ontology.folding import fold
from ontology.identifiers import provisional_id, slug_of
from ontology.models import Entity, Name

from .authorities import AuthorityIndex


@dataclass(frozen=True)
class BlocKey:
    """What makes a bloc that bloc: whose it is, khối or cụm, its number or description, and the series where a number is not enough.

    `numeral` is the number as the source prints it (`IV`); it names the bloc but is no part of its identity.
    """

    parent: Entity | None
    cluster: bool
    number: str | None
    series: str = ""
    description: str = ""
    numeral: str = ""


class Reconciler:
    """Finds or makes the thing a mention stands for. `scope` (the document's id) keeps apart what one document alone can tell."""

    def __init__(self, index: AuthorityIndex, language: str, scope: str) -> None:
        self._index = index
        self._language = language
        self._scope = scope
        self._made: dict[tuple[str, ...], Entity] = {}  # a report names the same things over and over

    def known(self, identifier: str) -> Entity:
        """The thing of an authority id."""
        return self._index.entity(identifier)

    def named(self, kind: str, name: str) -> Entity | None:
        """The one known thing of a class that has this name."""
        found = self._index.find(name, kind)
        return self.known(found[0]) if len(found) == 1 else None

    def local_kind(self, owner: Entity | None) -> str | None:
        """The kind of body that an organisation has in every province (the Ministry of Public Security: police)."""
        record = self._index.by_id.get(owner.id) if owner is not None else None
        return record.local if record is not None else None

    def head_of(self, sector: Entity) -> Entity:
        """The body that acts for a sector (the Supreme People's Court for the courts); any other thing is itself."""
        record = self._index.by_id.get(sector.id)
        return self.known(record.headed_by) if record is not None and record.headed_by else sector

    def thing(self, kind: str, name: str, key: str = "", **labels: str) -> Entity:
        """The known thing of this name, else a provisional one; `key` defaults to the folded name, `labels` are preferred names."""
        asked = (kind, name, key, *labels, *labels.values())
        if asked not in self._made:
            self._made[asked] = self.named(kind, name) or self._provisional(kind, name, key, labels)
        return self._made[asked]

    def _provisional(self, kind: str, name: str, key: str, labels: Mapping[str, str]) -> Entity:
        names = [Name(text=name, language=self._language), *(Name(text=text, language=code) for code, text in labels.items() if text)]
        return _preferring(Entity.named(provisional_id(kind, key or fold(name), labels.get("vi") or name), names), labels)

    def place(self, name: str) -> Entity:
        """The known province of a name, else a place of which no file knows what place it is."""
        return self.named("unit", f"tỉnh {name}") or self.thing("unit", name, f"place/{fold(name)}")

    def bloc(self, key: BlocKey, mention: str) -> Entity:
        """The bloc of a key; one whose owner is not known stays the document's own."""
        identifier = self._bloc_id(key, mention)
        if identifier in self._index.by_id:
            return self.known(identifier)
        labels = (_bloc_labels(key) if key.number and key.parent else {}) or {self._language: mention}
        return Entity(id=identifier, labels=labels, provisional=True)

    def _bloc_id(self, key: BlocKey, mention: str) -> str:
        kind = "cum" if key.cluster else "khoi"
        if key.parent is None or not key.number:
            owner = key.parent.id if key.parent else self._scope
            what = key.number or fold(key.description or mention)
            return provisional_id("bloc", f"{owner}/{kind}/{what}/{fold(key.series)}", mention)
        parts = (key.parent.id.partition("/")[2], "cum" if key.cluster else "", key.number, slug_of(key.series))
        return "bloc/" + "-".join(filter(None, parts))

    def resolution(self, facts: Mapping[str, Any], mention: str) -> Entity:
        """The document of a number; the number's grammar makes its id, so all languages agree."""
        identifier = f"resolution/{facts['key']}"
        if identifier in self._index.by_id:
            return self.known(identifier)
        return Entity(id=identifier, labels={self._language: mention}, provisional=True)


def _preferring(entity: Entity, labels: Mapping[str, str]) -> Entity:
    """The thing with these as its preferred names; those it had become aliases."""
    preferred = {**entity.labels, **{code: text for code, text in labels.items() if text}}
    others = tuple(name for name in entity.names() if preferred[name.language] != name.text)
    return entity.model_copy(update={"labels": preferred, "aliases": tuple(sorted(others, key=lambda name: (name.language, name.text)))})


def _bloc_labels(key: BlocKey) -> dict[str, str]:
    """`Cụm thi đua số 4, các tỉnh, Bộ Công an` and `Emulation Cluster No. 4 of the Ministry of Public Security`."""
    parent = key.parent.labels if key.parent else {}
    kind = ("Cụm", "Cluster") if key.cluster else ("Khối", "Bloc")
    number = key.numeral or key.number
    labels = {}
    if "vi" in parent:
        series = f", {key.series}," if key.series else ""
        labels["vi"] = f"{kind[0]} thi đua số {number}{series} {parent['vi']}"
    if "en" in parent:
        labels["en"] = f"Emulation {kind[1]} No. {number} of {_article(parent['en'])}{parent['en']}"
    return labels


def _article(name: str) -> str:
    return "the " if name.split(" ", 1)[0] in {"Ministry", "General", "Border", "Supreme", "Government", "Office", "Central"} else ""
