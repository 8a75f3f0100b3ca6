"""The figures of a corpus: all of it, by language, by predicate; and where they are worse than others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from tests.scoring import Score

from .calibration import without_its_own
from .corpora import Measured, Outcome

Figures = dict[str, Any]
Band = dict[str, float]

_SHARES = ("f1", "precision", "recall", "grounded")
_ROUNDING = 0.0005
_BANDS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)  # upper ends


def figures(corpora: Sequence[Measured], fitted_on: Iterable[Measured] = ()) -> Figures:
    """`{corpus: {"all": …, "languages": {…}, "predicates": {…}, "reliability": {…}}}`, as it is kept in docs/evaluation.json.

    `fitted_on` are the corpora that confidence is fitted on, where they are more than those asked for.
    """
    every = [outcome for measured in fitted_on or corpora for outcome in measured.outcomes()]
    return {
        measured.name: {
            "all": _shares(measured),
            "languages": {language: _shares(part) for language, part in measured.languages()},
            "predicates": _predicates(measured),
            "reliability": _reliability(measured, every),
        }
        for measured in corpora
    }


def drops(kept: Figures, now: Figures) -> Iterator[str]:
    """What is worse now than it was kept, each as a line for people; a corpus that is not here is not compared."""
    for corpus in sorted(kept.keys() & now.keys()):
        yield from _dropped(f"{corpus}, all", kept[corpus]["all"], now[corpus]["all"])
        for group in ("languages", "predicates"):
            for name, before in sorted(kept[corpus][group].items()):
                yield from _dropped(f"{corpus}, {name}", before, now[corpus][group].get(name, {}))


def _dropped(place: str, before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[str]:
    for key in _SHARES:
        if key in before and after.get(key, 0.0) < before[key] - _ROUNDING:
            yield f"{place}: {key} {before[key]:.3f} -> {after.get(key, 0.0):.3f}"
    if after.get("forbidden", 0) > before.get("forbidden", 0):
        yield f"{place}: forbidden {before['forbidden']} -> {after['forbidden']}"


def _shares(measured: Measured) -> dict[str, float]:
    score: Score = measured.corpus.score(measured.readings)
    shares = {key: round(getattr(score, key), 4) for key in _SHARES}
    verdict = measured.verdict
    counts = {"core": len(verdict.core), "stated": len(verdict.stated), "forbidden": len(score.forbidden), "traps": len(verdict.forbidden)}
    return {**shares, **counts}


def _predicates(measured: Measured) -> dict[str, dict[str, float]]:
    """By predicate: core rows and how many were found, statements and how many are right, and the two shares."""
    found: dict[str, dict[str, float]] = {}
    for row, hit in measured.verdict.core:
        _count(found, row["predicate"], "core", "found", hit)
    for one, right in measured.verdict.stated:
        _count(found, one.statement.predicate, "stated", "right", right)
    for counts in found.values():
        counts["recall"] = round(counts["found"] / counts["core"], 4) if counts["core"] else 1.0
        counts["precision"] = round(counts["right"] / counts["stated"], 4) if counts["stated"] else 1.0
    return dict(sorted(found.items()))


def _reliability(measured: Measured, every: Sequence[Outcome]) -> dict[str, list[Band]]:
    """Bands of confidence as stated, and as a calibration would state it that does not know the document."""
    outcomes = list(measured.outcomes())
    return {
        "as stated": bands((one.confidence, one.right) for one in outcomes),
        "each document by a calibration fitted on the others": bands(without_its_own(outcomes, every)),
    }


def bands(outcomes: Iterable[tuple[float, bool]]) -> list[Band]:
    """`{"up_to", "statements", "mean", "right"}` of each band of confidence with statements in it."""
    told = list(outcomes)
    found = []
    for lower, upper in pairwise((0.0, *_BANDS)):
        inside = [(confidence, right) for confidence, right in told if lower < confidence <= upper]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(right for _, right in inside)
            found.append({"from": lower, "up_to": upper, "statements": len(inside), "mean": round(mean, 4), "right": right})
    return found


def _count(found: dict[str, dict[str, float]], predicate: str, whole: str, part: str, hit: bool) -> None:
    counts = found.setdefault(predicate, dict.fromkeys(("core", "found", "stated", "right"), 0))
    counts[whole] += 1
    counts[part] += hit
