"""What the heads of columns, the keys of entries and the opening lines of lists stand for: "Leader 2026", "Due:", "Thành phần tham dự:"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ontology.folding import fold

from .items import Item
from .pack import Pack, expand
from .pack_files import PackError, read_pack_file

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 90  # characters of a key
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\b")
_ASIDE = re.compile(r"\([^)]*\)")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[IVX]{1,4})[.)]\s+")
_WHEN = frozenset({"year", "period", "relative_year", "date"})
_SMALL = frozenset({"article", "of", "in", "for", "is", "number", "by"})


@dataclass(frozen=True)
class Heading:
    """A field, with the year or the bloc that its words say besides."""

    field: str
    year: Item | None = None
    bloc: Item | None = None
    cluster: bool = False


class Fields:
    """The fields of one language."""

    def __init__(self, pack: Pack) -> None:
        self._by_words, self._small = _words(pack.language)

    def named(self, words: str) -> str | None:
        """The field that some words are the name of, whatever year or aside stands with them."""
        if len(words) > _LONGEST:
            return None
        bare = _spelled(_ASIDE.sub(" ", _YEARS.sub(" ", _NUMBERED.sub("", words)))).split()
        # "Khối trưởng năm 2025", "the members": a small word may be left over at either end.
        while bare and " ".join(bare) not in self._by_words and bare[-1] in self._small:
            bare.pop()
        while bare and " ".join(bare) not in self._by_words and bare[0] in self._small:
            bare.pop(0)
        return self._by_words.get(" ".join(bare)) if bare else None

    def heading(self, words: str, items: Sequence[Item]) -> Heading | None:
        """What the head of a column or the key of an entry says."""
        parts = [part for item in items for part in item.flat()]
        year = next((part for part in parts if part.type in _WHEN), None)
        bloc = next((part for part in parts if part.type == "bloc" and not part.facts.get("anaphor")), None)
        cluster = any(part.facts.get("cluster") for part in parts)
        field = self.named(words) or _office(items)
        return Heading(field, year, bloc, cluster) if field else None

    def is_exactly(self, words: str, field: str) -> bool:
        """Whether some words are the name of a field and nothing else."""
        return self._by_words.get(_spelled(words)) == field


def _office(items: Sequence[Item]) -> str | None:
    """The office that nothing but its own words name."""
    offices = [item for item in items if item.type in {"head", "deputy"}]
    if len(offices) != 1 or not all(item is offices[0] or _is_small(item) for item in items):
        return None
    return offices[0].type


def _is_small(item: Item) -> bool:
    return item.type in _WHEN or item.type in {"(", ")", ".", "bloc", "number"} or item.has_cue_of(_SMALL)


@cache
def _words(language: str) -> tuple[Mapping[str, str], frozenset[str]]:
    """The fields of a language by their names, and the small words that may stand around a name."""
    folder = resources.files("loaders").joinpath("packs")
    try:
        declared = read_pack_file(folder, f"{language}.yaml").get("fields", {})
    except PackError:  # a language in the making, whose pack stands elsewhere
        declared = {}
    small = frozenset(_spelled(name) for name in declared.pop("small", ()))
    names = [(name, field) for field, phrases in declared.items() for phrase in phrases for name in expand(str(phrase))]
    return {fold(name): field for name, field in names} | {_spelled(name): field for name, field in names}, small


def _spelled(words: str) -> str:
    """Words in small letters, without signs: with their marks where they have any, as Vietnamese tells words apart by them."""
    return " ".join(_WORD.findall(words.lower()))
