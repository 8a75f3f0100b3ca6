"""The measure itself: what is worse is found and kept from being written, and confidence is fitted as it says."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from loaders.extraction.confidence import Calibration, calibration
from loaders.pipeline import read_and_extract
from ontology.interchange import record_json
from tests.evaluation.calibration import fitted, without_its_own, written
from tests.evaluation.corpora import SEEDS, Measured, Outcome, measured
from tests.evaluation.figures import Figures, bands, drops, figures
from tests.evaluation.report import BEGIN, END, interval, page
from tests.scoring import Corpus

OUTCOMES = st.lists(
    st.builds(
        Outcome,
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.sampled_from(["leads_bloc", "awarded"]),
        st.sampled_from(["said", "year", "ends", "implied", "weak"]),
        st.floats(0, 1),
        st.booleans(),
        st.integers(1, 4),
    ),
    max_size=60,
)


@pytest.fixture(scope="module")
def own() -> list[Measured]:
    return [corpus for corpus in measured(fresh=True) if corpus.name != SEEDS]


@pytest.fixture(scope="module")
def corpora(own: list[Measured]) -> list[Measured]:
    return [corpus for corpus in own if corpus.name == "dev"]


@pytest.fixture(scope="module")
def now(corpora: list[Measured], own: list[Measured]) -> Figures:
    return figures(corpora, own)


def run(docs: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.evaluation", "--docs", str(docs), *arguments], capture_output=True, text=True, check=False
    )


def places(found: Figures) -> Iterator[tuple[str, str]]:
    for corpus in found.values():
        yield "all", ""
        yield from (("languages", name) for name in corpus["languages"])
        yield from (("predicates", name) for name in corpus["predicates"])


def test_nothing_is_worse_than_itself(now: Figures) -> None:
    assert list(drops(now, now)) == []
    assert list(drops({}, now)) == list(drops(now, {})) == []


def test_every_figure_that_drops_is_found(now: Figures) -> None:
    for group, name in places(now):
        for key in ("precision", "recall"):
            before = copy.deepcopy(now)
            kept: dict[str, Any] = before["dev"][group][name] if name else before["dev"][group]
            kept[key] = kept[key] + 0.01
            (line,) = drops(before, now)
            assert key in line
            assert (name or "all") in line


def test_a_forbidden_statement_more_is_a_drop_and_fewer_are_none(now: Figures) -> None:
    worse, better = copy.deepcopy(now), copy.deepcopy(now)
    worse["dev"]["all"]["forbidden"] += 1
    better["dev"]["all"]["f1"] = min(better["dev"]["all"]["f1"] + 0.01, 1.0)
    assert "forbidden" in next(drops(now, worse))
    assert list(drops(now, better)) == []


def test_the_parts_make_up_the_whole(now: Figures) -> None:
    for key in ("core", "stated", "forbidden", "traps"):
        assert sum(part[key] for part in now["dev"]["languages"].values()) == now["dev"]["all"][key]
    assert sum(part["found"] for part in now["dev"]["predicates"].values()) == pytest.approx(
        now["dev"]["all"]["recall"] * now["dev"]["all"]["core"], abs=0.5
    )
    assert sum(band["statements"] for band in now["dev"]["reliability"]["as stated"]) == now["dev"]["all"]["stated"]


def test_only_what_stands_between_the_marks_is_written_anew(now: Figures) -> None:
    old = f"Before.\n{BEGIN}\nold figures\n{END}\nAfter.\n"
    new = page(old, now)
    assert new.startswith(f"Before.\n{BEGIN}\n")
    assert new.endswith(f"\n{END}\nAfter.\n")
    assert "old figures" not in new
    assert page(new, now) == new


def test_a_drop_ends_it_with_one_and_writes_nothing_unless_accepted(tmp_path: Path, now: Figures) -> None:
    kept = copy.deepcopy(now)
    kept["dev"]["languages"]["vi"]["precision"] = 1.01
    before = json.dumps(kept)
    (tmp_path / "evaluation.json").write_text(before, encoding="utf-8")
    refused = run(tmp_path)
    assert refused.returncode == 1
    assert "Worse: dev, vi: precision" in refused.stderr
    assert (tmp_path / "evaluation.json").read_text(encoding="utf-8") == before
    assert not (tmp_path / "evaluation.md").exists()
    accepted = run(tmp_path, "--accept")
    assert accepted.returncode == 0
    assert json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))["dev"] == now["dev"]
    assert "| dev | vi |" in (tmp_path / "evaluation.md").read_text(encoding="utf-8")


@given(OUTCOMES)
def test_a_calibration_is_a_probability_and_the_same_for_the_same_outcomes_in_any_order(outcomes: list[Outcome]) -> None:
    found = fitted(outcomes)
    assert fitted(reversed(outcomes)) == found
    assert Calibration.model_validate(yaml.safe_load(written(found))) == found
    shares = [*found.grounds.values(), *(share for kinds in found.predicates.values() for share in kinds.values())]
    assert all(0 < share < 1 for share in shares)


def test_many_examples_are_believed_and_few_are_not() -> None:
    many = [Outcome("a.txt", "leads_bloc", "said", 0.5, number % 2 == 0) for number in range(400)]
    one = [Outcome("a.txt", "awarded", "said", 0.5, False)]
    found = fitted([*many, *one])
    assert found.of("leads_bloc", "said") == pytest.approx(0.5, abs=0.02)
    assert 0.35 < found.of("awarded", "said") < 0.5
    assert found.of("issued_by", "said") == found.grounds["said"]


def test_a_document_is_not_judged_by_a_calibration_that_knows_it() -> None:
    right = [Outcome("a.txt", "leads_bloc", "said", 0.5, True)] * 50
    wrong = [Outcome("b.txt", "leads_bloc", "said", 0.5, False)] * 50
    told = list(without_its_own([*right, *wrong]))
    assert all(confidence < 0.2 for confidence, was_right in told if was_right)
    assert all(confidence > 0.8 for confidence, was_right in told if not was_right)


@given(st.integers(0, 50), st.integers(1, 50))
def test_the_bounds_hold_the_share_and_narrow_with_examples(right: int, more: int) -> None:
    total = right + more
    low, high = interval(right, total)
    wide_low, wide_high = interval(right * 10, total * 10)
    rounding = 1e-9
    assert -rounding <= low <= right / total + rounding <= high + 2 * rounding <= 1 + 3 * rounding
    assert wide_high - wide_low < high - low


def test_bands_leave_nothing_out() -> None:
    told = [(0.01 * number, number % 3 == 0) for number in range(1, 101)]
    assert sum(band["statements"] for band in bands(told)) == 100
    assert sum(band["right"] for band in bands(told)) == 33


def test_stated_confidence_is_that_of_the_calibration(corpora: list[Measured]) -> None:
    outcomes = [one for corpus in corpora for one in corpus.outcomes()]
    assert outcomes
    assert {one.confidence for one in outcomes} <= {calibration().of(one.predicate, one.ground) for one in outcomes} | {
        share for kinds in calibration().predicates.values() for share in kinds.values()
    }
    assert len({one.confidence for one in outcomes}) > 5


def test_our_scorer_agrees_with_the_shared_one_on_every_document(shared: Path, tmp_path: Path) -> None:
    tool = shared / "tools" / "score_facts.py"
    for gold, documents in ((shared / "eval" / "dev", None), (shared / "eval" / "seeds", shared / "seeds")):
        corpus = Corpus(gold, documents)
        readings = {path: read_and_extract(path) for path in corpus.paths}
        records = [record_json(one, reading.document) for reading in readings.values() for one in reading.statements]
        said = tmp_path / "said.jsonl"
        said.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        place = ["--docs", str(documents)] if documents else []
        done = subprocess.run(
            [sys.executable, str(tool), str(gold), str(said), "--json", *place], capture_output=True, text=True, check=True
        )
        theirs, ours = json.loads(done.stdout), corpus.score(readings)
        assert (ours.f1, ours.precision, ours.recall, ours.grounded) == pytest.approx(
            (theirs["f1"], theirs["precision"], theirs["recall"], theirs["grounded"])
        )
        assert len(ours.forbidden) == theirs["forbidden_stated"]
        for path in corpus.paths:
            assert count(ours.wrong, path) == sum(one["document"]["name"] == path.name for one in theirs["wrong"])
            assert count(ours.missed, path) == sum(row["doc"] == path.name for row in theirs["missed"])


def count(lines: tuple[str, ...], path: Path) -> int:
    return sum(line.startswith(f"{path.name}:") for line in lines)
