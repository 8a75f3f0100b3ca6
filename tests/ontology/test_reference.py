"""The pages about the ontology say what the ontology says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from ontology.interchange import record_json, statement_from
from ontology.models import Document, Statement
from ontology.rdf import triples
from ontology.reference import reference
from ontology.vocabulary import vocabulary
from tests.ontology.examples import BASE

_TEXT = "Ifølge rapporten ledet det 34. armékorpset emulasjonsblokk nr. 4 i 2025."


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    return (project / "docs" / "statements.md").read_text(encoding="utf-8")


def block(page: str, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


def example(page: str) -> tuple[dict[str, Any], Statement]:
    record = json.loads(block(page, "json"))
    return record, statement_from(record)


def test_the_reference_is_fresh(project: Path) -> None:
    assert (project / "docs" / "ontology.md").read_text(encoding="utf-8") == reference(), (
        "run: python -m ontology.reference > docs/ontology.md"
    )


def test_the_reference_names_every_term() -> None:
    terms = vocabulary()
    for part in (terms.classes, terms.predicates, terms.qualifiers, terms.statuses):
        for name in part:
            assert f"| `{name}` |" in reference()


def test_the_example_is_what_extract_prints(page: str) -> None:
    record, statement = example(page)
    document = Document(**record["document"], text=_TEXT)
    assert f"*{_TEXT}*" in page
    assert record_json(statement, document) == record
    (evidence,) = statement.evidence
    assert _TEXT[evidence.start : evidence.end] == evidence.quote


def test_the_example_in_rdf_is_that_statement(page: str) -> None:
    _, statement = example(page)
    shown = {str(quad.triple) for quad in parse(block(page, "turtle"), format=RdfFormat.TURTLE)}
    assert shown == {str(triple) for triple in triples(statement, BASE)}
