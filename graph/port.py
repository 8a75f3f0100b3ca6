"""The one small port: what the rest of the house asks of a graph, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from ontology.judgements import Judgement
from ontology.models import Document, Entity, Reading, Statement

from .answers import (
    CandidatePage,
    ConflictPage,
    Counts,
    DocumentView,
    EntityView,
    JudgementPage,
    JudgementView,
    Page,
    SearchHit,
    SourcedStatement,
    StatementView,
    TracePath,
    Written,
)


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
        """A thing and what is said of it; of one that was judged the same as another, what stands for both."""

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

    def conflicts(self, kind: str | None = None, predicate: str | None = None, cursor: str | None = None, limit: int = 50) -> ConflictPage:
        """Groups of statements that can't all be true, each with its sources; of one kind, of one predicate, or all.

        By the thing they are about. A page ends with the thing that fills it, or when it has looked at so many things that
        the next request should go on; so it may be longer or shorter than `limit`, and empty before the end.
        """

    def candidates(self, cursor: str | None = None, limit: int = 50) -> CandidatePage:
        """Pairs of things of one class, one of them provisional at least, that may be one and on which nobody has ruled.

        By the thing they are found at, on a page the likeliest first; never two whose numbers differ. As with conflicts, a page
        may be longer or shorter than `limit`, and empty before the end.
        """

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep what somebody decided about two things; what was ruled on them before stays as `earlier`.

        Things judged the same are one from then on: the one an authority file knows, else the first by id, stands for all.
        Statements stay as they were read, and so does their evidence; only where they lead changes. The two need not be
        there: a judgement waits for the documents that speak of them. Returns the judgement as it is kept.

        Raises:
            JudgementRefused: it contradicts other judgements, or authority files know both things.
        """

    def reverse(self, identifier: str) -> bool:
        """Take the newest ruling of a judgement back, so that all is as before it; False where there is no such judgement.

        Raises:
            JudgementRefused: what was ruled before contradicts what others ruled since.
        """

    def restore(self, judgements: Iterable[Judgement]) -> int:
        """Take in judgements that were exported, in one transaction; how many were new.

        Raises:
            JudgementRefused: they contradict one another, or those that are there.
        """

    def judgements(self, cursor: str | None = None, limit: int = 50) -> JudgementPage:
        """The judgements, by id."""

    def judgement(self, identifier: str) -> JudgementView | None:
        """One judgement with its two things."""

    def counts(self) -> Counts:
        """How much there is."""

    def revision(self) -> int:
        """Grows with every write that changed something."""

    def traverse(self) -> Iterator[Entity | Document | Statement | Judgement]:
        """The whole graph as it was read, streamed: every entity, document, statement with all its evidence, judgement; each by id."""
