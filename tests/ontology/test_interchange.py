"""One JSON line a statement, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ontology.interchange import entity_json, record_json, statement_from
from ontology.models import Document, Entity, LiteralValue, Statement
from tests.ontology.examples import BLOC, NEXT, UNIT, corpus
from tests.ontology.strategies import Things, documents, passages, statements


@st.composite
def readings_of_one(draw: st.DrawFn) -> tuple[Statement, Document]:
    """A statement and the document that says it, with the mentions as a line can hold them: one for each thing."""
    document, statement = draw(documents()), draw(statements(Things(draw)))
    mentions = {"subject_mention": "det", "object_mention": "" if isinstance(statement.object, LiteralValue) else "den"}
    evidence = tuple(item.model_copy(update={**mentions, "language": document.language}) for item in draw(passages(document)))
    return statement.model_copy(update={"evidence": evidence}), document


@given(readings_of_one())
def test_a_line_says_all(read: tuple[Statement, Document]) -> None:
    statement, document = read
    line = json.dumps(record_json(statement, document), ensure_ascii=False)
    again = statement_from(json.loads(line))
    assert again == statement
    assert again.id == statement.id == json.loads(line)["id"]


def test_a_line_has_the_words_and_passages_of_its_document_only() -> None:
    report, letter = sorted(corpus(), key=lambda reading: reading.document.name)
    here = {statement.id: statement for statement in report.statements}
    shared = next(statement for statement in letter.statements if statement.id in here)
    both = shared.model_copy(update={"evidence": (*here[shared.id].evidence, *shared.evidence)})
    line = record_json(both, letter.document)
    assert line["document"] == {"name": "brev.md", "id": letter.document.id, "language": "nb"}
    assert [item["quote"] for item in line["evidence"]] == [item.quote for item in shared.evidence]
    assert "mention" not in line["subject"]
    assert record_json(both, report.document)["subject"]["mention"] == "Quân đoàn 34"


def test_only_what_there_is_is_printed() -> None:
    assert entity_json(BLOC) == {"id": BLOC.id, "type": "Bloc", "labels": BLOC.labels}
    assert entity_json(UNIT, "QĐ 34") == {
        "id": UNIT.id,
        "type": "Unit",
        "labels": UNIT.labels,
        "aliases": [{"text": "QĐ34", "language": "vi"}],
        "mention": "QĐ 34",
    }
    assert entity_json(NEXT)["provisional"] is True
    assert Entity.model_validate(entity_json(NEXT)) == NEXT


@pytest.mark.parametrize("part", ["document", "subject", "predicate", "object", "qualifiers", "status", "evidence"])
def test_a_line_that_lacks_a_part_is_refused(part: str) -> None:
    (reading, *_) = corpus()
    line: dict[str, Any] = record_json(reading.statements[0], reading.document)
    del line[part]
    with pytest.raises(KeyError, match=part):
        statement_from(line)


def test_a_line_that_says_what_cannot_be_is_refused() -> None:
    (reading, *_) = corpus()
    line = record_json(reading.statements[0], reading.document)
    with pytest.raises(ValidationError, match="no predicate is called"):
        statement_from({**line, "predicate": "likes"})
