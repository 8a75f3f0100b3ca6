"""The one small port: what the rest of the house asks of a graph, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from ontology.models import Document, Entity, Reading, Statement

from .answers import Counts, DocumentView, EntityView, Page, SearchHit, SourcedStatement, StatementView, TracePath, Written


class StatementGraph(Protocol):
    """Statements, the things they are about and the documents they stand on."""

    def write(self, readings: Iterable[Reading]) -> Iterator[Written]:
        """Store readings; each document is all there or not at all, and whatever it said before is replaced.

        Yields one outcome a document, in order, once it is durably stored. Consumes lazily, in batches.
        """

    def withdraw(self, document: str) -> bool:
        """Take a document out with all that stands on it alone; False where it is not there."""

    def leaders(self, bloc: str | None = None, first: int | None = None, last: int | None = None) -> tuple[SourcedStatement, ...]:
        """`leads_bloc` statements (not negated) by bloc, year and unit; of one bloc or of all, within the years given."""

    def led_by(self, unit: str) -> tuple[SourcedStatement, ...]:
        """`leads_bloc` statements of one unit, by year."""

    def trace(self, start: str, limit: int = 1000) -> tuple[TracePath, ...]:
        """Every evidenced path between a resolution and the movements that come from it, starting at either end.

        Paths run over implements, details, launched, promotes_movement, movement_of and leads_task; they end at
        movements (from a resolution) or at resolutions (from a movement) and visit no node twice. Shortest first.
        """

    def entity(self, identifier: str, limit: int = 500) -> EntityView | None:
        """A thing and what is said of it."""

    def entities(self, kind: str, cursor: str | None = None, limit: int = 50) -> Page:
        """The things of one class (`bloc`), by id."""

    def documents(self, cursor: str | None = None, limit: int = 50) -> Page:
        """The documents, by id."""

    def document(self, identifier: str) -> DocumentView | None:
        """A document with text and statements."""

    def statements(self, predicate: str | None = None, cursor: str | None = None, limit: int = 50) -> Page:
        """Statements by id, of one predicate or all."""

    def statement(self, identifier: str) -> StatementView | None:
        """One statement with all its evidence and what contradicts it."""

    def search(self, text: str, kind: str | None = None, limit: int = 20) -> tuple[SearchHit, ...]:
        """Things by name in any language, case, diacritics and word order aside; the last word may be unfinished."""

    def near(self, identifier: str, limit: int = 5) -> tuple[Entity, ...]:
        """Things of the same class whose ids or names resemble an id that is not there."""

    def counts(self) -> Counts:
        """How much there is."""

    def revision(self) -> int:
        """Grows with every write that changed something."""

    def traverse(self) -> Iterator[Entity | Document | Statement]:
        """The whole graph, streamed: every entity, then every document, then every statement with all its evidence, each by id."""
