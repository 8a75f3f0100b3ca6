"""Full dates as people write them, in the languages of the packs; a date without its year is none."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ontology.folding import fold

from .stated import words

_DATE = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<iso>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})(?!\d)"
    r"|(?:ngày\s+)?(?P<vi_day>\d{1,2})\s+tháng\s+(?P<vi_month>\d{1,2})(?:\s+năm|,)?\s+(?P<vi_year>\d{4})(?!\d)"
    r"|(?P<day>\d{1,2})(?P<mark>[./-])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<year>\d{4})(?!\d)"
    r"|(?P<named_day>\d{1,2})(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?(?P<name>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<named_year>\d{4})(?!\d)"
    r"|(?P<us_name>\b[^\W\d_]{3,9})\.?\s+(?P<us_day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<us_year>\d{4})(?!\d)"
    r")",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_OTHER_WORDS = 3
_DATELINE = re.compile(r"\s*[^\W\d_][\w'’.-]*+(?:\s[^\W\d_][\w'’.-]*+){0,4}\s?(?:\([^)]{1,30}\)\s?)?[,(]\s*(?:den |le |the )?$")


def stamp(value: str | None) -> str | None:
    """The day of a machine's time stamp: `2025-10-10T15:20:00+07:00` -> `2025-10-10`; other ways of writing as people write them."""
    if not value:
        return None
    match = _STAMP.match(value)
    return _iso(match[1], match[2], match[3]) if match else next((date for date, _, _ in find(value[:100])), None)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Each full date as ISO 8601, with its place; in figures the day stands first, as in English from Vietnam too."""
    if not _YEAR.search(text):
        return
    for match in _DATE.finditer(text):
        date = _read({key: value for key, value in match.groupdict().items() if value})
        if date:
            yield date, match.start(), match.end()


def date_line(line: str) -> str | None:
    """The date of a line that is little else than a date: `Thứ Sáu, 10/10/2025 15:20`, `Hà Nội, ngày 20 tháng 01 năm 2026`."""
    if len(line) > 120:
        return None
    for date, start, end in find(line):
        beside = [word for word in fold(f"{line[:start]} {line[end:]}").split() if word.isalpha()]
        others = [word for word in beside if word not in words().beside_dates]
        if words().of_other_days.isdisjoint(beside) and len(others) <= _OTHER_WORDS:
            return date
    return None


def dateline(line: str) -> str | None:
    """The date with which a report opens: `Hanoi, 26. Dezember 2025. Vor 2.223 Delegierten ...`."""
    for date, start, end in find(line[:100]):
        if _DATELINE.fullmatch(line[:start]) and re.match(r"\s*(?:[.:)–—-]|\(|$)", line[end : end + 3]):
            return date
    return None


def _read(parts: dict[str, str]) -> str | None:
    if "iso" in parts:
        return _iso(parts["iso"], parts["iso_month"], parts["iso_day"])
    if "vi_year" in parts:
        return _iso(parts["vi_year"], parts["vi_month"], parts["vi_day"])
    if "year" in parts:
        return _iso(parts["year"], parts["month"], parts["day"])
    name = parts.get("name") or parts["us_name"]
    month = words().months.get(fold(name))
    return _iso(parts.get("named_year") or parts["us_year"], str(month), parts.get("named_day") or parts["us_day"]) if month else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat() if 1000 <= int(year) < 3000 else None
    except ValueError:
        return None
