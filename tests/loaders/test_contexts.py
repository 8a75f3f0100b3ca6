"""What a sentence means by those around it, in every language: corrections, clauses, "it" and "both", years that others count from."""

from __future__ import annotations

import pytest

from loaders.extraction import languages

from .cases import Case, assert_is_read, cases

CASES = cases("contexts.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
@pytest.mark.parametrize("language", languages())
def test_context_is_understood(case: Case, language: str) -> None:
    assert_is_read(case, language)
