"""How sure a reading is: how often readings of its kind were right on the development corpus (`loaders/calibration.yaml`).

The kind is the predicate and the ground it stands on. Rules state no probability themselves; what a pack's rule says of its own
`confidence` puts it among the weak ones or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from .facts import Fact

Ground = Literal["said", "year", "ends", "implied", "weak"]

_SURE = 0.85  # what a rule says of itself at least that is no weak one


class Calibration(BaseModel):
    """Observed precision by ground, and by predicate and ground where there were examples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    grounds: dict[Ground, float]
    predicates: dict[str, dict[Ground, float]] = Field(default_factory=dict)

    def of(self, predicate: str, ground: Ground) -> float:
        """The confidence (0 to 1) of a reading."""
        return self.predicates.get(predicate, {}).get(ground, self.grounds[ground])


@cache
def calibration() -> Calibration:
    """The figures of `loaders/calibration.yaml`; `make calibrate` fits them anew."""
    return Calibration.model_validate(yaml.safe_load(resources.files("loaders").joinpath("calibration.yaml").read_bytes()))


def assumed(fact: Fact, quote: str) -> Iterator[str]:
    """What the words of a fact leave to context: `subject`, `object`, `year`."""
    words = " ".join(quote.split())
    for side, mention in (("subject", fact.subject_mention), ("object", fact.object_mention)):
        if mention and mention not in words:
            yield side
    year = fact.qualifiers.get("year")
    if year is not None and str(year) not in words:
        yield "year"


def ground_of(fact: Fact, quote: str) -> Ground:
    """What a fact stands on: its own words, a year or an end from context, another fact, or a rule that is none too sure itself."""
    if fact.rule.startswith("implied/"):
        return "implied"
    if fact.confidence < _SURE:
        return "weak"
    left = set(assumed(fact, quote))
    return "ends" if left - {"year"} else "year" if left else "said"


def confidence_of(fact: Fact, quote: str) -> float:
    """How sure a fact is, read in this quote."""
    return calibration().of(fact.predicate, ground_of(fact, quote))
