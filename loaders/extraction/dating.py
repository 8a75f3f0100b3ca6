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
    """The year a document is about: of its title, its date, its address, else the one it names most."""
    closing = [int(item.facts["year"]) for item in years if item.type == "date" and item.facts.get("year") and _closes(document.text, item)]
    if closing or document.date:
        return max([*closing, int((document.date or "0000")[:4])])
    slug_year = next(
        (int(match["year"]) for url in ADDRESS.findall(document.text) for match in [_SLUG_YEAR.search(fold_text(url))] if match), None
    )
    stamp = next((match for url in ADDRESS.findall(document.text) for match in [_SLUG_STAMP.search(url)] if match), None)
    if slug_year is not None:
        return slug_year
    if stamp is not None:
        return 2000 + int(stamp["y"])
    dated = [item for item in years if item.type == "date" and item.facts.get("year")]
    listed = bool(dated) and _in_list(document.text, dated[0])
    if dated and not listed and dated[0].start < _OPENING:
        return int(dated[0].facts["year"])
    title_end = len(document.title or "") + 4
    issue = _ISSUE.search(document.text, 0, _MASTHEAD)
    if issue is not None:
        return int(issue["year"])
    titled = [_under_review(years, place) for place, item in enumerate(years) if item.type == "year" and item.end <= title_end]
    if titled or listed:
        return titled[0] if titled else None
    summed_up = next((int(item.facts["year"]) for place, item in enumerate(years) if item.type == "year" and _sums_up(years, place)), None)
    if summed_up is not None:
        return summed_up
    counted = Counter(int(item.facts["year"]) for item in years if item.facts.get("year"))
    return min(counted, key=lambda year: (-counted[year], year)) if counted else None


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
