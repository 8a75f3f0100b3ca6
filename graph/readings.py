"""A reading made ready for the database: sound, in canonical order, with a digest that tells whether it is stored already."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.identifiers import evidence_id
from ontology.models import Evidence, Reading, Statement

from .errors import UnsoundReading

# A batch is one transaction. It is closed by whatever comes first, so that memory stays flat, many small documents
# share a round trip, and a slow reader still sees its documents stored.
_BATCH_ROWS, _BATCH_CHARACTERS, _BATCH_SECONDS = 4_000, 4_000_000, 1.0


@dataclass(frozen=True)
class Prepared:
    """A sound reading: each statement once, each passage once, in order of ids."""

    reading: Reading
    statements: tuple[Statement, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.reading.document.id

    @property
    def name(self) -> str:
        """The name this reading gives the document."""
        return self.reading.document.name

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all this reading says; the document's name apart, because the same bytes may bear several."""
        digest = hashlib.sha256(self.reading.document.model_dump_json(exclude={"name"}).encode())
        for statement in self.statements:
            digest.update(statement.model_dump_json().encode())
        return digest.hexdigest()

    @cached_property
    def rows(self) -> int:
        """About how many rows it takes to store."""
        return 1 + len(self.statements) + sum(len(statement.evidence) for statement in self.statements)


def prepare(reading: Reading) -> Prepared:
    """The reading, made sound.

    Raises:
        UnsoundReading: a statement has no evidence, or evidence of another document.
    """
    passages: dict[str, list[Evidence]] = {}
    statements: dict[str, Statement] = {}
    for statement in reading.statements:
        _check(statement, reading)
        passages.setdefault(statement.id, []).extend(statement.evidence)
        statements.setdefault(statement.id, statement)
    ordered = [
        statements[key] if len(passages[key]) == 1 else statements[key].model_copy(update={"evidence": _distinct(key, passages[key])})
        for key in sorted(statements)
    ]
    return Prepared(reading, tuple(ordered))


def _check(statement: Statement, reading: Reading) -> None:
    document = reading.document
    if not statement.evidence:
        raise UnsoundReading(f"{document.name}: {statement.id} ({statement.predicate} of {statement.subject.id}) has no evidence")
    if strange := {evidence.document for evidence in statement.evidence} - {document.id}:
        raise UnsoundReading(f"{document.name}: {statement.id} has evidence of another document, {min(strange)}")


def _distinct(statement: str, passages: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each passage once, the surest reading of it, in order."""
    best: dict[str, Evidence] = {}
    for passage in sorted(passages, key=lambda item: (item.start, item.end, item.confidence, item.model_dump_json())):
        best[evidence_id(statement, passage.document, passage.start, passage.end)] = passage
    return tuple(best.values())


def batches(readings: Iterable[Reading]) -> Iterator[list[Prepared]]:
    """Whole documents, as many as one transaction takes; none twice in one batch."""
    batch: list[Prepared] = []
    began, characters = time.monotonic(), 0
    for reading in readings:
        prepared = prepare(reading)
        if any(other.id == prepared.id for other in batch):
            yield batch
            batch, characters = [], 0
        if not batch:
            began = time.monotonic()
        batch.append(prepared)
        characters += len(reading.document.text)
        full = sum(item.rows for item in batch) >= _BATCH_ROWS or characters >= _BATCH_CHARACTERS
        if full or time.monotonic() - began > _BATCH_SECONDS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
