"""Entries, "key: value": offices, who was there, deadlines, alone or a few together; a bloc with its offices in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .cells import Cell, Record
from .facts import Fact
from .fields import Fields, Heading
from .items import Item, says
from .lines import Line
from .records import RecordReader

_LONGEST_KEY = 10  # items
_OFFICES = frozenset({"head", "deputy"})
_LINKS = frozenset({":", "-", "–", "—", "="})
_PEOPLE = frozenset({"person", "holder", "post"})
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


@dataclass
class _Block:
    """Entries in a row: those that make one record, and the bloc and year that one of them sets for those after it.

    "Leader 2026: A", "Deputy: B": an office is for the year of the one before it.
    """

    entries: list[Entry] = field(default_factory=list)
    bloc: Item | None = None
    year: Item | None = None


class EntryReader:
    """Reads the entries of one document, line by line."""

    def __init__(self, fields: Fields, records: RecordReader, language: str) -> None:
        self._fields = fields
        self._records = records
        self._rule = f"{language}/entry"
        self._known: dict[int, list[Entry]] = {}  # by paragraph

    def read(self, lines: Sequence[Line]) -> Iterator[Fact]:
        """The facts of every entry."""
        block = _Block()
        last = -2
        for line in lines:
            if line.paragraph > last + 1:
                yield from self._together(block.entries)
                block = _Block()
            if (year := _year_over(line)) is not None:
                block, last = _Block(year=year), line.paragraph
            for entry in self.entries(line):
                last = line.paragraph
                yield from self._entry(entry, block)
            if block.entries and _has_key(line):  # of a field that is none of ours
                last = line.paragraph
            yield from self._offices(line, block.year)
        yield from self._together(block.entries)

    def _entry(self, entry: Entry, block: _Block) -> Iterator[Fact]:
        """What one entry of a block says by itself, and what it ends; the rest waits for the block to end."""
        name = entry.heading.field
        if name == "bloc":
            block.bloc = self._records.cells.bloc_in(entry.cell, entry.heading.cluster)
        elif name in _APART:
            block.year = entry.heading.year or (block.year if name in _OFFICES else None)
            dated = replace(entry, heading=replace(entry.heading, year=block.year))
            yield from self._alone(dated, entry.heading.bloc or block.bloc)
        else:
            if name in _ONCE and any(one.heading.field == name for one in block.entries):
                yield from self._together(block.entries)
                block.entries = []
            block.entries.append(entry)

    def spans(self, lines: Sequence[Line], fields: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Where the entries of some fields stand."""
        for line in lines:
            for entry in self.entries(line):
                if entry.heading.field in fields:
                    yield entry.start, entry.value[-1].end

    def entries(self, line: Line) -> list[Entry]:
        """The entries of a line: each sentence that begins with a key, and what follows semicolons likewise."""
        if line.paragraph not in self._known:
            colons = any(item.type == ":" for item in line.items)
            parts = [part for _, items in line.sentences for part in _parts(items)] if colons else []
            self._known[line.paragraph] = [entry for part in parts if (entry := self._entry_of(part, line)) is not None]
        return self._known[line.paragraph]

    def _entry_of(self, part: Sequence[Item], line: Line) -> Entry | None:
        colons = [place for place, item in enumerate(part[: _LONGEST_KEY + 1]) if item.type == ":"]
        if len(colons) > 1 and (inner := self.heading(part[colons[0] + 1 : colons[1]])) is not None and inner.field in _OFFICES:
            return self._entry_of(part[colons[0] + 1 :], line)  # "Result: head: A; deputy: B"
        colon = colons[0] if colons else None
        if not colon or not (value := tuple(_trimmed(_inside(part[colon + 1 :])))):
            return None
        heading = self.heading(part[:colon])
        if heading is not None and heading.field == "chair" and not any(item.type in _PEOPLE for item in value):
            heading = replace(heading, field="responsible")  # a body in charge of some work, where a person would chair
        return Entry(heading, value, line, part[0].start) if heading is not None else None

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
        if len(items) < _FEWEST or items[0].type != "bloc" or items[0].facts.get("anaphor"):
            return False
        return next(_held(_named_after(items)), None) is not None

    def _offices(self, line: Line, year: Item | None) -> Iterator[Fact]:
        """`Khối thi đua số 1: Trưởng khối Sở A; Phó Trưởng khối Sở B`: a bloc, then its offices, each before its holder."""
        items = line.items
        if not self.names_offices(line):
            return
        for office, value in _held(_named_after(items)):
            heading = Heading(office.type, next((part for part in office.flat() if part.type == "year"), year))
            record = Record({office.type: Cell(value, heading)}, line.start, value[-1].end, self._rule, items[0], paragraph=line.paragraph)
            yield from self._records.read(replace(record, start=items[0].start))


def _has_key(line: Line) -> bool:
    return any(item.type == ":" for item in line.items[:_LONGEST_KEY])


def _year_over(line: Line) -> Item | None:
    """The year of the offices that a line says follow: "Elected head and deputy for 2026:"."""
    elects = bool(line.mark) and len(line.items) <= _LONGEST_KEY and says(line.items, "choose")  # "3. Election of the head for 2026"
    if not (line.opens or elects) or not any(part.type in _OFFICES for item in line.items for part in item.flat()):
        return None
    years = [part for item in line.items for part in item.flat() if part.type == "year"]
    return years[0] if len(years) == 1 else None


def _named_after(items: Sequence[Item]) -> Sequence[Item]:
    """What a line says behind the bloc it opens with, past brackets that say what the bloc is made of; nothing where no link follows."""
    first = 1
    if items[1].type == "(":
        first = next((place + 1 for place, item in enumerate(items) if item.type == ")"), len(items))
    return items[first + 1 :] if first < len(items) and items[first].type in _LINKS else ()


def _held(items: Sequence[Item]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Each office with the items between it and the next."""
    places = [place for place, item in enumerate(items) if item.type in _OFFICES and _opens(items, place)]
    for place, following in zip(places, [*places[1:], len(items)][: len(places)], strict=True):
        value = tuple(_trimmed(items[place + 1 : following]))
        if value:
            yield items[place], value


def _opens(items: Sequence[Item], place: int) -> bool:
    return place == 0 or items[place - 1].type in {";", ","} or items[place - 1].has_cue("and")


def _inside(items: Sequence[Item]) -> Sequence[Item]:
    """Items up to a bracket that opened before them: "the bloc (head: A) met in B" tells no office of B."""
    open_ = 0
    for place, item in enumerate(items):
        open_ += (item.type == "(") - (item.type == ")")
        if open_ < 0:
            return items[:place]
    return items


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
