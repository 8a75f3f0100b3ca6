"""Documents that go from year to year: dated captions, chronologies, digests. Each paragraph has the year of its own opening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .items import Item
from .view import Sentence

_ENTRIES = 3  # dated paragraphs that make a chronicle
_LINE = 6  # items of a date line, which dates the document and no entry of it
_OPENING = 8  # items in which a paragraph's own date stands


def chronicle_years(read: Iterable[tuple[Sentence, Sequence[Item]]]) -> dict[int, int]:
    """The year of each paragraph, from its opening date or the one before it; empty where the document has but one year of its own."""
    openings: dict[int, int] = {}
    last = -1
    for sentence, items in read:
        if sentence.paragraph != last and (len(items) > _LINE or _heads(items)):
            year = _opening_year(items)
            if year is not None:
                openings[sentence.paragraph] = year
        last = sentence.paragraph
    if len(openings) < _ENTRIES or len(set(openings.values())) < 2:
        return {}
    years: dict[int, int] = {}
    current: int | None = None
    for paragraph in range(last + 1):
        current = openings.get(paragraph, current)
        if current is not None:
            years[paragraph] = current
    return years


def _heads(items: Sequence[Item]) -> bool:
    """Whether a sentence is nothing but the year or the full date that heads an entry ("2014.")."""
    return (
        len(items) == 2
        and (items[0].type == "year" or bool(items[0].type == "date" and items[0].facts.get("year")))
        and items[1].type in {".", ":"}
    )


def _opening_year(items: Sequence[Item]) -> int | None:
    """The year of a full date among the first items, or of a bare year that heads an entry ("2014. ...")."""
    for place, item in enumerate(items[:_OPENING]):
        if item.type == "date" and item.facts.get("year"):
            return int(item.facts["year"])
        if item.type == "year" and place == 0 and len(items) > 1 and items[1].type in {".", ":"}:
            return int(item.facts["year"])
    return None
