"""From a text view to items: words, numbers and signs, then the cue words and names that run over them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex
from ahocorasick_rs import AhoCorasick

from .items import Item
from .view import TextView, fold_text

# Thousands may stand apart ("45 300"); a French article or preposition that lost its vowel is a word of its own ("l'", "d'").
_TOKEN = regex.compile(
    r"(?P<number>(?<!\d)(?<!\d[.,/ ])\d{1,3}(?: \d{3})+(?![\d-]|[.,]\d{3})(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"|(?P<elided>(?i:(?<![\p{L}\p{M}\d'’])(?:[ldsnjc]|qu|jusqu|lorsqu|puisqu)['’])(?=\p{L}|\s|\Z))"
    r"|(?P<word>[\p{L}\p{M}]+(?:['’](?=\p{L}{2})[\p{L}\p{M}]+|['’]s\b)?)|(?P<sign>[^\s\w]|\t)|(?P<other>\w)"
)
_CLOSE = frozenset({"", " "})
_DROPPED = frozenset("-–—‑·")
_SAME = str.maketrans({"’": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'"})


def normal(phrase: str) -> str:
    """A phrase as the lexicons spell it: its tokens, lower case, joined by single spaces, hyphens dropped."""
    return " ".join(token for token in (m.group().translate(_SAME) for m in _TOKEN.finditer(phrase.lower())) if token not in _DROPPED)


class Lexed:
    """The tokens of a text, and the two haystacks (lower, folded) that lexicons search, with the way back to the tokens."""

    def __init__(self, view: TextView) -> None:
        self.items: list[Item] = []
        self._starts: list[int] = []
        self._token_at: list[int] = []  # for every token in the haystack, its place among the items
        self._place: list[int] = []  # and its offset in the haystack
        pieces: list[str] = []
        length, line = 1, 0
        text, lower, plain = view.text, view.lower, view.lower.translate(_SAME)
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            token = text[start:end]
            self.items.append(Item(_type(match.lastgroup or "sign", token), start, end, word=lower[start:end]))
            self._starts.append(start)
            if text[line:start] not in _CLOSE and "\n" in text[line:start]:
                pieces.append("\n")  # so that no phrase runs on into the next paragraph
                length += 2
            line = end
            if token in _DROPPED:
                continue
            pieces.append(plain[start:end])
            self._token_at.append(len(self.items) - 1)
            self._place.append(length)
            length += end - start + 1
        self.lower = f" {' '.join(pieces)} "

    @cached_property
    def folded(self) -> str:
        """The haystack without diacritics, of the same length."""
        return fold_text(self.lower)

    def between(self, start: int, end: int) -> list[Item]:
        """The tokens of view[start:end]."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Where haystack[start:end], a run of whole tokens, stands in the view."""
        first = self._token_at[bisect_left(self._place, start)]
        last = self._token_at[bisect_left(self._place, end) - 1]
        return self.items[first].start, self.items[last].end


def _type(kind: str, token: str) -> str:
    if kind == "elided":
        return "word"
    if kind == "word":
        return "name" if token[0].isupper() else "word"
    if kind == "number":
        return "number"
    return "|" if token.isspace() else token.translate(_SAME)  # a tab parts the cells of a table as a bar does


@dataclass(frozen=True)
class Entry:
    """A phrase of a lexicon and what it yields: an item type and its facts."""

    phrase: str
    type: str
    facts: dict[str, Any]


class Lexicon:
    """Phrases found as whole words, longest first where they overlap; `*schule` is every compound that ends so, and the word itself."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._automaton = AhoCorasick([_needle(entry.phrase) for entry in self._entries]) if self._entries else None

    def find(self, haystack: str) -> Iterator[tuple[Entry, int, int]]:
        """Every phrase in a haystack with its place, overlapping ones too."""
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            compound = self._entries[index].phrase[0] == "*"
            yield self._entries[index], haystack.rindex(" ", 0, start) + 1 if compound else start + 1, end - 1


def _needle(phrase: str) -> str:
    return f"{phrase[1:]} " if phrase[0] == "*" else f" {phrase} "
