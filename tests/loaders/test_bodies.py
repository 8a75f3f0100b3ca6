"""Bodies named by a part of their names, in every language the same thing: by the place alone, by the kind alone, in a list."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from loaders.extraction import extract, languages
from loaders.extraction.examples import Claim, claim_of
from tests.conftest import PROJECT

from .reports import document, read

CASES: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests/loaders/bodies.yaml").read_text(encoding="utf-8"))


def claims(case: dict[str, Any], kind: str) -> list[Claim]:
    return [claim_of(body, case["about"]) for body in case.get(kind, ())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
@pytest.mark.parametrize("language", languages())
def test_a_body_is_known_by_a_part_of_its_name(case: dict[str, Any], language: str) -> None:
    stated = read(case["texts"][language], language, f"{case['year']}-06-30")
    missed = [claim for claim in claims(case, "states") if not any(map(claim.fits, stated))]
    wrong = [one for claim in claims(case, "denies") for one in stated if claim.fits(one)]
    told = [(one.subject.id, one.predicate, one.qualifiers.given(), one.status) for one in stated]
    assert not missed, f"{missed}; read {told}"
    assert not wrong, f"read {told}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_body_has_one_id_in_all_languages(case: dict[str, Any]) -> None:
    found = {
        language: {one.subject.id for one in read(text, language) if one.subject.type == "Unit"} for language, text in case["texts"].items()
    }
    assert len({frozenset(ids) for ids in found.values()}) == 1, found


def test_initials_in_brackets_stand_for_their_body_afterwards() -> None:
    text = "The Bac Son Textile Company (BSTC) opened in 2020. BSTC is head of Emulation Bloc No. 4 of the Ministry of Industry and Trade."
    heads = [one.subject for one in extract(document(text, "en")).statements if one.predicate == "leads_bloc"]
    assert heads
    assert all("Bac Son Textile Company" in head.labels.values() for head in heads)
