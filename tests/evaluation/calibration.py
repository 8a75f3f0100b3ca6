"""Fitting confidence: how often readings of a kind were right, drawn towards what is known of fewer examples' neighbours.

Where a kind of reading has few examples its own share says little. So it is mixed with a forecast, which counts as `WEIGHT`
examples: what its ground and its predicate alone would make one expect.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import yaml

from loaders.extraction.confidence import Calibration, Ground

from .corpora import Outcome

WEIGHT = 8  # examples
_HEADER = """# What confidence means: how often readings of a kind were right, above all on documents set aside (`make calibrate`).
# Grounds: said (its own words), year (the year from context), ends (an end from context), implied (from another fact), weak (a rule that
# is none too sure itself, or that means things by pronouns). A predicate or ground without examples has the figure of its ground.
"""


def fitted(outcomes: Iterable[Outcome]) -> Calibration:
    """The calibration that outcomes ask for; the same outcomes always ask for the same."""
    seen = sorted(outcomes, key=lambda one: (one.predicate, one.ground))
    overall = (sum(one.right * one.weight for one in seen) + 1) / (sum(one.weight for one in seen) + 2)
    grounds = {ground: _mixed([one for one in seen if one.ground == ground], overall) for ground in _grounds()}
    predicates: dict[str, dict[Ground, float]] = {}
    for predicate, of_predicate in groupby(seen, key=lambda one: one.predicate):
        group = list(of_predicate)
        alone = _mixed(group, overall)
        for ground, of_ground in groupby(group, key=lambda one: one.ground):
            forecast = _logistic(_logit(grounds[ground]) + _logit(alone) - _logit(overall))
            predicates.setdefault(predicate, {})[ground] = round(_mixed(list(of_ground), forecast), 2)
    return Calibration(grounds={ground: round(share, 2) for ground, share in grounds.items()}, predicates=predicates)


def written(calibration: Calibration) -> str:
    """The calibration as the file that is read again."""
    body = calibration.model_dump()
    return _HEADER + yaml.safe_dump(body, sort_keys=True, default_flow_style=None, width=120)


def without_its_own(outcomes: Sequence[Outcome], every: Sequence[Outcome] = ()) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of each outcome, by a calibration fitted on all documents but its own; those of `every`, where it is given."""
    for document in sorted({one.document for one in outcomes}):
        others = fitted(one for one in every or outcomes if one.document != document)
        yield from ((others.of(one.predicate, one.ground), one.right) for one in outcomes if one.document == document)


def _mixed(outcomes: Sequence[Outcome], forecast: float) -> float:
    """The share of right ones, with a forecast that counts as `WEIGHT` examples; never quite 0 or 1."""
    share = (sum(one.right * one.weight for one in outcomes) + WEIGHT * forecast) / (sum(one.weight for one in outcomes) + WEIGHT)
    return min(max(share, 0.02), 0.99)


def _grounds() -> tuple[Ground, ...]:
    return ("said", "year", "ends", "implied", "weak")


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
