"""The year a document is about: of its closing or opening date, its address, its title, or the one it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.readers.dates import date_line
from ontology.models import Document

from .context import ADDRESS
from .items import Item
from .view import fold_text

_SHORT_LINE = 50  # characters
_SENTENCE_ENDS = frozenset(".;:")  # what ends so tells of a day ("Review before 30 June."), and does not date the text
_CLAUSE = 100  # characters
_AHEAD = ("plans_for", "leadership", "flag")  # offices are passed on for the year to come
_BESIDE = 40  # characters between such words and their year
_OPENING = 400  # characters, in which a text says when it was written
_LISTED = re.compile(r"[ \t]*(?:\d{1,3}[.)]|[-•*–])[ \t]")
_ISSUE = re.compile(r"(?<![\d/.-])\d{1,3}\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/])")  # "Issue 1/2025", "tháng 12/2025"
_MASTHEAD = 150  # characters
_SLUG_YEAR = re.compile(r"(?:^|-)nam-(?P<year>(?:19|20)\d\d)(?:-|$)")
_SLUG_STAMP = re.compile(r"\d{3}(?P<y>\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d\d{2,}")


def settle_year(document: Document, years: Sequence[Item]) -> int | None:
    """The year a document is about: of its date, its address, its opening or title, else the one it names most; None where none tells.

    `years` are the years and dates in it, in order, with the words of summing up and of plans among them.
    """
    guesses = (_dated, _addressed, _opened, _issued, _titled, _summed_up, _named_most)
    return next((year for guess in guesses if (year := guess(document, years)) is not None), None)


def _dated(document: Document, years: Sequence[Item]) -> int | None:
    """The year of the date a document has, or that of its last line where that is later."""
    closing = [int(item.facts["year"]) for item in _dates(years) if _closes(document.text, item)]
    return max([*closing, int((document.date or "0000")[:4])]) or None


def _addressed(document: Document, _years: Sequence[Item]) -> int | None:
    """The year that an address in the text says, in words before by the stamp of its time."""
    addresses = ADDRESS.findall(document.text)
    worded = (match for address in addresses if (match := _SLUG_YEAR.search(fold_text(address))) is not None)
    stamped = (match for address in addresses if (match := _SLUG_STAMP.search(address)) is not None)
    return next((int(match["year"]) for match in worded), None) or next((2000 + int(match["y"]) for match in stamped), None)


def _opened(document: Document, years: Sequence[Item]) -> int | None:
    """The year of the date that a text opens with."""
    first = next(iter(_dates(years)), None)
    opens = first is not None and first.start < _OPENING and not _in_list(document.text, first)
    return int(first.facts["year"]) if first is not None and opens else None


def _issued(document: Document, _years: Sequence[Item]) -> int | None:
    issue = _ISSUE.search(document.text, 0, _MASTHEAD)
    return int(issue["year"]) if issue is not None else None


def _titled(document: Document, years: Sequence[Item]) -> int | None:
    title_end = len(document.title or "") + 4
    return next((_under_review(years, place) for place, item in enumerate(years) if item.type == "year" and item.end <= title_end), None)


def _summed_up(document: Document, years: Sequence[Item]) -> int | None:
    if _is_list(document, years):
        return None
    return next((int(item.facts["year"]) for place, item in enumerate(years) if item.type == "year" and _sums_up(years, place)), None)


def _named_most(document: Document, years: Sequence[Item]) -> int | None:
    """The year named most often, of several the first; a list of dated things is of no one year."""
    counted = Counter(int(item.facts["year"]) for item in years if item.facts.get("year"))
    return min(counted, key=lambda year: (-counted[year], year)) if counted and not _is_list(document, years) else None


def _dates(years: Sequence[Item]) -> list[Item]:
    return [item for item in years if item.type == "date" and item.facts.get("year")]


def _is_list(document: Document, years: Sequence[Item]) -> bool:
    """Whether the first date of a document stands in a list."""
    return any(_in_list(document.text, item) for item in _dates(years)[:1])


def _under_review(found: Sequence[Item], place: int) -> int:
    """The year a title speaks of: where it tells of what is planned for one, the year before it, if the text names that as well."""
    year = int(found[place].facts["year"])
    planned = any(item.has_cue_of(_AHEAD) and found[place].start - item.end < _BESIDE for item in found[max(0, place - 5) : place])
    return year - 1 if planned and any(item.facts.get("year") == year - 1 for item in found) else year


def _sums_up(found: Sequence[Item], place: int) -> bool:
    """Whether a year is the first named after words of summing up ("closed the movement of 2025 and passed on the flag for 2026")."""
    for item in reversed(found[:place]):
        if item.type == "year" or found[place].start - item.end > _CLAUSE:
            return False
        if item.has_cue("conclude"):
            return True
    return False


def _closes(text: str, date: Item) -> bool:
    """Whether a date stands in a short last line of its own ("Updated 18/7/2025")."""
    start, end = text.rfind("\n", 0, date.start) + 1, text.find("\n", date.end) % (len(text) + 1)
    line = text[start:end].rstrip()
    return start > len(text) // 2 and end - start < _SHORT_LINE and line[-1:] not in _SENTENCE_ENDS and date_line(line) is not None


def _in_list(text: str, date: Item) -> bool:
    """Whether a date stands in a line of a list: it is that of a decision or a deed told there, and not the document's."""
    return _LISTED.match(text, text.rfind("\n", 0, date.start) + 1, date.start) is not None  # "2. februar" marks no list
