"""What a sentence means by those around it, in every language: corrections, clauses, "it" and "both", years that others count from."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from loaders.extraction import languages
from loaders.extraction.examples import Claim, claim_of
from tests.conftest import PROJECT

from .reports import read

CASES: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests/loaders/contexts.yaml").read_text(encoding="utf-8"))


def claims(case: dict[str, Any], kind: str) -> list[Claim]:
    return [claim_of(body, case["about"]) for body in case.get(kind, ())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
@pytest.mark.parametrize("language", languages())
def test_context_is_understood(case: dict[str, Any], language: str) -> None:
    stated = read(case["texts"][language], language, f"{case['year']}-06-30")
    missed = [claim for claim in claims(case, "states") if not any(map(claim.fits, stated))]
    wrong = [one for claim in claims(case, "denies") for one in stated if claim.fits(one)]
    told = [(one.subject.id, one.predicate, one.qualifiers.given(), one.status) for one in stated]
    assert not missed, f"{missed}; read {told}"
    assert not wrong, f"read {told}"
