"""Ids are the same on every machine and in every run; the pinned ones change only with a migration of every graph."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ontology.identifiers import IDENTIFIER, document_id, evidence_id, provisional_id, slug_of, statement_id
from ontology.models import Entity, LiteralValue, Qualifiers, Statement
from tests.ontology.examples import corpus


def test_pinned_ids() -> None:
    assert slug_of("Quân đoàn 34") == "quan-doan-34"
    assert provisional_id("unit", "corps\n34", "Quân đoàn 34") == "unit/quan-doan-34-12716bbad8"
    assert document_id(b"") == "document/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert statement_id("unit/a", "leads_bloc", "bloc/b", {"year": 2025}, "asserted") == "statement/b100fd21660fbff53623d15b89169877"
    assert evidence_id("statement/s", "document/d", 3, 14) == "evidence/79047141444aa96b966c516881d965cf"


def test_pinned_ids_of_statements() -> None:
    figure = Statement(
        subject=Entity(id="movement/m"),
        predicate="has_result",
        object=LiteralValue(literal="1.500 sáng kiến", unit="sáng kiến"),
        qualifiers=Qualifiers(value=1500, year=2025),
    )
    handover = Statement(
        subject=Entity(id="unit/a"), predicate="handed_over_to", object=Entity(id="unit/b"), qualifiers=Qualifiers(bloc=Entity(id="bloc/c"))
    )
    assert figure.id == "statement/32acdedfe22d08cda032a82dbeb49330"
    assert handover.id == "statement/116fb55dba7f5252e391236c92c6c166"


@given(st.text())
def test_slugs_are_short_and_plain(name: str) -> None:
    slug = slug_of(name)
    assert len(slug) <= 60
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)


@given(name=st.text(), key=st.text(), other=st.text())
def test_provisional_ids_are_ids_told_apart_by_their_keys(name: str, key: str, other: str) -> None:
    assert IDENTIFIER.fullmatch(provisional_id("unit", key, name))
    assert (provisional_id("unit", key, name) == provisional_id("unit", other, name)) is (key == other)


def test_the_order_of_qualifiers_makes_no_difference_but_the_status_does() -> None:
    ids = [
        statement_id("unit/a", "leads_bloc", "bloc/b", qualifiers, "asserted")
        for qualifiers in ({"year": 1, "end": "2"}, {"end": "2", "year": 1})
    ]
    assert ids[0] == ids[1]
    assert statement_id("unit/a", "leads_bloc", "bloc/b", {}, "asserted") != statement_id("unit/a", "leads_bloc", "bloc/b", {}, "negated")


def test_names_and_evidence_are_no_part_of_a_statements_id() -> None:
    for statement in corpus()[0].statements:
        bare = statement.model_dump() | {"evidence": (), "subject": {"id": statement.subject.id}}
        assert Statement.model_validate(bare).id == statement.id
