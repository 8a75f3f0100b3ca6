"""Cells of rows and entries: what stands in one, and the record that several make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.models import Entity, LiteralValue, Status

from .context import Context
from .facts import Fact
from .fields import Heading
from .items import BODIES, Item, Worded, says
from .meaning import Meaning
from .modality import said
from .timing import OFFICES

_NAMES = frozenset({"name", "surname", "word", "number", "-", "–", ",", "&", "'", "’", "quote"})
_LONGEST_NAME = 12  # items
_FORWARD = OFFICES | {"launched"}


@dataclass(frozen=True)
class Cell:
    """One value: its items and the words they cover."""

    items: tuple[Item, ...]
    heading: Heading

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.items[-1].end


@dataclass(frozen=True)
class Record:
    """Cells by field, the stretch of text that is their evidence, and what stands over all of them."""

    cells: Mapping[str, Cell]
    start: int
    end: int
    rule: str
    bloc: Item | None = None
    year: int | None = None
    status: Status = "asserted"
    paragraph: int = -1
    only_units: bool = field(default=False)  # no field of it says more of its units than that they are the bloc's


class CellReader(Worded):
    """Reads what the cells of one document mean; `years` by paragraph, where each has its own."""

    def __init__(self, context: Context, text: str, reconciler: Reconciler, years: Mapping[int, int]) -> None:
        super().__init__(text)
        self.context = context
        self.reconciler = reconciler
        self.meaning = Meaning(context, text)
        self._years = years

    @property
    def is_of_emulation(self) -> bool:
        """Whether the text speaks of a bloc, a council or a movement at all: others keep minutes too."""
        return bool(self.context.sorts.total() or self.context.councils or self.context.movements)

    @property
    def _is_dated(self) -> bool:
        """Whether the text says when it was written: of one that doesn't, no year is still to come."""
        return bool(self.context.document.date or self.context.dateline)

    def stands_over(self, item: Item, record: Record) -> bool:
        """Whether an item stands in the line right over a record."""
        between = self._text[item.end : record.start]
        return between.count("\n") == 1 or (between.count("\n") == 2 and not between.strip())

    def turn_to(self, paragraph: int) -> None:
        """Read what follows in the year of a paragraph, where each has its own."""
        self.context.year = self._years.get(paragraph, self.context.year)

    def bloc_in(self, cell: Cell, cluster: bool) -> Item | None:
        """The bloc a cell names in full, or by its number and series under a heading that says what is numbered."""
        named = next((item for item in cell.items if item.type == "bloc"), None)
        if named is not None:
            return named
        number = next((item for item in cell.items if item.type == "number"), None)
        if number is None:
            return None
        comma = next((place for place, item in enumerate(cell.items) if item.type == ","), None)
        series = self.words(cell.items[comma + 1 :]) if comma is not None else ""
        digits = self._text[number.start : number.end]
        return Item(
            "bloc", cell.start, cell.end, None, {"number": digits, "cluster": cluster, "series": series, "parent": self.context.owner}
        )

    def units_in(self, cell: Cell) -> list[Item]:
        """The units a cell names; what stands alone in a cell for units is the name of one, known or not."""
        units = [self.meaning.standing_for(item) for place, item in enumerate(cell.items) if not explains(cell.items, place)]
        units = [item for item in units if item.type in BODIES and item.entity is not None]
        if len(units) == 1 and units[0].start == cell.start and self._names_on(units[0], cell):
            return [self._whole(cell)]  # a name with commas: in a cell of its own it ends where the cell ends
        return units or ([self._whole(cell)] if self._is_name(cell) else [])

    def _whole(self, cell: Cell) -> Item:
        return Item("unit", cell.start, cell.end, self.reconciler.thing("unit", self.words(cell.items)))

    def _names_on(self, unit: Item, cell: Cell) -> bool:
        """Whether a name goes on behind the unit at its beginning."""
        after = [item for item in cell.items if item.start >= unit.end]
        return bool(after) and all(item.type in _NAMES or item.type[0] == "<" for item in after) and not _denies(cell.items)

    def _is_name(self, cell: Cell) -> bool:
        """Whether a cell without a known unit holds but a name: it begins with a capital and no word of it says that nobody is meant."""
        plain = all(item.type in _NAMES or item.type[0] == "<" for item in cell.items)
        capital = self._text[cell.start].isupper() and cell.items[0].type in {"name", "surname"}
        return plain and capital and 1 < len(cell.items) <= _LONGEST_NAME and not _denies(cell.items)

    def year(self, record: Record, cell: Cell | None) -> int | None:
        """The year of the cell's heading, of the record's year field, of what stands over it, or of the document."""
        headed = self.context.year_of(cell.heading.year) if cell is not None and cell.heading.year is not None else None
        dated = record.cells.get("year")
        if headed is None and cell is not None and cell.heading.field == "award":
            headed = next((self.context.year_of(item) for item in cell.items if item.type == "year"), None)
        own = next((year for item in dated.items if (year := self.context.year_of(item)) is not None), None) if dated is not None else None
        return headed or own or record.year or self.context.year

    def year_beside(self, unit: Item, cell: Cell) -> int | None:
        """The year in brackets right after a unit: `A (2022), B (2023)`."""
        after = [item for item in cell.items if item.start >= unit.end][:2]
        bracketed = len(after) > 1 and after[0].type == "(" and after[1].type in {"year", "period"}
        return self.context.year_of(after[1]) if bracketed else None

    def fact(
        self,
        predicate: str,
        subject: Item,
        obj: Entity | LiteralValue | None,
        record: Record,
        qualifiers: Mapping[str, Any],
        named: Item | None,
    ) -> Iterator[Fact]:
        """A fact of a record, none where an end is not known; offices of a year to come are planned."""
        entity = self.meaning.entity(subject)
        if entity is None or obj is None or entity == obj:
            return
        year = qualifiers.get("year")
        planned = record.status == "asserted" and year and self.context.now and year > self.context.now and self._is_dated
        status: Status = "planned" if planned and predicate in _FORWARD else record.status
        yield Fact(
            predicate,
            entity,
            obj,
            record.start,
            record.end,
            record.rule,
            status,
            {key: value for key, value in qualifiers.items() if value is not None},
            subject_mention=self.meaning.mention(subject),
            object_mention=self.meaning.mention(named) if named is not None and isinstance(obj, Entity) else "",
        )


def status_over(items: Sequence[Item]) -> Status:
    """The status that the line over a list, or a heading, gives to what stands below."""
    if says(items, "propose", "proposed", "was_proposed", "nominate"):
        return "proposed"
    return said("leads_bloc", items)


def explains(items: Sequence[Item], place: int) -> bool:
    """Whether a body stands alone in brackets right after another, to say whose that one is: `Hospital A (Department of Health)`."""
    around = [item.type for item in items[max(0, place - 2) : place + 2]]
    return len(around) == 4 and around[0] in BODIES and around[1] == "(" and around[2] in BODIES and around[3] == ")"


def _denies(items: Sequence[Item]) -> bool:
    return says(items, "negation")
