"""How much two things are alike: by their names, the numbers in these, and what is said of both. Pure; decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ontology.folding import fold

from .answers import Likeness

_WEIGHTS = {"name": 0.70, "numbers": 0.10, "neighbours": 0.15, "documents": 0.05}
_ACRONYM = 0.9  # how alike a name and its initials are: others may have the same
_ONE_SILENT, _YEAR_ON_ONE_SIDE = 0.5, 0.75
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Profile:
    """What a thing is compared by: its names, what it is joined to (and how, and when), the documents that speak of it."""

    names: tuple[str, ...]
    neighbours: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


def likeness(one: Profile, other: Profile) -> Likeness | None:
    """How alike the two are, 0 to 1, in parts; None where every pair of names has numbers that differ, or one has no name."""
    compared = [found for left in one.names for right in other.names if (found := _names(left, right))]
    if not compared:
        return None
    name, numbers = max(compared, key=lambda found: _WEIGHTS["name"] * found[0] + _WEIGHTS["numbers"] * found[1])
    parts = {
        "name": name,
        "numbers": numbers,
        "neighbours": _shared(one.neighbours, other.neighbours),
        "documents": _shared(one.documents, other.documents),
    }
    score = sum(_WEIGHTS[part] * value for part, value in parts.items())
    return Likeness(score=round(score, 4), parts={part: round(value, 4) for part, value in parts.items()})


def at_most(found: Likeness) -> float:
    """The score it could have with all neighbours and documents in common."""
    return found.score + sum(_WEIGHTS[part] * (1 - found.parts[part]) for part in ("neighbours", "documents"))


def initials(name: str) -> str:
    """`Bộ Quốc phòng` -> `bqp`; empty for a name too short to have an acronym."""
    words = [word for word in fold(name).split() if not word.isdigit()]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def numbers(name: str) -> frozenset[str]:
    """The numbers in a name, Roman ones too: `Khối IV`, `34th Corps`."""
    roman = {str(_value(word)) for word in _WORDS.findall(name) if _ROMAN.fullmatch(word)}
    return frozenset(roman | {digits.lstrip("0") or "0" for digits in re.findall(r"\d+", fold(name))})


def _value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _names(left: str, right: str) -> tuple[float, float] | None:
    """How alike two names and their numbers are; None where the numbers differ."""
    agreed = _numbers(numbers(left), numbers(right))
    if agreed is None:
        return None
    one, other = _bare(left), _bare(right)
    if not one or not other:
        return float(one == other), agreed
    if initials(left) == other.replace(" ", "") or initials(right) == one.replace(" ", ""):
        return _ACRONYM, agreed
    return (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 200, agreed


def _bare(name: str) -> str:
    """The folded name without its numbers."""
    return " ".join(word for word in fold(_WORDS.sub(_without_roman, name)).split() if not any(map(str.isdigit, word)))


def _without_roman(word: re.Match[str]) -> str:
    return " " if _ROMAN.fullmatch(word[0]) else word[0]


def _numbers(left: frozenset[str], right: frozenset[str]) -> float | None:
    """A year that only one of them tells is no difference; any other number is."""
    if left == right:
        return 1.0
    if not left or not right:
        return _ONE_SILENT
    years = {number for number in left ^ right if _YEAR.fullmatch(number)}
    on_one_side = not (years & left and years & right)
    return _YEAR_ON_ONE_SIDE if on_one_side and left - years == right - years else None


def _shared(left: Iterable[str], right: Iterable[str]) -> float:
    one, other = set(left), set(right)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
