"""The graph itself: the port, kept on whichever engine the connection names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import ManagedTransaction

from ontology.judgements import Judgement
from ontology.models import Document, Entity, Reading, Statement
from ontology.vocabulary import vocabulary

from . import candidates, conflicts, hydration, judging, paging, queries, questions, records, searching, things, tracing, writer
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
from .connection import Address, Bolt, Connection, connect, rows
from .embedded import embedded_engine
from .schema import ensure_schema


@contextmanager
def open_graph(connection: Connection) -> Iterator[Graph]:
    """The graph at the connection: on its Neo4j, or on the embedded engine, started where it does not run yet.

    Raises:
        GraphError: why it can't be had.
    """
    if connection.uri is None:
        with embedded_engine(connection) as address, connect(address) as bolt:
            yield _ready(bolt)
        return
    address = Address(connection.uri, connection.user, connection.password, connection.database, connection.patience_seconds)
    with connect(address) as bolt:
        yield _ready(bolt)


def _ready(bolt: Bolt) -> Graph:
    ensure_schema(bolt)
    return Graph(bolt)


class Graph:
    """`graph.port.StatementGraph` over Bolt; its methods may be called from several threads at once.

    Every method raises `GraphError` where the engine fails; the port says what each answers.
    """

    def __init__(self, bolt: Bolt) -> None:
        self._bolt = bolt

    @property
    def engine(self) -> str:
        """Which engine answers: `Neo4j/5.26.30`, `Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)`."""
        return self._bolt.agent

    @property
    def address(self) -> str:
        """The Bolt address it answers at."""
        return self._bolt.address

    def write(self, readings: Iterable[Reading]) -> Iterator[Written]:
        """Store readings, whole documents at a time; lazily, so iterate to the end."""
        return writer.write(self._bolt, readings)

    def withdraw(self, document: str) -> bool:
        """Take a document out with all that stands on it alone."""
        return writer.withdraw(self._bolt, document)

    def leaders(self, bloc: str | None = None, first: int | None = None, last: int | None = None) -> tuple[SourcedStatement, ...]:
        """Who led a bloc (or any) in which year."""
        return questions.leaders(self._bolt, bloc, first, last)

    def led_by(self, unit: str) -> tuple[SourcedStatement, ...]:
        """Which blocs a unit led."""
        return questions.led_by(self._bolt, unit)

    def trace(self, start: str, limit: int = 1000) -> tuple[TracePath, ...]:
        """Paths between a resolution and the movements that come from it."""
        return tracing.trace(self._bolt, start, limit)

    def entity(self, identifier: str, limit: int = 500) -> EntityView | None:
        """A thing and what is said of it: at most `limit` statements each way, by id; of an absorbed thing, what stands for it."""
        if identifier.partition("/")[0] not in vocabulary().classes:
            return None
        return self._bolt.read(lambda tx: _entity_view(tx, identifier, limit))

    def entities(self, kind: str, cursor: str | None = None, limit: int = 50) -> Page:
        """The things of one class, by id."""
        return paging.entity_page(self._bolt, kind, cursor, limit)

    def documents(self, cursor: str | None = None, limit: int = 50) -> Page:
        """The documents without their text, by id."""
        return paging.document_page(self._bolt, cursor, limit)

    def document(self, identifier: str) -> DocumentView | None:
        """A document with text and statements."""
        return self._bolt.read(lambda tx: _document_view(tx, identifier))

    def statements(self, predicate: str | None = None, cursor: str | None = None, limit: int = 50) -> Page:
        """Statements by id, of one predicate or all."""
        return paging.statement_page(self._bolt, predicate, cursor, limit)

    def statement(self, identifier: str) -> StatementView | None:
        """One statement with all its evidence and what contradicts it."""
        return conflicts.statement_view(self._bolt, identifier)

    def search(self, text: str, kind: str | None = None, limit: int = 20) -> tuple[SearchHit, ...]:
        """Things by name."""
        return searching.search(self._bolt, text, kind, limit)

    def near(self, identifier: str, limit: int = 5) -> tuple[Entity, ...]:
        """Things that resemble an id that is not there."""
        return searching.near(self._bolt, identifier, limit)

    def counts(self) -> Counts:
        """How much there is."""
        return self._bolt.read(_counts)

    def revision(self) -> int:
        """Grows with every write that changed something."""
        return int(self._bolt.rows(queries.REVISION)[0]["revision"])

    def conflicts(self, kind: str | None = None, predicate: str | None = None, cursor: str | None = None, limit: int = 50) -> ConflictPage:
        """Statements that can't all be true, by the thing they are about."""
        return conflicts.conflict_page(self._bolt, kind, predicate, cursor, limit)

    def candidates(self, cursor: str | None = None, limit: int = 50) -> CandidatePage:
        """Things that may be one, for people to judge."""
        return candidates.candidate_page(self._bolt, cursor, limit)

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep what somebody decided about two things."""
        return judging.judge(self._bolt, judgement)

    def reverse(self, identifier: str) -> bool:
        """Take the newest ruling on a pair back."""
        return judging.reverse(self._bolt, identifier)

    def restore(self, judgements: Iterable[Judgement]) -> int:
        """Take judgements in from elsewhere, with all that was ruled before."""
        return judging.restore(self._bolt, judgements)

    def judgements(self, cursor: str | None = None, limit: int = 50) -> JudgementPage:
        """The judgements, by id."""
        return judging.judgement_page(self._bolt, cursor, limit)

    def judgement(self, identifier: str) -> JudgementView | None:
        """One judgement."""
        return judging.judgement_view(self._bolt, identifier)

    def traverse(self) -> Iterator[Entity | Document | Statement | Judgement]:
        """The whole graph, streamed in the order of ids. Not a snapshot: compare `revision` before and after where it matters."""
        return paging.traverse(self._bolt)


def _entity_view(tx: ManagedTransaction, identifier: str, limit: int) -> EntityView | None:
    found = hydration.shown(tx, things.find(tx, [identifier]))
    if not found:
        return None
    thing = found[identifier]
    parameters: dict[str, Any] = {"id": thing.id, "limit": limit}
    about, inverse = (
        [row["id"] for row in rows(tx, queries.statements_about(records.label_of(thing.id), edges), **parameters)]
        for edges in ("SUBJECT", "OBJECT|IN_BLOC")
    )
    return EntityView(
        entity=thing, about=hydration.sourced(tx, about, together=True), inverse=hydration.sourced(tx, inverse, together=True)
    )


def _document_view(tx: ManagedTransaction, identifier: str) -> DocumentView | None:
    found = rows(tx, queries.DOCUMENT, id=identifier)
    if not found:
        return None
    ids = sorted(row["id"] for row in rows(tx, queries.STATEMENTS_OF_DOCUMENTS, ids=[identifier]))
    return DocumentView(document=records.document_of(found[0]), statements=hydration.sourced(tx, ids))


def _counts(tx: ManagedTransaction) -> Counts:
    def count(label: str) -> int:
        return int(rows(tx, queries.count(label))[0]["n"])

    entities = {kind: count(term.local_name) for kind, term in sorted(vocabulary().classes.items())}
    return Counts(documents=count("Document"), statements=count("Statement"), evidence=count("Evidence"), entities=entities)
