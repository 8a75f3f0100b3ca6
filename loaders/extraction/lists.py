"""Lists over several lines: what the line that opens one states holds for each of its items.

An item is read as if it stood in the opening line: in the place of "the following units", or behind its colon. So whatever the rules of
a language read in one sentence they read in a list as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ontology.models import Entity

from .cells import Cell, Record, status_over
from .context import Context
from .entries import EntryReader
from .facts import Fact
from .fields import Fields, Heading
from .items import Item, says
from .lines import Line, listed
from .records import RecordReader

_NAMED = frozenset({"unit", "organization", "place", "council", "person"})
_OFFICES = frozenset({"head", "deputy"})
_PROPOSING = ("propose", "proposed", "was_proposed", "nominate")
_GRANTING = ("grant", "granted", "was_granted", "receive", "receive_award", "grant_verb", "granted_end", "honour")
_ENDS_NAME = frozenset({"(", "-", "–", "—", ":", ";", "head", "deputy"})
_LONGEST_FIELD = 5  # items
_LONGEST_HEADING = 12  # items of a line that opens a list without a colon
_LONGEST_OPENING = 60  # items

Reads = Callable[[list[Item]], Iterator[Fact]]


class ListReader:
    """Reads the lists of one document. `reads` gives the facts of a run of items taken for a sentence."""

    def __init__(self, context: Context, fields: Fields, records: RecordReader, entries: EntryReader, text: str, language: str) -> None:
        self._context = context
        self._fields = fields
        self._records = records
        self._entries = entries
        self._text = text
        self._rule = f"{language}/list"
        self.openings: list[tuple[int, int, Line]] = []  # where items stand, each with the line that opens its list

    def read(self, lines: Sequence[Line], reads: Reads) -> Iterator[Fact]:
        """The facts of every list."""
        for place, opening in enumerate(lines):
            if not opening.items or len(opening.items) > _LONGEST_OPENING:
                continue
            items = list(listed(lines, place, self._text)) if opening.opens or len(opening.items) <= _LONGEST_HEADING else []
            heading = self._heading(opening) if items else None
            if not opening.opens:  # a heading alone: over items with marks, or, of an office, over the one line that names its holder
                items = items if heading is not None and items[0].mark else self._held(heading, items)
            known = any(item.type in _NAMED for line in items for item in line.items)
            for line in items:
                self.openings.append((line.items[0].start, line.end, opening))
                yield from self._item(opening, heading, line, known, reads)

    def _held(self, heading: Heading | None, items: Sequence[Line]) -> list[Line]:
        alone = heading is not None and heading.field in _OFFICES and bool(items) and _names_only(items[0].items)
        return list(items[:1]) if alone else []

    def _heading(self, opening: Line) -> Heading | None:
        """The field whose name the opening line is: "Members:", "Bloc heads for 2026:"."""
        words = opening.sentences[-1][1]
        return self._entries.heading([item for item in words if item.type not in {":", "."}])

    def _item(self, opening: Line, heading: Heading | None, line: Line, known: bool, reads: Reads) -> Iterator[Fact]:
        self._records.cells.turn_to(line.paragraph)
        named = self._named(line, known)
        bloc = _bloc_of(opening)
        if heading is not None and heading.field != "bloc":
            facts = list(self._of_field(opening, heading, named, line))
        elif bloc is not None and _is_bare(opening):
            facts = list(self._of_field(opening, Heading("member"), named, line, bloc)) if _names_only(named) else []
        else:
            facts = list(self._composed(opening, named, reads)) or list(self._of_award(opening, named, line))
            facts = facts or list(self._of_members(opening, named, line))
        facts += self._offices(line, named, bloc, any(fact.predicate == "member_of_bloc" for fact in facts))
        for start, end in ((line.items[0].start, line.end), (opening.items[0].start, opening.end)):
            yield from (replace(fact, start=start, end=end) for fact in facts)

    def _named(self, line: Line, known: bool) -> list[Item]:
        """What an item of a list names: its items up to a bracket, a dash or an office; a name nobody knows is that of a unit."""
        end = next((place for place, item in enumerate(line.items) if item.type in _ENDS_NAME and self._is_apart(item)), len(line.items))
        named = list(line.items[:end])
        while named and named[-1].type in {",", ";", "."}:
            named.pop()
        if named and known and not any(item.entity is not None or item.type in _NAMED for item in named):
            units = self._records.cells.units_in(Cell(tuple(named), Heading("unit")))
            return units or named
        return named

    def _is_apart(self, item: Item) -> bool:
        """Whether a dash has spaces around it; other signs part names wherever they stand."""
        return item.type not in {"-", "–", "—"} or self._text[item.start - 1 : item.end + 1].strip() == self._text[item.start : item.end]

    def _of_field(self, opening: Line, heading: Heading, named: list[Item], line: Line, bloc: Item | None = None) -> Iterator[Fact]:
        if not named:
            return
        items = tuple(line.items) if heading.field in {"attendee", "guest", "chair", "speaker"} else tuple(named)
        year = self._context.year_of(heading.year) if heading.year is not None else None
        status = status_over(opening.items)
        record = Record(
            {heading.field: Cell(items, heading)}, line.start, line.end, self._rule, heading.bloc or bloc, year, status, line.paragraph
        )
        yield from self._records.read(record)

    def _of_members(self, opening: Line, named: list[Item], line: Line) -> Iterator[Fact]:
        """What an opening line that ends on the members of a bloc is about: "The cluster has four members:"."""
        words = [item for item in opening.sentences[-1][1] if item.type != ":"]
        ends = any(self._fields.is_exactly(self._records.cells.words(words[-length:]), "member") for length in range(1, _LONGEST_FIELD))
        blocs = [item for item in words if item.type == "bloc"]
        if ends and blocs and _names_only(named):
            yield from self._of_field(opening, Heading("member"), named, line, blocs[-1])

    def _of_award(self, opening: Line, named: list[Item], line: Line) -> Iterator[Fact]:
        """Whom an opening line that grants an award, or proposes one, is about: in whatever order it says so."""
        award = next((item for item in reversed(opening.items) if item.type == "award"), None)
        status = status_over(opening.items)
        cues = _PROPOSING if status == "proposed" else _GRANTING
        if award is None or not named or not says(opening.items, *cues):
            return
        years = [year for item in opening.items if item.type == "year" and (year := self._context.year_of(item)) is not None]
        fields = {"award": Cell((award,), Heading("award")), "recipient": Cell(tuple(named), Heading("recipient"))}
        year = years[0] if years else None
        yield from self._records.read(Record(fields, line.start, line.end, self._rule, None, year, status, line.paragraph))

    def _offices(self, line: Line, named: Sequence[Item], bloc: Item | None, members: bool) -> Iterator[Fact]:
        """`- Sở A (Khối trưởng)`, `- Police of B - deputy head`: an office behind the name, in a list of a bloc's members."""
        offices = [item for item in line.items if item.type in _OFFICES]
        if not members or len(offices) != 1 or not named or offices[0].start < named[-1].end:
            return
        heading = Heading(offices[0].type, next((part for part in offices[0].flat() if part.type == "year"), None))
        record = Record({heading.field: Cell(tuple(named), heading)}, line.start, line.end, self._rule, bloc, paragraph=line.paragraph)
        yield from self._records.read(record)

    def _composed(self, opening: Line, named: list[Item], reads: Reads) -> Iterator[Fact]:
        """What the rules read where the item stands in the opening line."""
        if not any(item.type in _NAMED or item.entity is not None for item in named):
            return
        over = list(opening.sentences[-1][1])
        over = over[:-1] if over[-1].type == ":" else over
        place = self._placeholder(over)
        if place is not None:
            readings = [[*over[: place[0]], *named, *over[place[1] :]]]
        else:
            readings = [[*over, *named], [*over, opening.items[-1], *named]]
        own = {item.entity.id for item in named if isinstance(item.entity, Entity)}
        seen: set[tuple[str, str, str]] = set()
        for reading in readings:
            for fact in reads(reading):
                ends = {one.id for one in (fact.subject, fact.object) if isinstance(one, Entity)}
                key = (fact.predicate, fact.subject.id, fact.object.id if isinstance(fact.object, Entity) else fact.object.literal)
                if ends & own and key not in seen:
                    seen.add(key)
                    yield fact

    def _placeholder(self, over: Sequence[Item]) -> tuple[int, int] | None:
        """The items of an opening line that only announce its items: "the following units"."""
        for first in range(len(over)):
            for last in range(min(len(over), first + 8), first, -1):
                if self._fields.is_exactly(self._records.cells.words(over[first:last]), "following"):
                    return first, last
        return None


def _bloc_of(opening: Line) -> Item | None:
    return next((item for item in reversed(opening.items) if item.type == "bloc" and not item.facts.get("anaphor")), None)


def _is_bare(opening: Line) -> bool:
    """Whether the opening line is but a bloc: "3. Emulation Bloc No. 3:"."""
    return all(item.type in {"bloc", ":", "number", ".", ")", "("} or item.has_cue("article") for item in opening.items)


def _names_only(named: Sequence[Item]) -> bool:
    return bool(named) and all(
        item.type in _NAMED - {"person"} or item.type in {",", ";"} or item.has_cue("and") or item.has_cue("article") for item in named
    )
