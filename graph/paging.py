"""Lists in stable order, a page at a time, and the whole graph in such pages; memory stays flat however much there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from neo4j import ManagedTransaction

from ontology.judgements import Judgement
from ontology.models import Document, Entity, Statement
from ontology.vocabulary import vocabulary

from . import hydration, identity_queries, queries, records, schema
from .answers import Page
from .connection import Bolt, rows

_TRAVERSAL_PAGE = 2_000
_TEXT_AT_ONCE = 4_000_000  # characters of documents' text held at once
_THINGS_KEPT = 50_000


def ids_after(tx: ManagedTransaction, label: str, after: str, limit: int) -> list[str]:
    """The next ids of a label, in order."""
    fence = rows(tx, queries.page_fence(label), after=after, limit=limit)[0]["fence"]
    if fence is None:
        return []
    return [row["id"] for row in rows(tx, queries.page(label), after=after, fence=fence, limit=limit)]


def walk(tx: ManagedTransaction, cursor: str | None, step: int, labels: Collection[str] | None = None) -> Iterator[tuple[str, list[str]]]:
    """All things, or those of some labels, by id from the cursor on: the label and some ids, as long as the caller asks."""
    folder = (cursor or "").partition("/")[0]
    for name, term in sorted(vocabulary().classes.items()):
        if name >= folder and (labels is None or term.local_name in labels):
            label, after = term.local_name, (cursor or "") if name == folder else ""
            while ids := ids_after(tx, label, after, step):
                yield label, ids
                after = ids[-1]


def cut(ids: list[str], limit: int) -> tuple[list[str], str | None]:
    """The ids of a page and its cursor. One id more than the page was asked for: whether there is a next page is then known."""
    return (ids[:limit], ids[limit - 1]) if len(ids) > limit else (ids, None)


def entity_page(bolt: Bolt, kind: str, cursor: str | None, limit: int) -> Page:
    """Things of one class, by id; an empty page where there is no such class.

    What a judgement absorbed is left out, so a page may come shorter than it was asked for before the end.
    """
    term = vocabulary().classes.get(kind)
    if term is None:
        return Page(items=())

    def work(tx: ManagedTransaction) -> Page:
        ids, following = cut(ids_after(tx, term.local_name, cursor or "", limit + 1), limit)
        found = hydration.standing(tx, ids)
        return Page(items=tuple(found[key] for key in ids if key in found), cursor=following)

    return bolt.read(work)


def document_page(bolt: Bolt, cursor: str | None, limit: int) -> Page:
    """Documents without their text, by id."""

    def work(tx: ManagedTransaction) -> Page:
        ids, following = cut(ids_after(tx, "Document", cursor or "", limit + 1), limit)
        found = hydration.sources(tx, ids)
        return Page(items=tuple(found[key] for key in ids if key in found), cursor=following)

    return bolt.read(work)


def statement_page(bolt: Bolt, predicate: str | None, cursor: str | None, limit: int) -> Page:
    """Statements by id, of one predicate or all."""

    def work(tx: ManagedTransaction) -> Page:
        if predicate is None:
            found = ids_after(tx, "Statement", cursor or "", limit + 1)
        else:
            parameters = {"after": cursor or "", "predicate": predicate, "limit": limit + 1}
            found = [row["id"] for row in rows(tx, queries.STATEMENT_IDS_BY_PREDICATE, **parameters)]
        ids, following = cut(found, limit)
        return Page(items=hydration.sourced(tx, ids), cursor=following)

    return bolt.read(work)


def traverse(bolt: Bolt) -> Iterator[Entity | Document | Statement | Judgement]:
    """The whole graph; see `graph.port.StatementGraph.traverse`."""
    for label in schema.entity_labels():
        for ids in _pages(bolt, label):
            found = bolt.read(lambda tx, ids=ids: hydration.entities(tx, ids))  # type: ignore[misc]
            yield from (found[key] for key in ids if key in found)
    for ids in _pages(bolt, "Document"):
        yield from _documents(bolt, ids)
    yield from _statements(bolt)
    for ids in _pages(bolt, "Judgement"):
        rulings = {row["id"]: records.judgement_of(row) for row in bolt.rows(identity_queries.JUDGEMENTS, ids=ids)}
        yield from (rulings[key] for key in ids if key in rulings)


def _pages(bolt: Bolt, label: str) -> Iterator[list[str]]:
    after = ""
    while ids := bolt.read(lambda tx, after=after: ids_after(tx, label, after, _TRAVERSAL_PAGE)):  # type: ignore[misc]
        yield ids
        after = ids[-1]


def _documents(bolt: Bolt, ids: list[str]) -> Iterator[Document]:
    """By id, with no more text at once than memory should hold."""
    sizes = {row["id"]: row["size"] for row in bolt.rows(queries.DOCUMENT_SIZES, ids=ids)}
    chunk: list[str] = []
    for identifier in ids:
        chunk.append(identifier)
        if sum(sizes.get(key, 0) for key in chunk) >= _TEXT_AT_ONCE:
            yield from _whole_documents(bolt, chunk)
            chunk = []
    yield from _whole_documents(bolt, chunk)


def _whole_documents(bolt: Bolt, ids: list[str]) -> list[Document]:
    found = {row["id"]: records.document_of(row) for row in bolt.rows(queries.DOCUMENTS, ids=ids)}
    return [found[key] for key in ids if key in found]


def _statements(bolt: Bolt) -> Iterator[Statement]:
    known: dict[str, Entity] = {}
    for ids in _pages(bolt, "Statement"):
        yield from bolt.read(lambda tx, ids=ids: hydration.statements(tx, ids, known))  # type: ignore[misc]
        if len(known) > _THINGS_KEPT:
            known.clear()
