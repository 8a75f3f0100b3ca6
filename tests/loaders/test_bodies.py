"""Bodies named by a part of their names, in every language the same thing: by the place alone, by the kind alone, in a list."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, languages

from .cases import Case, assert_is_read, cases
from .reports import document, read

CASES = cases("bodies.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
@pytest.mark.parametrize("language", languages())
def test_a_body_is_known_by_a_part_of_its_name(case: Case, language: str) -> None:
    assert_is_read(case, language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_body_has_one_id_in_all_languages(case: Case) -> None:
    found = {
        language: {one.subject.id for one in read(text, language) if one.subject.type == "Unit"} for language, text in case["texts"].items()
    }
    assert len({frozenset(ids) for ids in found.values()}) == 1, found


def test_initials_in_brackets_stand_for_their_body_afterwards() -> None:
    text = "The Bac Son Textile Company (BSTC) opened in 2020. BSTC is head of Emulation Bloc No. 4 of the Ministry of Industry and Trade."
    heads = [one.subject for one in extract(document(text, "en")).statements if one.predicate == "leads_bloc"]
    assert heads
    assert all("Bac Son Textile Company" in head.labels.values() for head in heads)
