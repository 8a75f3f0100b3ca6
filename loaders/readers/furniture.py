"""Furniture in plain text: what was copied along with an article. Menus, links to other pages, buttons, readers' words, the imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ontology.folding import fold

from .html_rules import LONGEST_HEADING, heading_kind, is_button, rules

_LONGEST_LINK = 180  # characters of the headline of another page
_ENDS = (".", "!", "?", "…", ":", ";", ",", '."', ".”", ".»")
_CRUMBS = re.compile(r"[^.>»›→]{1,40}(?:\s*[>»›→]\s*[^.>»›→]{1,80}){1,6}")
_PARTED = re.compile(r"[>»›→|•·/]")
_BAR = re.compile(r"\s[|•·/]\s")
_LONGEST_WORD, _LONGEST_LABEL = 24, 100
_MENU = 3  # parts of a bar of links
_MOST_COMMENTS = 0.6  # of a text; what heads more stands above the article and leads to them


def furniture(lines: Sequence[str]) -> set[int]:
    """The places of lines that belong to the page and not to the article."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        words = line.strip()
        if place in found or not words:
            continue
        if is_button(words) or _is_menu(words) or _is_imprint(words):
            found.add(place)
        elif len(words) <= LONGEST_HEADING:
            found.update(_section(lines, place, words))
        elif ":" in words[:LONGEST_HEADING] and heading_kind(words.partition(":")[0]) == "more":
            found.add(place)
    return found


def _section(lines: Sequence[str], place: int, words: str) -> set[int]:
    """The heading of a section of links or comments with all that it heads; nothing where a line is none."""
    label, colon, rest = words.partition(":")
    kind = heading_kind(label)
    if kind is None or fold(label) in rules().page_only:
        return set()
    if colon and rest.strip():
        return {place} if kind == "more" else set()
    if kind == "comments":
        share = sum(map(len, lines[place:])) / max(1, sum(map(len, lines)))
        return set(range(place, len(lines))) if share < _MOST_COMMENTS else {place}
    return {place, *_links(lines, place + 1)}


def _links(lines: Sequence[str], first: int) -> set[int]:
    """The headlines of other pages from a line on: they end as no sentence does."""
    found = set()
    for place in range(first, len(lines)):
        words = lines[place].strip()
        if heading_kind(words) is not None or len(words) > _LONGEST_LINK or words.endswith(_ENDS) or words.startswith("|") or "\t" in words:
            break
        found.add(place)
    return found


def _is_menu(words: str) -> bool:
    """A path ("Home > News") or a bar of links that begins at home."""
    if len(words) > _LONGEST_LINK or _PARTED.search(words) is None or words.endswith(_ENDS):
        return False
    parts = _BAR.split(words)
    if fold(re.split(r"\s*[>»›→|•·/]\s*", words)[0]) not in rules().home:
        return False
    return _CRUMBS.fullmatch(words) is not None or len(parts) >= _MENU


def _is_imprint(words: str) -> bool:
    """Who edits the page, by whose licence, and whose rights are reserved."""
    if fold(words[:_LONGEST_WORD]).partition(" ")[0] not in _imprint_words():
        return False
    folded = fold(words[:_LONGEST_LABEL])
    return any(folded.startswith(f"{start} ") or folded == start for start in rules().imprint)


@cache
def _imprint_words() -> frozenset[str]:
    """The first words of the lines of an imprint: most lines begin with another."""
    return frozenset(start.partition(" ")[0] for start in rules().imprint)
