"""Dates, years, periods and quarters, by the month names and words of a language pack; ISO 8601 comes out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from string import digits
from typing import Any

import regex

from .items import Item
from .view import TextView

_YEAR = r"(?:19|20)\d\d"
_NUMERIC = regex.compile(rf"(?<![\d/.,-])(?P<d>\d{{1,2}})(?P<s>[/.-])(?P<m>\d{{1,2}})(?P=s)(?P<y>{_YEAR})(?![\d/-]|\.\d)")
_ISO = regex.compile(rf"(?<![\d/-])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
_PERIOD = regex.compile(rf"(?<![\d/.,])(?P<a>{_YEAR})\s?[-–—]\s?(?P<b>{_YEAR}|\d\d)(?![\d/.,]\d|\d|-\d)")
_YEAR_ALONE = regex.compile(rf"(?<![\d/.,-])(?P<y>{_YEAR})(?![\d/]|[.,-]\d)")


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """`2025-06-28`, as far as it is known; `--06-28` for a day without its year; None where it is no date."""
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is None:
        return f"--{month:02}-{day:02}" if month and day else None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


class Calendar:
    """Finds what says when. `months`: twelve lists of names; `forms`: patterns in which {d}, {month}, {m} and {y} stand for the parts.

    Both are lower case, as the text is that they are looked for in. Of forms that fit in one place the first is taken.
    """

    def __init__(self, months: Sequence[Sequence[str]], forms: Sequence[str]) -> None:
        self._months = {name.lower(): number for number, names in enumerate(months, 1) for name in names}
        names = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True)) or "(?!)"
        parts = {"d": r"\d{1,2}", "month": rf"(?:{names})\b", "m": r"\d{1,2}", "y": rf"{_YEAR}(?!\d)"}
        filled = "|".join(_filled(form, number, parts) for number, form in enumerate(forms)) or "(?!)"
        # All forms in one expression: a text is gone through once. A year run into the next word ("2025in") is still a year.
        self._forms = re.compile(rf"(?<![\w/.,-])(?:{filled})(?!\d|(?<!\d)\w|/|[.,]\d)")

    def find(self, view: TextView) -> list[Item]:
        """Dates, periods and years of a text; of overlapping ones the longer."""
        taken: list[Item] = []
        for item in (*self._dates(view), *_periods(view.text), *_years(view.text)):
            place = bisect_left(taken, item.end, key=attrgetter("start"))
            if place == 0 or taken[place - 1].end <= item.start:
                taken.insert(place, item)
        return taken

    def _dates(self, view: TextView) -> Iterator[Item]:
        for form in (self._forms, _ISO, _NUMERIC):
            for match in form.finditer(view.lower):
                start, end = match.span()
                item = _date(view.text[start:end], (start, end), self._parts(match.groupdict()))
                if item is not None:
                    yield item

    def _parts(self, found: Mapping[str, str | None]) -> dict[str, int | None]:
        named = {name.rstrip(digits): value for name, value in found.items() if value is not None}
        number = {key: int(value) for key, value in named.items() if key in {"d", "m", "y"}}
        month = self._months.get(named.get("month", ""), number.get("m"))
        return {"year": number.get("y"), "month": month, "day": number.get("d")}


def _filled(form: str, number: int, parts: Mapping[str, str]) -> str:
    """A form's expression, whose groups carry its number: a name may stand but once in an expression."""
    return re.sub(r"\{([a-z]+)\}", lambda match: f"(?P<{match[1]}{number}>{parts[match[1]]})", form.replace(" ", r"\s+"))


def _date(text: str, span: tuple[int, int], parts: Mapping[str, int | None]) -> Item | None:
    date = iso(parts["year"], parts["month"], parts["day"])
    if date is None or (parts["year"] is None and parts["day"] is None):
        return None
    return Item("date", *span, facts={"date": date, "year": parts["year"], "text": text})


def _periods(text: str) -> Iterator[Item]:
    for match in _PERIOD.finditer(text):
        start, end = int(match["a"]), int(match["b"])
        end = end if end > 100 else start // 100 * 100 + end
        if start < end <= start + 30:
            yield Item("period", *match.span(), facts={"start": str(start), "end": str(end)})


def _years(text: str) -> Iterator[Item]:
    for match in _YEAR_ALONE.finditer(text):
        facts: dict[str, Any] = {"year": int(match["y"])}
        yield Item("year", *match.span(), facts=facts)
