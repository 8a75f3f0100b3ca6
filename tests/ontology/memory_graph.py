"""A graph in memory, as much of the port as exports and imports ask for: what it keeps is what it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.answers import Written
from ontology.judgements import Judgement
from ontology.models import Document, Entity, Reading, Statement


class MemoryGraph:
    """Readings by document; statements and things come together when it is traversed."""

    def __init__(self, readings: Iterable[Reading] = (), judgements: Iterable[Judgement] = ()) -> None:
        self.readings = {reading.document.id: reading for reading in readings}
        self.judgements = {judgement.id: judgement for judgement in judgements}

    def write(self, readings: Iterable[Reading]) -> Iterator[Written]:
        for reading in readings:
            document = reading.document
            before = self.readings.get(document.id)
            self.readings[document.id] = reading
            outcome = "new" if before is None else "unchanged" if before == reading else "changed"
            yield Written(document=document.id, name=document.name, outcome=outcome, statements=len(reading.statements))

    def restore(self, judgements: Iterable[Judgement]) -> int:
        self.judgements |= (new := {judgement.id: judgement for judgement in judgements})
        return len(new)

    def traverse(self) -> Iterator[Entity | Document | Statement | Judgement]:
        said = self._statements()
        things = {thing.id: thing for statement in said.values() for thing in statement.entities()}
        yield from (things[identifier] for identifier in sorted(things))
        yield from (self.readings[identifier].document for identifier in sorted(self.readings))
        yield from (said[identifier] for identifier in sorted(said))
        yield from (self.judgements[identifier] for identifier in sorted(self.judgements))

    def _statements(self) -> dict[str, Statement]:
        said: dict[str, Statement] = {}
        for reading in self.readings.values():
            for statement in reading.statements:
                before = said.get(statement.id)
                evidence = (*(before.evidence if before else ()), *statement.evidence)
                said[statement.id] = statement.model_copy(update={"evidence": evidence})
        return said
