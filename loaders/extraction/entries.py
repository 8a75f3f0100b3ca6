"""Entries, "key: value": offices, who was there, deadlines, alone or a few together; a bloc with its offices in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .cells import Cell, Record
from .facts import Fact
from .fields import Fields, Heading
from .items import Item
from .lines import Line
from .records import RecordReader

_LONGEST_KEY = 10  # items
_OFFICES = frozenset({"head", "deputy"})
_LINKS = frozenset({":", "-", "–", "—", "="})
_FEWEST = 4  # items of a bloc with an office and who holds it
_APART = frozenset({"head", "deputy", "member", "giver", "receiver", "chair", "speaker", "attendee", "guest", "absent"})
MEETING = frozenset({"chair", "speaker", "attendee", "guest", "absent"})  # nobody leads a bloc there, though they chair
WRONG = frozenset({"wrong"})
_ONCE = frozenset({"movement", "task", "resolution", "award", "recipient"})  # what begins a record anew


@dataclass(frozen=True)
class Entry:
    """A key with its value, in a line."""

    heading: Heading
    value: tuple[Item, ...]
    line: Line
    start: int

    @property
    def cell(self) -> Cell:
        """Its value as the cell of a record."""
        return Cell(self.value, self.heading)


class EntryReader:
    """Reads the entries of one document, line by line."""

    def __init__(self, fields: Fields, records: RecordReader, language: str) -> None:
        self._fields = fields
        self._records = records
        self._rule = f"{language}/entry"

    def read(self, lines: Sequence[Line]) -> Iterator[Fact]:
        """The facts of every entry."""
        group: list[Entry] = []
        bloc: Item | None = None
        year: Item | None = None  # "Leader 2026: A", "Deputy: B": an office is for the year of the one before it
        last = -2
        for line in lines:
            entries = list(self.entries(line))
            if line.paragraph > last + 1:
                yield from self._together(group)
                group, bloc, year = [], None, None
            for entry in entries:
                last = line.paragraph
                if entry.heading.field == "bloc":
                    bloc = self._records.cells.bloc_in(entry.cell, entry.heading.cluster)
                elif entry.heading.field in _APART:
                    year = entry.heading.year or (year if entry.heading.field in _OFFICES else None)
                    dated = replace(entry, heading=replace(entry.heading, year=year))
                    yield from self._alone(dated, entry.heading.bloc or bloc)
                else:
                    if entry.heading.field in _ONCE and any(one.heading.field == entry.heading.field for one in group):
                        yield from self._together(group)
                        group = []
                    group.append(entry)
            yield from self._offices(line)
        yield from self._together(group)

    def spans(self, lines: Sequence[Line], fields: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Where the entries of some fields stand."""
        for line in lines:
            for entry in self.entries(line):
                if entry.heading.field in fields:
                    yield entry.start, entry.value[-1].end

    def entries(self, line: Line) -> Iterator[Entry]:
        """The entries of a line: each sentence that begins with a key, and what follows semicolons likewise."""
        for _, items in line.sentences:
            for part in _parts(items):
                colon = next((place for place, item in enumerate(part[: _LONGEST_KEY + 1]) if item.type == ":"), None)
                if not colon or colon + 1 >= len(part):
                    continue
                heading = self.heading(part[:colon])
                if heading is not None:
                    value = tuple(_trimmed(part[colon + 1 :]))
                    if value:
                        yield Entry(heading, value, line, part[0].start)

    def heading(self, key: Sequence[Item]) -> Heading | None:
        """What a key says, None where it is none."""
        return self._fields.heading(self._records.cells.words(key), key) if key else None

    def _alone(self, entry: Entry, bloc: Item | None) -> Iterator[Fact]:
        cells = {entry.heading.field: entry.cell}
        yield from self._records.read(Record(cells, entry.start, entry.value[-1].end, self._rule, bloc, paragraph=entry.line.paragraph))

    def _together(self, group: Sequence[Entry]) -> Iterator[Fact]:
        """Entries in a row make one record."""
        cells: dict[str, Cell] = {}
        for entry in group:
            cells.setdefault(entry.heading.field, entry.cell)
        if cells:
            start, end = min(entry.start for entry in group), max(entry.value[-1].end for entry in group)
            yield from self._records.read(Record(cells, start, end, self._rule, paragraph=group[0].line.paragraph))

    def names_offices(self, line: Line) -> bool:
        """Whether a line is a bloc with its offices."""
        items = line.items
        if len(items) < _FEWEST or items[0].type != "bloc" or items[1].type not in _LINKS or items[0].facts.get("anaphor"):
            return False
        return next(_held(items[2:]), None) is not None

    def _offices(self, line: Line) -> Iterator[Fact]:
        """`Khối thi đua số 1: Trưởng khối Sở A; Phó Trưởng khối Sở B`: a bloc, then its offices, each before its holder."""
        items = line.items
        if not self.names_offices(line):
            return
        for office, value in _held(items[2:]):
            heading = Heading(office.type, next((part for part in office.flat() if part.type == "year"), None))
            record = Record({office.type: Cell(value, heading)}, line.start, value[-1].end, self._rule, items[0], paragraph=line.paragraph)
            yield from self._records.read(replace(record, start=items[0].start))


def _held(items: Sequence[Item]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Each office with the items between it and the next."""
    places = [place for place, item in enumerate(items) if item.type in _OFFICES and _opens(items, place)]
    for place, following in zip(places, [*places[1:], len(items)][: len(places)], strict=True):
        value = tuple(_trimmed(items[place + 1 : following]))
        if value:
            yield items[place], value


def _opens(items: Sequence[Item], place: int) -> bool:
    return place == 0 or items[place - 1].type in {";", ","} or items[place - 1].has_cue("and")


def _trimmed(items: Sequence[Item]) -> Sequence[Item]:
    """Items without the signs and articles around them."""
    first, last = 0, len(items)
    while first < last and (items[first].type in _LINKS or items[first].has_cue("article") or items[first].has_cue("is")):
        first += 1
    while last > first and (items[last - 1].type in {".", ";", ",", "-", "–", "("} or items[last - 1].has_cue("and")):
        last -= 1
    return items[first:last]


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The sentence, parted at those semicolons that a key of its own follows."""
    first = 0
    for place, item in enumerate(items):
        if item.type == ";" and any(one.type == ":" for one in items[place + 1 : place + 2 + _LONGEST_KEY]):
            yield items[first:place]
            first = place + 1
    yield items[first:]
