"""The words of `metadata.yaml`, ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ontology.folding import fold

_LABEL = re.compile(r"\s*[*_]{0,3}([^\W\d_][^:\n]{0,30}?)[*_]{0,3}\s*:[*_]{0,3}\s*(\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words; what each is for stands in the YAML. `months` gives the number of a name."""

    sources: frozenset[str]
    credits: frozenset[str]
    beside_dates: frozenset[str]
    of_other_days: frozenset[str]
    front_matter: dict[str, str]
    months: dict[str, int]


@cache
def words() -> Words:
    """The words, read once."""
    data = yaml.safe_load(files(__package__).joinpath("metadata.yaml").read_text("utf-8"))
    return Words(
        sources=frozenset(data["sources"]),
        credits=frozenset(data["credits"]),
        beside_dates=frozenset(word for group in data["beside_dates"] for phrase in group for word in str(phrase).split()),
        of_other_days=frozenset(data["of_other_days"]),
        front_matter={key: field for field, keys in data["front_matter"].items() for key in keys},
        months={name: number for number, names in enumerate(data["months"], 1) for name in names},
    )


def labelled(line: str) -> tuple[str, str] | None:
    """The folded label and the value of a line `Label: value`."""
    match = _LABEL.match(line)
    return (fold(match[1]), match[2]) if match else None
