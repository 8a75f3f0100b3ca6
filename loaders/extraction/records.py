"""Records: the fields of one row, of one block of entries, or of one line of a list; what they say together are facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ontology.models import Entity

from .cells import Cell, CellReader, Record, explains
from .facts import Fact
from .fields import Heading
from .items import BODIES, Item, says
from .undertakings import Undertakings

_OFFICES = {"head": "leads_bloc", "deputy": "deputy_leads_bloc", "member": "member_of_bloc"}
_ROLES = {"chair": "chair", "speaker": "speaker", "attendee": "attendee", "guest": "guest"}


class RecordReader:
    """Reads the facts of the records of one document."""

    def __init__(self, cells: CellReader) -> None:
        self.cells = cells
        self._undertakings = Undertakings(cells)

    def read(self, record: Record) -> Iterator[Fact]:
        """The facts of a record."""
        self.cells.turn_to(record.paragraph)
        yield from self._offices(record)
        yield from self._handover(record)
        yield from self._awards(record)
        yield from self._undertakings.read(record)
        yield from self._participants(record)

    def _offices(self, record: Record) -> Iterator[Fact]:
        bloc = record.bloc if record.bloc is not None else self.cells.context.current_bloc(record.start)
        if bloc is None:
            return
        yield from self._belongs(record)
        for predicate, cell in self._held(record):
            own = cell.heading.bloc if cell.heading.bloc is not None else bloc
            headed = self.cells.year(record, cell)
            for unit in self.cells.units_in(cell):
                year = self.cells.year_beside(unit, cell) or headed
                yield from self.cells.fact(predicate, unit, self.cells.context.bloc_entity(own), record, {"year": year}, own)

    def _held(self, record: Record) -> Iterator[tuple[str, Cell]]:
        """The offices of a record, each with the cell that names who holds it."""
        cells = record.cells
        if "role" in cells and "unit" in cells:
            for item in cells["role"].items:
                office = next((name for name in _OFFICES if item.type == name or item.has_cue(name)), None)
                if office is not None or item.has_cue("role_member") or item.facts.get("role") == "Member":
                    year = next((part for part in item.flat() if part.type == "year"), cells["role"].heading.year)
                    yield _OFFICES[office or "member"], replace(cells["unit"], heading=Heading("unit", year))
                    return
        elif record.only_units and "unit" in cells:
            yield "member_of_bloc", cells["unit"]
        yield from ((_OFFICES[name], cell) for name, cell in cells.items() if name in _OFFICES)

    def _belongs(self, record: Record) -> Iterator[Fact]:
        """A numbered bloc of a table belongs to whom the document's blocs belong to."""
        cell = record.cells.get("bloc")
        if cell is None or record.bloc is None:
            return
        entity, owner = self.cells.context.bloc_entity(record.bloc), record.bloc.facts.get("parent")
        if entity is not None and isinstance(owner, Entity):
            words = self.cells.words(cell.items)
            yield Fact("bloc_of", entity, owner, cell.start, cell.end, record.rule, subject_mention=words, confidence=0.8)

    def _handover(self, record: Record) -> Iterator[Fact]:
        """Who took over from whom: two fields of their own, or the head of the year and one of them."""
        cells = record.cells
        year = self.cells.year(record, None)
        giver, receiver = cells.get("giver"), cells.get("receiver")
        if giver is not None and receiver is None and (receiver := cells.get("head")) is not None and year is not None:
            year -= 1
        giver = giver if giver is not None else cells.get("head") if receiver is not None else None
        if giver is None or receiver is None or giver is receiver or ("giver" not in cells and "receiver" not in cells):
            return
        bloc = record.bloc if record.bloc is not None else self.cells.context.current_bloc(record.start)
        when = {"from_year": year, "to_year": year + 1} if year is not None else {}
        for one in self.cells.units_in(giver)[:1]:
            for other in self.cells.units_in(receiver)[:1]:
                qualifiers = {**when, "bloc": self.cells.context.bloc_entity(bloc) if bloc is not None else None}
                yield from self.cells.fact("handed_over_to", one, other.entity, record, qualifiers, other)

    def _awards(self, record: Record) -> Iterator[Fact]:
        cell, recipients = record.cells.get("award"), record.cells.get("recipient") or record.cells.get("unit")
        if cell is not None and record.status == "proposed":
            yield from self._proposal(record, cell)
        if cell is None or recipients is None or record.status in {"requested", "proposed", "planned"} or self._is_open(record):
            return
        awards = [item for item in cell.items if item.type == "award"]
        named = [item for item in recipients.items if item.type == "person"] or self.cells.units_in(recipients)
        for award in awards:
            for one in named:
                yield from self.cells.fact(
                    "awarded", one, self.cells.meaning.entity(award), record, {"year": self.cells.year(record, cell)}, award
                )

    def _proposal(self, record: Record, cell: Cell) -> Iterator[Fact]:
        """An award that is only proposed: by the bloc spoken of."""
        bloc = self.cells.context.current_bloc(record.start)
        if bloc is None:
            return
        for award in (item for item in cell.items if item.type == "award"):
            when = {"year": self.cells.year(record, cell)}
            yield from self.cells.fact("proposes_award", bloc, self.cells.meaning.entity(award), record, when, award)

    def _is_open(self, record: Record) -> bool:
        """Whether the status field says that it has not come to it: proposed, refused, to be decided."""
        cell = record.cells.get("status")
        cues = ("propose", "proposed", "was_proposed", "negation", "future", "request")
        return cell is not None and says(cell.items, *cues)

    def _participants(self, record: Record) -> Iterator[Fact]:
        """Who chaired, spoke or was there: the persons of each part of the value, else the bodies."""
        event = self._event(record.start) if any(name in record.cells for name in _ROLES) else None
        for name, role in _ROLES.items() if event is not None else ():
            cell = record.cells.get(name)
            for part in _parts(cell.items) if cell is not None else ():
                persons = [item for item in part if item.type == "person"]
                bodies = [one for place, one in enumerate(part) if one.type in BODIES | {"council"} and not explains(part, place)]
                for one in persons[:1] or (bodies if name != "chair" else ()):
                    said_role = "chair" if self._chairs(part) else role
                    yield from self.cells.fact(
                        "participated_in", one, event, record, {"role": said_role, "year": self.cells.context.year}, None
                    )

    def _event(self, place: int) -> Entity | None:
        """The meeting spoken of: of a bloc or a council, as those of others are no matter of ours."""
        if not self.cells.is_of_emulation:
            return None
        return self.cells.meaning.entity(Item("event", place, place, facts={"value": "conference"}))

    def _chairs(self, part: Sequence[Item]) -> bool:
        return any(says(one.flat(), "in_chair", "head_act") for one in part)


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The parts between semicolons; where there are none and several persons, each with what follows it."""
    persons = sum(item.type == "person" for item in items)
    semicolons = any(item.type == ";" for item in items)
    part: list[Item] = []
    for item in items:
        if item.type == ";" or (not semicolons and persons > 1 and item.type == "person" and any(one.type == "person" for one in part)):
            yield part
            part = [] if item.type == ";" else [item]
        else:
            part.append(item)
    yield part
