"""Tables of offices, as text ("Bloc | Unit | Role | Year") or with a column an office; each row is a fact or more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.reconciliation import Reconciler

from .context import Context
from .facts import Fact
from .items import Item
from .lexer import normal
from .pack import Pack
from .view import Sentence

_COLUMNS = ("column_bloc", "column_unit", "column_role", "column_year", "head", "deputy", "column_member")
_OFFICES = {"head": "leads_bloc", "deputy": "deputy_leads_bloc", "column_member": "member_of_bloc", "role_member": "member_of_bloc"}

Read = tuple[Sentence, Sequence[Item]]


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its items and the stretch of text they cover."""

    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.items[-1].end


class TableReader:
    """Reads the tables of one document; a row of cells that name columns begins a table, a line without cells ends it."""

    def __init__(self, context: Context, pack: Pack, text: str, reconciler: Reconciler) -> None:
        self._context = context
        self._text = text
        self._reconciler = reconciler
        self._rule = f"{pack.language}/table"
        self._headings = _headings(pack)

    def read(self, sentences: Iterable[Read]) -> Iterator[Fact]:
        """The facts of every table."""
        columns: list[str | None] = []
        cluster = False
        for _, items in sentences:
            cells = _cells(items)
            if len(cells) < 2:
                columns = []
            elif named := self._columns(cells):
                columns, cluster = named, any(item.facts.get("cluster") for cell in cells for item in cell.items)
            elif len(cells) == len(columns):
                yield from self._row({name: cell for name, cell in zip(columns, cells, strict=True) if name}, cluster)

    def _words(self, cell: Cell) -> str:
        return " ".join(self._text[cell.start : cell.end].split())

    def _columns(self, cells: Sequence[Cell]) -> list[str | None]:
        """What each column holds, where this row is one of headings: two of them or more are known words."""
        named = [self._headings.get(normal(self._words(cell))) for cell in cells]
        return named if sum(name is not None for name in named) >= 2 else []

    def _row(self, row: Mapping[str, Cell], cluster: bool) -> Iterator[Fact]:
        start = next(iter(row.values())).start
        bloc = self._bloc(row["column_bloc"], cluster) if "column_bloc" in row else self._context.current_bloc(start)
        year = (
            next((self._context.year_of(item) for item in row["column_year"].items if item.type in {"year", "date", "period"}), None)
            if "column_year" in row
            else None
        )
        if bloc is None:
            return
        if "column_bloc" in row:
            yield from self._belongs(bloc, row["column_bloc"])
        for predicate, cell in self._offices(row):
            for unit in self._units(cell):
                yield from self._fact(predicate, unit, bloc, year or self._context.year, row)

    def _belongs(self, bloc: Item, cell: Cell) -> Iterator[Fact]:
        """A numbered bloc of the table belongs to whom the document's blocs belong to."""
        entity, owner = self._context.bloc_entity(bloc), bloc.facts.get("parent")
        if entity is not None and owner is not None:
            yield Fact("bloc_of", entity, owner, cell.start, cell.end, self._rule, subject_mention=self._words(cell), confidence=0.8)

    def _offices(self, row: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
        if "column_role" in row and "column_unit" in row:
            for item in row["column_role"].items:
                office = next((name for name in _OFFICES if item.type == name or item.has_cue(name)), None)
                if office is not None:
                    yield _OFFICES[office], row["column_unit"]
                    return
        yield from ((_OFFICES[name], cell) for name, cell in row.items() if name in _OFFICES)

    def _bloc(self, cell: Cell, cluster: bool) -> Item | None:
        """The bloc a cell names in full, or by its number and series under a heading that says what is numbered."""
        named = next((item for item in cell.items if item.type == "bloc"), None)
        if named is not None:
            return named
        number = next((item for item in cell.items if item.type == "number"), None)
        if number is None:
            return None
        comma = next((place for place, item in enumerate(cell.items) if item.type == ","), None)
        series = self._words(Cell(cell.items[comma + 1 :])) if comma is not None and comma + 1 < len(cell.items) else ""
        digits = self._text[number.start : number.end]
        return Item(
            "bloc", cell.start, cell.end, None, {"number": digits, "cluster": cluster, "series": series, "parent": self._context.owner}
        )

    def _units(self, cell: Cell) -> list[Item]:
        units = [item for item in cell.items if item.type in {"unit", "organization", "place"}]
        if len(units) == 1 and units[0].start == cell.start and units[0].end < cell.end:
            whole = self._words(cell)  # a name with commas: in a cell of its own it ends where the cell ends
            return [Item("unit", cell.start, cell.end, self._reconciler.thing("unit", whole))]
        return units

    def _fact(self, predicate: str, unit: Item, bloc: Item, year: int | None, row: Mapping[str, Cell]) -> Iterator[Fact]:
        entity = self._context.bloc_entity(bloc)
        if unit.entity is None or entity is None:
            return
        cells = row.values()
        status = "planned" if year and self._context.now and year > self._context.now else "asserted"
        yield Fact(
            predicate,
            unit.entity,
            entity,
            min(cell.start for cell in cells),
            max(cell.end for cell in cells),
            self._rule,
            status,  # type: ignore[arg-type]
            {"year": year} if year else {},
            0.9,
            self._text[unit.start : unit.end],
            self._text[bloc.start : bloc.end],
        )


@cache
def _headings(pack: Pack) -> dict[str, str]:
    """The words that head columns."""
    found: dict[str, str] = {}
    for entry in pack.cues:
        for name in entry.type.strip("<>").split("|"):
            if name in _COLUMNS:
                found.setdefault(entry.phrase, name)
    return found


def _cells(items: Sequence[Item]) -> list[Cell]:
    cells: list[list[Item]] = [[]]
    for item in items:
        if item.type == "|":
            cells.append([])
        else:
            cells[-1].append(item)
    return [Cell(tuple(cell)) for cell in cells if cell] if len(cells) > 1 and all(cells) else []
