"""Bodies by sector: "the department of {sector}" in a pack is one phrase for every word that the pack has for every sector.

`sectors` of common.yaml names the sectors in Vietnamese and English; `sectors` of a pack says what its language calls them. A word
that ends in a hyphen (`bildungs-`) makes compounds: it goes before a noun without a space (`{sector}gewerkschaft`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SECTOR = "{sector}"

Sectors = Mapping[str, Sequence[str]]


def spelled_out(cues: Mapping[str, Any], sectors: Sectors, names: Sectors) -> dict[str, Any]:
    """The cues of a pack, those by sector spelled out: as many phrases as the sectors have words."""
    return {cue: _phrases(phrases, sectors, names) for cue, phrases in cues.items()}


def _phrases(phrases: Any, sectors: Sectors, names: Sectors) -> Any:
    if isinstance(phrases, list):
        return [said for phrase in phrases for _, said in _spelled(phrase, sectors)]
    return {said: _meant(value, sector, names) for phrase, value in phrases.items() for sector, said in _spelled(phrase, sectors)}


def _spelled(phrase: str, sectors: Sectors) -> Iterator[tuple[str, str]]:
    """(sector, phrase) for every sector that a phrase can be of; a phrase of none is itself."""
    if _SECTOR not in phrase:
        yield "", phrase
        return
    before, _, after = phrase.partition(_SECTOR)
    compound = after[:1].isalpha() or (after[:1] in {"(", "["} and bool(after[1:2].isalpha()))
    for sector, words in sectors.items():
        for word in words:
            if word.endswith("-") == compound:
                yield sector, f"{before}{word.removesuffix('-')}{after}"


def _meant(value: Any, sector: str, names: Sectors) -> Any:
    """What a phrase means, with the sector in it: `department/health`, `Sở Y tế {}`."""
    if not sector or not isinstance(value, dict):
        return value
    vietnamese, english = names.get(sector, (sector, sector))
    spoken = {"kind": sector, "vi": vietnamese, "en": english}
    return {key: text.replace(_SECTOR, spoken[key]) if key in spoken else text for key, text in value.items()} | {"sector": sector}
