"""Documents that go from year to year: dated captions, chronologies, digests. Each paragraph has the year of its own opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .items import Item
from .view import Sentence

_ENTRIES = 3  # dated paragraphs that make a chronicle
_HEADED = 2  # headings of years that make one, and different years that any has
_BESIDE = 2  # words beside the year in such a heading
_SIGNS = frozenset(".:#*-–—=()[]")
_LINE = 6  # items of a date line, which dates the document and no entry of it
_LIVING = 40  # years that a chronicle without headings goes back
_OPENING = 8  # items in which a paragraph's own date stands


def chronicle_years(read: Iterable[tuple[Sentence, Sequence[Item]]]) -> dict[int, int]:
    """The year of each paragraph, from its opening date or the one before it; empty where the document has but one year of its own."""
    openings: dict[int, int] = {}
    headings = 0
    last = -1
    for paragraph, items in _openings(read):
        heading = _headed(items)
        year = _opening_year(items) if heading is None and (len(items) > _LINE or _heads(items)) else heading
        if year is not None:
            openings[paragraph] = year
            headings += heading is not None
        last = paragraph
    if headings < len(openings):  # an appeal of old that a paragraph begins with is no entry
        openings = {paragraph: year for paragraph, year in openings.items() if year >= max(openings.values()) - _LIVING}
    if len(openings) < (_HEADED if headings == len(openings) else _ENTRIES) or len(set(openings.values())) < _HEADED:
        return {}
    years: dict[int, int] = {}
    current: int | None = None
    for paragraph in range(last + 1):
        current = openings.get(paragraph, current)
        if current is not None:
            years[paragraph] = current
    return years


def _openings(read: Iterable[tuple[Sentence, Sequence[Item]]]) -> Iterator[tuple[int, Sequence[Item]]]:
    """The first sentence of each paragraph."""
    last = -1
    for sentence, items in read:
        if sentence.paragraph != last:
            yield sentence.paragraph, items
        last = sentence.paragraph


def _headed(items: Sequence[Item]) -> int | None:
    """The year of a heading that is little else: "2023", "Năm 2024:", "The year 2022", "2021-2022", of which the first counts."""
    years = [item for item in items if item.type in {"year", "period"}]
    others = [item for item in items if item.type not in {"year", "period"} and item.type not in _SIGNS]
    if len(years) != 1 or len(others) > _BESIDE or not all(item.type in {"word", "name"} or item.type[0] == "<" for item in others):
        return None
    facts = years[0].facts
    return int(str(facts.get("year") or facts.get("start"))[:4]) if "year" in facts or "start" in facts else None


def _heads(items: Sequence[Item]) -> bool:
    """Whether a sentence is nothing but the year or the full date that heads an entry ("2014.")."""
    return (
        len(items) == 2
        and (items[0].type == "year" or bool(items[0].type == "date" and items[0].facts.get("year")))
        and items[1].type in {".", ":"}
    )


def _is_of_another(items: Sequence[Item], place: int) -> bool:
    """Whether a date is that of the document named before it, or the day by which something is due: no entry of that year begins so."""
    return place > 0 and (items[place - 1].type == "resolution" or items[place - 1].has_cue("due"))


def _opening_year(items: Sequence[Item]) -> int | None:
    """The year of a full date among the first items, or of a bare year that heads an entry ("2014. ...")."""
    for place, item in enumerate(items[:_OPENING]):
        if item.type == "date" and item.facts.get("year") and not _is_of_another(items, place):
            return int(item.facts["year"])
        if item.type == "year" and place == 0 and len(items) > 1 and items[1].type in {".", ":"}:
            return int(item.facts["year"])
    return None
