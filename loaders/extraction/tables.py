"""Tables of texts and pages: rows under the heads of columns or under years, pairs of key and value; groups, merged cells, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from .cells import Cell, Record
from .context import Context
from .facts import Fact
from .fields import Fields, Heading
from .items import Item
from .lines import Line
from .records import RecordReader

_CARRIED = frozenset({"bloc", "movement", "task", "resolution", "year"})  # what a merged cell says for the rows beside it
_RULES = frozenset("-=+:_–—")  # what draws a line between rows
_YEARS = frozenset({"year", "period"})

Row = Sequence[Sequence[Item]]


class TableReader:
    """Reads the tables of one document; a row of cells that name columns begins a table, a line of prose ends it."""

    def __init__(self, context: Context, fields: Fields, text: str, records: RecordReader, language: str) -> None:
        self._context = context
        self._fields = fields
        self._text = text
        self._records = records
        self._rule = f"{language}/table"

    def read(self, lines: Iterable[Line]) -> Iterator[Fact]:
        """The facts of every table."""
        over: Sequence[Item] = ()
        for is_table, together in groupby(lines, key=lambda line: any(item.type == "|" for item in line.items)):
            run = list(together)
            if not is_table:
                over = run[-1].items
            elif len(rows := [row for line in run if (row := self._cells(line))]) > 1:
                yield from _Table(rows, over, run[0].paragraph, self).read()

    def _cells(self, line: Line) -> Row:
        """The cells of a row, empty ones too; none of a line that only draws."""
        begins = self._text.rfind("\n", 0, line.start) + 1
        row: list[list[Item]] = [[] for _ in range(self._text.count("\t", begins, line.start) + 1)]
        for item in line.items:
            if item.type == "|":
                row.append([])
            else:
                row[-1].append(item)
        if row and not row[0] and line.items[0].type == "|" and self._text[line.items[0].start] == "|":
            row = row[1:-1] if not row[-1] else row[1:]
        drawn = all(item.type in _RULES for cell in row for item in cell)
        return [] if drawn else row

    def heading(self, cell: Sequence[Item]) -> Heading | None:
        """What the head of a column says."""
        return self._fields.heading(self._records.cells.words(cell), cell) if cell else None

    def facts(self, cells: Mapping[str, Cell], bloc: Item | None, paragraph: int, year: int | None = None) -> Iterator[Fact]:
        """The facts of one row."""
        own = cells.get("bloc")
        named = self._records.cells.bloc_in(own, own.heading.cluster) if own is not None else None
        if own is not None and named is None:
            return
        places = [place for cell in cells.values() for place in (cell.start, cell.end)]
        only_units = set(cells) <= {"bloc", "unit", "number", "year"} and "bloc" in cells
        start, end = min(places), max(places)
        yield from self._records.read(
            Record(cells, start, end, self._rule, named or bloc, year, paragraph=paragraph, only_units=only_units)
        )

    def bloc_over(self, row: Row) -> Item | None:
        """The bloc that a row names for those below it: one cell filled, and nothing but the bloc in it."""
        filled = [cell for cell in row if cell]
        named = [item for item in filled[0] if item.type == "bloc"] if len(filled) == 1 else []
        return named[0] if len(named) == 1 else None

    def is_total(self, row: Row) -> bool:
        """Whether a row sums up the others."""
        first = next((cell for cell in row if cell), [])
        return bool(first) and self._fields.named(self._records.cells.words(first)) == "total"

    def year(self, cell: Sequence[Item]) -> int | None:
        """The year a cell is nothing but."""
        years = [item for item in cell if item.type in _YEARS]
        return self._context.year_of(years[0]) if len(years) == 1 and len(cell) <= 2 else None


class _Table:
    """One table: its rows, and the line over it."""

    def __init__(self, rows: Sequence[Row], over: Sequence[Item], paragraph: int, reader: TableReader) -> None:
        self._rows = rows
        self._paragraph = paragraph
        self._over = over
        self._reader = reader

    def read(self) -> Iterator[Fact]:
        """Its facts, by the way it is laid out."""
        first, *rest = self._rows
        columns = [self._reader.heading(cell) for cell in first]
        years = [self._reader.year(cell) for cell in first]
        sides = [self._reader.heading(row[0]) if row[0] else None for row in self._rows]
        if sum(year is not None for year in years[1:]) >= 1 and len(years) > 1 and all(years[1:]):
            yield from self._by_years(rest, years)
        elif sum(column is not None for column in columns) > 1:
            yield from self._by_columns(rest, columns)
        elif sum(side is not None for side in sides) > 1:
            yield from self._by_sides(sides)

    def _by_columns(self, rows: Sequence[Row], columns: Sequence[Heading | None]) -> Iterator[Fact]:
        """Rows under the heads of columns; a cell left empty says what the one over it says, where cells are merged."""
        bloc: Item | None = None
        above: dict[str, Cell] = {}
        for row in rows:
            if len(row) > len(columns) or self._reader.is_total(row):
                continue
            if (over := self._reader.bloc_over(row)) is not None:
                bloc, above = over, {}
                continue
            cells, years = _named(row, columns), _years_of(columns)
            if cells:
                above = {**{name: cell for name, cell in above.items() if name in _CARRIED}, **cells}
                yield from self._reader.facts(above, bloc, self._paragraph)
            yield from self._repeated(row, columns, years, above, bloc)

    def _repeated(
        self, row: Row, columns: Sequence[Heading | None], years: set[int], above: Mapping[str, Cell], bloc: Item | None
    ) -> Iterator[Fact]:
        """A field that heads several columns ("Head 2024", "Head 2025"): each is a fact of its own."""
        seen: set[str] = set()
        for place, (cell, column) in enumerate(zip(row, columns, strict=False)):
            if column is None or not cell:
                continue
            if column.field in seen and place in years:
                held = {name: one for name, one in above.items() if name == "bloc"}
                yield from self._reader.facts({**held, column.field: Cell(tuple(cell), column)}, bloc, self._paragraph)
            seen.add(column.field)

    def _by_years(self, rows: Sequence[Row], years: Sequence[int | None]) -> Iterator[Fact]:
        """Years head the columns; each row is an office, or a bloc whose heads the line over the table promises."""
        over = self._reader.heading(self._over) or next((self._reader.heading([item]) for item in self._over if item.type == "head"), None)
        for row in rows:
            side = self._reader.heading(row[0]) if row[0] else None
            bloc = self._reader.bloc_over([row[0]])
            field = side if side is not None and side.field != "bloc" else over if bloc is not None else None
            for cell, year in zip(row[1:], years[1:], strict=False):
                if field is not None and cell:
                    yield from self._reader.facts(
                        {field.field: Cell(tuple(cell), Heading(field.field))}, bloc or field.bloc, self._paragraph, year
                    )

    def _by_sides(self, sides: Sequence[Heading | None]) -> Iterator[Fact]:
        """Keys stand in the first column, and each further column is a record."""
        for place in range(1, max(len(row) for row in self._rows)):
            pairs = [(side, row[place]) for side, row in zip(sides, self._rows, strict=True) if side is not None and place < len(row)]
            cells: dict[str, Cell] = {}
            for side, cell in pairs:
                if cell:
                    cells.setdefault(side.field, Cell(tuple(cell), side))
            if cells:
                yield from self._reader.facts(cells, None, self._paragraph)


def _named(row: Row, columns: Sequence[Heading | None]) -> dict[str, Cell]:
    """The cells of a row by field; the first where a field heads several columns."""
    cells: dict[str, Cell] = {}
    for cell, column in zip(row, columns, strict=False):
        if column is not None and cell:
            cells.setdefault(column.field, Cell(tuple(cell), column))
    return cells


def _years_of(columns: Sequence[Heading | None]) -> set[int]:
    """The places of columns whose heads say a year."""
    return {place for place, column in enumerate(columns) if column is not None and column.year is not None}
