"""The questions about offices: who led which bloc when."""

from __future__ import annotations

from collections.abc import Iterable

from neo4j import ManagedTransaction

from ontology.vocabulary import vocabulary

from . import equals, hydration, queries, records
from .answers import SourcedStatement
from .connection import Bolt, Row, rows

_LEADS = "LEADS_BLOC"


def leaders(bolt: Bolt, bloc: str | None, first: int | None, last: int | None) -> tuple[SourcedStatement, ...]:
    """See `graph.port.StatementGraph.leaders`."""
    if bloc is not None and bloc.partition("/")[0] != "bloc":
        return ()

    def work(tx: ManagedTransaction) -> tuple[SourcedStatement, ...]:
        known = equals.canonical(tx, bloc) if bloc else None
        found = rows(tx, queries.held_of("Bloc", _LEADS), id=known) if known else rows(tx, queries.all_held("Bloc", _LEADS))
        return hydration.sourced(tx, _in_order(row for row in found if _within(row, first, last)), together=True)

    return bolt.read(work)


def led_by(bolt: Bolt, unit: str) -> tuple[SourcedStatement, ...]:
    """See `graph.port.StatementGraph.led_by`."""
    if unit.partition("/")[0] not in vocabulary().classes:
        return ()
    query = queries.held_by(records.label_of(unit), _LEADS)

    def work(tx: ManagedTransaction) -> tuple[SourcedStatement, ...]:
        return hydration.sourced(tx, _in_order(rows(tx, query, id=equals.canonical(tx, unit)), by_bloc=False), together=True)

    return bolt.read(work)


def _years(row: Row) -> tuple[int, int] | None:
    """First and last year of a plain edge: its year, or the interval, as far as it is bounded; None where it says nothing."""
    if row["year"] is not None:
        return row["year"], row["year"]
    start, end = (_leading_year(row[key]) for key in ("start", "end"))
    if start is None and end is None:
        return None
    return start or 0, end or 9999


def _leading_year(date: str | None) -> int | None:
    """The year of an ISO date, however short."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def _within(row: Row, first: int | None, last: int | None) -> bool:
    """Whether it was so in one of the years asked for; what has no year is no answer to a question for years."""
    if first is None and last is None:
        return True
    years = _years(row)
    return years is not None and years[0] <= (last or 9999) and years[1] >= (first or 0)


def _in_order(found: Iterable[Row], by_bloc: bool = True) -> list[str]:
    def key(row: Row) -> tuple[object, ...]:
        year = (_years(row) or (0, 0))[0]
        return (row["object"], year, row["subject"], row["statement"]) if by_bloc else (year, row["object"], row["statement"])

    return [row["statement"] for row in sorted(found, key=key)]
