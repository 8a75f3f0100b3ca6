"""Tables of texts and pages: rows under the heads of columns or under years, pairs of key and value; groups, merged cells, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from .cells import Cell, Record
from .context import Context
from .facts import Fact
from .fields import Fields, Heading
from .items import Item, says
from .lines import Line
from .records import RecordReader

_CARRIED = frozenset({"bloc", "movement", "task", "resolution", "year"})  # what a merged cell says for the rows beside it
_RULES = frozenset("-=+:_–—")  # what draws a line between rows
_SIGNS = frozenset({".", ":", "(", ")", "-", "–"})
_LONGEST_HEADING = 20  # items
_FEWEST = 2  # rows of a table
_NOT_SO = ("propose", "proposed", "was_proposed", "request", "negation")
_DATELINE = 4  # items
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
        year: int | None = None
        office: Heading | None = None  # that the last heading above promises to tell the holders of
        for is_row, together in groupby(lines, key=lambda line: _has_cells(line) or _is_drawn(line) or self._groups(line)):
            run = list(together)
            if not is_row or not any(map(_has_cells, run)):
                office = next((one for line in reversed(run) if (one := self._office(line)) is not None), office)
                year = self._year_over(run[-2] if len(run) > 1 and _is_dateline(run[-1]) else run[-1])
                continue
            for rows in self._tables([row for line in run if (row := self._cells(line))]):
                yield from _Table(rows, office, year, run[0].paragraph, self).read()

    def _groups(self, line: Line) -> bool:
        """Whether a line is but the name of a bloc, which in a table stands over the rows of its units."""
        return self.bloc_over([[item for item in line.items if item.type not in _SIGNS]]) is not None

    def _office(self, line: Line) -> Heading | None:
        """The office that a heading is about ("Heads of the blocs by year")."""
        if len(line.items) > _LONGEST_HEADING or line.items[-1].type == ".":
            return None
        return next((Heading(item.type) for item in line.items if item.type in {"head", "deputy"}), None) or self.heading(line.items)

    def _year_over(self, line: Line) -> int | None:
        """The one year that the heading of a table says."""
        years = {self._context.year_of(item) for item in line.items if item.type == "year"}
        return next(iter(years)) if len(years) == 1 and len(line.items) <= _LONGEST_HEADING and line.items[-1].type != "." else None

    def _tables(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """The rows of each of several tables that follow one another: a row of column heads begins one anew."""
        table: list[Row] = []
        for row in rows:
            if len(table) > 1 and self._is_head(row):
                yield table
                table = []
            table.append(row)
        yield table

    def _is_head(self, row: Row) -> bool:
        """Whether a row can but head columns: the first cell is a known head, and no cell names a thing."""
        known = [self.heading(cell) is not None for cell in row]
        return known[0] and (sum(known) > 1 or not any(item.entity is not None or item.type == "date" for cell in row for item in cell))

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

    def facts(self, cells: Mapping[str, Cell], bloc: Item | None, paragraph: int, year: int | None, row: Row = ()) -> Iterator[Fact]:
        """The facts of one row; its evidence are the cells, and with them the whole row where that is given."""
        own = cells.get("bloc")
        named = self._records.cells.bloc_in(own, own.heading.cluster) if own is not None else None
        if own is not None and named is None:
            return
        places = [place for cell in cells.values() for place in (cell.start, cell.end)]
        places += [place for cell in row if cell for place in (cell[0].start, cell[-1].end)]
        only_units = set(cells) <= {"bloc", "unit", "number", "year"} and "bloc" in cells
        start, end = min(places), max(places)
        yield from self._records.read(
            Record(cells, start, end, self._rule, named or bloc, year, paragraph=paragraph, only_units=only_units)
        )

    def bloc_over(self, row: Row) -> Item | None:
        """The bloc that a row names for those below it: one cell filled, and nothing but the bloc in it."""
        filled = [cell for cell in row if cell]
        if len(filled) != 1:
            return None
        named = [item for item in filled[0] if item.type not in _SIGNS and item.type != "number"]
        return named[0] if len(named) == 1 and named[0].type == "bloc" and not named[0].facts.get("anaphor") else None

    def is_total(self, row: Row) -> bool:
        """Whether a row sums up the others."""
        first = next((cell for cell in row if cell), [])
        return bool(first) and self._fields.named(self._records.cells.words(first)) == "total"

    def year(self, cell: Sequence[Item]) -> int | None:
        """The year a cell is nothing but."""
        years = [item for item in cell if item.type in _YEARS]
        return self._context.year_of(years[0]) if len(years) == 1 and len(cell) <= 2 else None


class _Table:
    """One table: its rows, and the office that the heading over it is about."""

    def __init__(self, rows: Sequence[Row], office: Heading | None, year: int | None, paragraph: int, reader: TableReader) -> None:
        self._above = list(takewhile(lambda row: len(row) == 1, rows))
        self._rows = rows[len(self._above) :]
        self._paragraph = paragraph
        self._office = office
        self._year = year
        self._reader = reader

    def read(self) -> Iterator[Fact]:
        """Its facts, by the way it is laid out."""
        if len(self._rows) < _FEWEST:
            return
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
        bloc = self._reader.bloc_over(self._above[-1]) if self._above else None
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
                yield from self._reader.facts(above, bloc, self._paragraph, self._year)
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
                yield from self._reader.facts({**held, column.field: Cell(tuple(cell), column)}, bloc, self._paragraph, self._year)
            seen.add(column.field)

    def _by_years(self, rows: Sequence[Row], years: Sequence[int | None]) -> Iterator[Fact]:
        """Years head the columns; each row is an office, or a bloc whose heads the line over the table promises."""
        for row in rows:
            side = self._reader.heading(row[0]) if row[0] else None
            bloc = self._reader.bloc_over([row[0]])
            field = side if side is not None and side.field != "bloc" else self._office if bloc is not None else None
            for cell, year in zip(row[1:], years[1:], strict=False):
                if field is not None and cell:
                    yield from self._reader.facts(
                        {field.field: Cell(tuple(cell), Heading(field.field))}, bloc or field.bloc, self._paragraph, year, row
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
                yield from self._reader.facts(cells, None, self._paragraph, self._year)


def _is_dateline(line: Line) -> bool:
    """Whether a line but says where and when ("Quảng Ngãi, 22/12/2025"), under the heading of a table."""
    return len(line.items) <= _DATELINE and line.items[-1].type == "date"


def _named(row: Row, columns: Sequence[Heading | None]) -> dict[str, Cell]:
    """The cells of a row by field; the first where a field heads several columns."""
    cells: dict[str, Cell] = {}
    for cell, column in zip(row, columns, strict=False):
        if column is not None and cell:
            cells.setdefault(column.field, Cell(tuple(cell), column))
        elif cell and says(cell, *_NOT_SO):  # a remark that it has not come to it
            cells.setdefault("status", Cell(tuple(cell), Heading("status")))
    return cells


def _years_of(columns: Sequence[Heading | None]) -> set[int]:
    """The places of columns whose heads say a year."""
    return {place for place, column in enumerate(columns) if column is not None and column.year is not None}


def _is_drawn(line: Line) -> bool:
    """Whether a line but draws a frame."""
    return all(item.type in _RULES for item in line.items)


def _has_cells(line: Line) -> bool:
    return any(item.type == "|" for item in line.items)
