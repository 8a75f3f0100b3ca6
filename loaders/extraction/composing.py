"""Composing: a body's kind and its place make one thing, whatever language says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.folding import fold
from ontology.models import Entity

from .names import is_place

PLACES = frozenset({"province", "city", "district", "commune", "ward"})  # kinds that are no body of a place but the place
_SMALLER = frozenset({"district", "commune", "ward"})
ACTING = frozenset({"peoples committee", "peoples council"})  # kinds that act for their place as a whole
_DISTRICTS = {"huyện": "District", "quận": "District", "xã": "Commune", "phường": "Ward"}
_REGION = re.compile(r"khu vực (?=[\dIVXL]+\Z)", re.IGNORECASE)  # of a service that goes by numbered regions
_NOWHERE = re.compile(r"(?: of(?: the)?)? \{\}$")
_OWN_LEVELS = frozenset({"tỉnh", "thành"})
_LEVEL = re.compile(r"\A(?:tỉnh|thành phố) ")
_LEVELS = frozenset({"tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị"})  # what Vietnamese writes small within the name of a body


def composed(
    reconciler: Reconciler,
    kind: Mapping[str, Any],
    place: Entity | None,
    name: str,
    surface: str = "",
    level: str = "",
    numbered: Any = None,
) -> Entity:
    """The body of a kind (the facts of its cue) at a place or of a name; `surface` is what the text calls it, where it does.

    `numbered` is what Vietnamese and English call the region that the name is the number of (`khu vực {}`, `Region {}`).
    """
    if place is not None and kind.get("kind") in PLACES and is_place(place.id):
        if kind["kind"] not in _SMALLER:
            return place
        place = None  # a ward may be called like a province
    spoken = {"vi": _place_name(place, "vi", name), "en": _place_name(place, "en", _in_english(name))}
    if level and place is None:  # `tỉnh Hòa Lâm`, as known provinces are called in their own language
        spoken["vi"] = f"{level.lower()} {name}"
    spoken |= {code: str(said).format(name) for code, said in (numbered or {}).items() if code in spoken}
    labels = {code: _called(str(kind[code]), spoken[code]) for code in ("vi", "en") if code in kind}
    key = f"{kind['kind']}/{fold(spoken['en'])}" if kind.get("kind") else fold(labels.get("vi", ""))
    kept = str(kind.get("class", "unit"))
    surface = surface or labels.get("en", name)
    return reconciler.named(kept, labels.get("vi", surface)) or reconciler.thing(kept, surface, key, **labels)


def _in_english(name: str) -> str:
    """A district or commune as English calls it, so that bodies of it are the same in all languages: `huyện Mường Nhé`."""
    level, _, bare = name.partition(" ")
    english = _DISTRICTS.get(level.lower())
    return f"{bare} {english}" if english and bare[:1].isupper() else _REGION.sub("Region ", name)


def _called(template: str, place: str) -> str:
    """`Department of Health of Lang Son`; `Department of Health`, where nothing says of what place; a level (`Tỉnh ủy`) once."""
    if template.split(" ", 1)[0].lower() in _OWN_LEVELS:
        place = _LEVEL.sub("", place)
    return template.format(place) if place else _NOWHERE.sub("", template)


def _place_name(place: Entity | None, language: str, surface: str) -> str:
    """A province or city as bodies are named after it: `tỉnh Lạng Sơn`, `Lang Son`, `Hai Phong`, `Ho Chi Minh City`."""
    if place is None or language not in place.labels:
        return surface
    name = place.labels[language]
    if language != "en":
        return name[:1].lower() + name[1:] if name.split(" ", 1)[0].lower() in _LEVELS else name
    short = name.removesuffix(" Province").removesuffix(" City")
    return short if name.endswith(" Province") or any(alias.text == short for alias in place.aliases) else name
