"""The words by which furniture is known, from `html.yaml`, ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from ontology.folding import fold

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNT = re.compile(r"^[\d\W]+|[\d\W]+$")
_LONGEST = 3
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Rules:
    """Sets of folded words and phrases; what each is for stands in the YAML."""

    certain: frozenset[str]
    likely: frozenset[str]
    layout: frozenset[str]
    more_headings: frozenset[str]
    comment_headings: frozenset[str]
    buttons: frozenset[str]
    page_only: frozenset[str]
    home: frozenset[str]
    imprint: frozenset[str]


@cache
def rules() -> Rules:
    """The rules, read once."""
    data = yaml.safe_load(files(__package__).joinpath("html.yaml").read_text("utf-8"))
    return Rules(**{key: frozenset(map(str, words)) for key, words in data.items()})


def is_certain(attribute: str) -> bool:
    """Whether these class or id names say comments, links, navigation and the like."""
    return bool(_phrases(attribute) & rules().certain)


def is_likely(attribute: str) -> bool:
    """Whether these class or id names say furniture, as far as names go."""
    return bool(_phrases(attribute) & rules().likely)


def heading_kind(text: str) -> str | None:
    """`more` for the heading of a list of links, `comments` for that of readers' words, else None."""
    if len(text) > LONGEST_HEADING:
        return None
    words = _bare(text)
    if words in rules().more_headings:
        return "more"
    return "comments" if words in rules().comment_headings else None


def is_button(text: str) -> bool:
    """Whether a line is but the label of a button."""
    return len(text) <= LONGEST_HEADING and _bare(text) in rules().buttons


def _bare(text: str) -> str:
    """Folded, without the count and the marks around it: `Bình luận (2)` -> `binh luan`."""
    return _COUNT.sub("", fold(text))


@lru_cache(maxsize=4096)
def _phrases(attribute: str) -> frozenset[str]:
    """Every run of up to three words of each name, but those that a word of layout stands before."""
    found: set[str] = set()
    for name in attribute.split():
        words = re.split(r"[^a-z0-9]+", _CAMEL.sub("-", name).lower())
        for start in range(len(words)):
            if start and words[start - 1] in rules().layout:
                continue
            found.update(" ".join(words[start : start + length]) for length in range(1, _LONGEST + 1))
    return frozenset(found)
