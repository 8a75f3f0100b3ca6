"""What records say of movements, tasks and legal documents: who leads them, by when, for what, issued by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .cells import Cell, CellReader, Record
from .facts import Fact
from .items import Item
from .known_blocs import before

_DATED = frozenset({"date"})
_BEARERS = ("movement", "task")


class Undertakings:
    """Reads what is undertaken, by the records of one document."""

    def __init__(self, cells: CellReader) -> None:
        self.cells = cells

    def read(self, record: Record) -> Iterator[Fact]:
        """What a record says of its movement or task, and of its document."""
        yield from self._movements(record)
        yield from self._resolutions(record)

    def _movements(self, record: Record) -> Iterator[Fact]:
        """What a record says of a movement, or of a task that is none."""
        subject = self._bearer(record)
        if subject is None or subject.entity is None:
            return
        movement = subject.type == "movement"
        for name, cell in record.cells.items():
            if name == "deadline":
                yield from self._literals("has_deadline", subject, cell, record, _DATED)
            elif name == "responsible" and (movement or "deadline" in record.cells):
                yield from self._led("leads_task", cell, subject, record)
            elif movement and name in {"target", "result"}:
                yield from self._literals(f"has_{name}", subject, cell, record, frozenset({"figure"}))
            elif movement and name == "period":
                yield from self._literals("has_period", subject, cell, record, frozenset({"period"}))
            elif movement and name == "owner":
                for owner in self.cells.units_in(cell):
                    yield from self.cells.fact("movement_of", subject, owner.entity, record, {}, owner)
            elif movement and name == "launcher":
                yield from self._led("launched", cell, subject, record)

    def _bearer(self, record: Record) -> Item | None:
        """The movement or task a record is about; where it names none, the movement spoken of last."""
        for name in _BEARERS:
            if (cell := record.cells.get(name)) is not None:
                return self._movement_in(cell) or self._work(cell)
        if not {"responsible", "deadline", "target", "period", "owner", "launcher"} & set(record.cells):
            return None
        last = next(before(self.cells.context.movements, record.start), None)
        # A body may answer for anything: only for a movement that stands right over the entries do they speak of it.
        return last if last is None or "responsible" not in record.cells or self.cells.stands_over(last, record) else None

    def _movement_in(self, cell: Cell) -> Item | None:
        named = next((item for item in cell.items if item.type == "movement"), None)
        if named is not None:
            return named.but(entity=self.cells.meaning.entity(named))
        quote = next((item for item in cell.items if item.type == "quote"), None)
        if quote is None or cell.heading.field != "movement":
            return None
        name = self.cells.words([quote])[1:-1].strip()
        return quote.but(type="movement", entity=self.cells.reconciler.thing("movement", name), facts={"name": name})

    def _work(self, cell: Cell) -> Item | None:
        if cell.heading.field == "movement" or not self.cells.is_of_emulation:
            return None
        return Item("task", cell.start, cell.end, self.cells.reconciler.thing("task", self.cells.words(cell.items)))

    def _led(self, predicate: str, cell: Cell, subject: Item, record: Record) -> Iterator[Fact]:
        """Who leads or launches it, with the day if the record says one."""
        dated = record.cells.get("launch_date" if predicate == "launched" else "deadline")
        date = next((self.cells.meaning.dated(item) for item in dated.items if item.type == "date"), None) if dated is not None else None
        for body in self.cells.units_in(cell):
            qualifiers = {"date": date, **({"year": int(date[:4])} if date and predicate == "launched" else {})}
            yield from self.cells.fact(predicate, body, subject.entity, record, qualifiers, subject)

    def _literals(self, predicate: str, subject: Item, cell: Cell, record: Record, kinds: frozenset[str]) -> Iterator[Fact]:
        for item in cell.items:
            if item.type in kinds and (value := self.cells.meaning.value(predicate, item)) is not None:
                yield from self.cells.fact(predicate, subject, value, record, self._of_value(item), item)
                return

    def _of_value(self, item: Item) -> dict[str, Any]:
        if item.type == "date":
            return {"date": self.cells.meaning.dated(item)}
        return {"start": item.facts["start"], "end": item.facts["end"]} if item.type == "period" else self.cells.meaning.figure(item)

    def _resolutions(self, record: Record) -> Iterator[Fact]:
        cell = record.cells.get("resolution")
        wanted = {"issuer", "issued_on", "subject"} & set(record.cells)
        if not wanted:
            return
        named = [item for item in cell.items if item.type == "resolution"] if cell is not None else self._resolution_before(record)
        for resolution in named[:1]:
            subject = resolution.but(entity=self.cells.meaning.entity(resolution))
            if "issued_on" in wanted:
                yield from self._literals("issued_on", subject, record.cells["issued_on"], record, _DATED)
            if "issuer" in wanted:
                issuer = record.cells["issuer"]
                persons = [item for item in issuer.items if item.type == "person"]
                for body in (persons or self.cells.units_in(issuer))[:1]:
                    yield from self.cells.fact("issued_by", subject, self.cells.meaning.entity(body), record, {}, body)
            if "subject" in wanted:
                about = record.cells["subject"]
                text = Item("text", about.start, about.end)
                yield from self.cells.fact("has_subject", subject, self.cells.meaning.value("has_subject", text), record, {}, text)

    def _resolution_before(self, record: Record) -> list[Item]:
        return [item for item in before(self.cells.context.resolutions, record.start) if item.entity is not None][:1]
