"""Tables drawn with spaces or semicolons: each gap between two columns becomes a tab, so that the rows read as those of any table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\S {2,}\S")
_FEWEST_ROWS = 2
_MOST_OFF = 1  # characters by which a cell may begin beside its column
_MOST_COLUMNS = 10  # in prose set with wide spaces each word would be one
_FITTING = 0.8  # of the cells that begin where a column does
_LONGEST_CELL = 60

_Row = tuple[int, str]  # where a line begins, and its words


def as_rows(text: str) -> str:
    """The text, of the same length, with a tab before each further column of a table that spaces or semicolons draw."""
    if ";" not in text and "  " not in text:
        return text
    characters: list[str] | None = None
    for start, line in _marked(text):
        characters = characters if characters is not None else list(text)
        characters[start] = line
    return text if characters is None else "".join(characters)


def _marked(text: str) -> Iterator[tuple[int, str]]:
    """The places that part two cells, each with the sign that stands there from now on."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(text)]
    for gapped, run in groupby(lines, key=lambda line: _GAP.search(line[1].strip()) is not None):
        if gapped:
            yield from _aligned(list(run))
    for count, run in groupby(lines, key=lambda line: _separators(line[1])):
        rows = list(run)
        if count and len(rows) > _FEWEST_ROWS:
            yield from ((start + place, "\t") for start, line in rows for place, sign in enumerate(line) if sign == ";")


def _separators(line: str) -> int:
    """How many semicolons part the cells of a line, none where it reads as a sentence or as an item of a list."""
    cells = line.strip().split(";")
    short = all(0 < len(cell.strip()) <= _LONGEST_CELL or not cell for cell in cells)
    ends = line.rstrip().endswith((".", ":", ",")) or (len(cells) == _FEWEST_ROWS and not cells[-1].strip())
    return len(cells) - 1 if short and not ends and ": " not in line else 0


def _aligned(rows: Sequence[_Row]) -> Iterator[tuple[int, str]]:
    """The tabs of one run of lines with gaps in them, where the cells stand in columns."""
    columns = _columns(rows)
    if len(rows) < _FEWEST_ROWS or len(columns) < _FEWEST_ROWS:
        return
    for start, line in rows:
        before = 0
        for cell in _CELL.finditer(line):
            place = _place(columns, cell.start())
            for missing in range(place - before):  # a tab for every column gone by, as far as there is room
                if cell.start() - 1 - missing >= 0 and line[cell.start() - 1 - missing] == " ":
                    yield start + cell.start() - 1 - missing, "\t"
            before = max(before, place)


def _columns(rows: Sequence[_Row]) -> list[int]:
    """Where the columns begin: those of the row with most cells, if the other cells begin there too."""
    starts = [[cell.start() for cell in _CELL.finditer(line)] for _, line in rows]
    widest = max(range(len(starts)), key=lambda place: len(starts[place]))
    columns = starts[widest]
    others = [start for place, row in enumerate(starts) if place != widest for start in row[1:]]
    fits = sum(any(abs(start - column) <= _MOST_OFF for column in columns) for start in others)
    return columns if len(columns) <= _MOST_COLUMNS and others and fits >= _FITTING * len(others) else []


def _place(columns: Sequence[int], start: int) -> int:
    """Which column a cell stands in."""
    return max((place for place, column in enumerate(columns) if column <= start + _MOST_OFF), default=0)
