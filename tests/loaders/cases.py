"""Cases told in every language, as YAML: texts that must state the same, and may not state something else."""

from __future__ import annotations

from typing import Any

import yaml

from loaders.extraction.examples import Claim, claim_of
from tests.conftest import PROJECT

from .reports import read

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """The cases of a file beside the tests."""
    found: list[Case] = yaml.safe_load((PROJECT / "tests" / "loaders" / name).read_text(encoding="utf-8"))
    return found


def assert_is_read(case: Case, language: str) -> None:
    """All that a case states is read in its text in a language, and nothing that it denies."""
    stated = read(case["texts"][language], language, f"{case['year']}-06-30")
    missed = [claim for claim in _claims(case, "states") if not any(map(claim.fits, stated))]
    wrong = [one for claim in _claims(case, "denies") for one in stated if claim.fits(one)]
    told = [(one.subject.id, one.predicate, one.qualifiers.given(), one.status) for one in stated]
    assert not missed, f"{missed}; read {told}"
    assert not wrong, f"read {told}"


def _claims(case: Case, kind: str) -> list[Claim]:
    return [claim_of(body, case["about"]) for body in case.get(kind, ())]
