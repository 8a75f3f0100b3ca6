"""The documents of examples/ state what their README says, and nothing that it says they don't."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from loaders.extraction.examples import claim_of
from loaders.pipeline import read_and_extract
from ontology.models import Statement
from tests.conftest import PROJECT

DOCUMENTS = PROJECT / "examples"
FACTS: Mapping[str, Mapping[str, list[Any]]] = yaml.safe_load((PROJECT / "tests/loaders/examples.yaml").read_text(encoding="utf-8"))


@cache
def said(name: str) -> tuple[Statement, ...]:
    return read_and_extract(DOCUMENTS / name).statements


def claims(kind: str) -> list[Any]:
    return [pytest.param(name, body, id=f"{name[:2]} {body}") for name, facts in FACTS.items() for body in facts[kind]]


@pytest.mark.parametrize(("name", "body"), claims("states"))
def test_stated(name: str, body: Any) -> None:
    claim = claim_of(body, name)
    told = [(one.subject.id, one.object, one.qualifiers.given(), one.status) for one in said(name) if one.predicate == claim.predicate]
    assert any(map(claim.fits, said(name))), f"{claim}; read {told}"


@pytest.mark.parametrize(("name", "body"), claims("denies"))
def test_not_stated(name: str, body: Any) -> None:
    claim = claim_of(body, name)
    assert not [(one.subject.id, one.object, one.evidence) for one in said(name) if claim.fits(one)]


def test_every_document_of_the_examples_has_its_facts() -> None:
    assert sorted(FACTS) == sorted(path.name for path in DOCUMENTS.iterdir() if path.name != "README.md")
