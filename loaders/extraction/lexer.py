"""From a text view to items: words, numbers and signs, then the cue words and names that run over them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import Any

from ahocorasick_rs import AhoCorasick

from .items import NOTHING, Item
from .view import TextView, fold_text

_LETTER = r"[^\W\d_]"
_ALONE = r"(?<![^\W_].)(?<!['’].)"  # said of a first letter: neither a letter, nor a digit, nor an apostrophe stands before it
_TOKEN = re.compile(
    # A French article or preposition that lost its vowel is a word of its own ("l'", "d'").
    rf"[cdjlnsCDJLNS]{_ALONE}['’](?={_LETTER}|\s|\Z)"
    rf"|[jlpqJLPQ]{_ALONE}(?i:(?<=q)u|(?<=j)usqu|(?<=l)orsqu|(?<=p)uisqu)['’](?={_LETTER}|\s|\Z)"
    rf"|{_LETTER}+(?:['’](?={_LETTER}{{2}}){_LETTER}+|['’]s\b)?"
    # Thousands may stand apart ("45 300").
    r"|\d(?:(?<!\d.)(?<!\d[.,/ ].)\d{0,2}(?: \d{3})+(?![\d-]|[.,]\d{3})(?:[.,]\d+)?|\d*(?:[.,]\d+)*)"
    r"|\n\s*|[^\w\s]|\t|\w"
)
_DROPPED = frozenset("-–—‑·")
_SAME = str.maketrans({"’": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'"})
_BREAK = "\n"  # in a haystack: no phrase runs on into the next paragraph
as_item: Callable[[tuple[object, ...]], Item] = partial(tuple.__new__, Item)  # the quickest way, for what there are thousands of


def normal(phrase: str) -> str:
    """A phrase as the lexicons spell it: its tokens, lower case, joined by single spaces, hyphens dropped."""
    return " ".join(token for token in _TOKEN.findall(phrase.lower().translate(_SAME)) if token not in _DROPPED and not token.isspace())


class Lexed:
    """The tokens of a text, and the two haystacks (lower, folded) that lexicons search, with the way back to the tokens.

    A capitalised word is a `name`, and a `surname` where it is one of `surnames` (lower case).
    """

    def __init__(self, view: TextView, surnames: frozenset[str] = frozenset()) -> None:
        self._surnames = surnames
        self._pieces: list[str] = []
        self._token_at: list[int] = []  # for every piece of the haystack, its place among the items
        # One loop over plain tuples: there are more tokens than anything else, and a call for each would cost as much as the rest.
        self.items: list[Item] = list(map(as_item, self._tokens(view)))
        self._starts = [item.start for item in self.items]
        self.lower = f" {' '.join(self._pieces)} "

    def _tokens(self, view: TextView) -> Iterator[tuple[object, ...]]:
        text, lower, plain = view.text, view.lower, view.lower.translate(_SAME)
        piece, note, number = self._pieces.append, self._token_at.append, 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            first, word = text[start], lower[start:end]
            if first.isalpha():
                kind = "word" if first == word[0] or text[end - 1] in "'’" else "surname" if word in self._surnames else "name"
            elif first == _BREAK:
                piece(_BREAK)
                note(-1)
                continue
            else:
                kind = "number" if first.isdecimal() else "|" if first == "\t" else plain[start:end]
            yield kind, start, end, None, NOTHING, (), word
            if first not in _DROPPED:
                piece(plain[start:end])
                note(number)
            number += 1

    @cached_property
    def folded(self) -> str:
        """The haystack without diacritics, of the same length."""
        return fold_text(self.lower)

    @cached_property
    def _begins(self) -> dict[int, int]:
        """Where the piece that begins at an offset of the haystack begins in the view."""
        offsets = accumulate((len(piece) + 1 for piece in self._pieces), initial=1)
        return dict(zip(offsets, (self.items[token].start for token in self._token_at), strict=False))

    @cached_property
    def _ends(self) -> dict[int, int]:
        """Where the piece that ends at an offset of the haystack ends in the view."""
        offsets = accumulate(len(piece) + 1 for piece in self._pieces)
        return dict(zip(offsets, (self.items[token].end for token in self._token_at), strict=True))

    def between(self, start: int, end: int) -> list[Item]:
        """The tokens of view[start:end]."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Where haystack[start:end], a run of whole tokens, stands in the view."""
        return self._begins[start], self._ends[end]

    def mark(self, lexicon: Lexicon, haystack: str) -> list[tuple[Entry, int, int]]:
        """Every phrase of a lexicon in one of the two haystacks, with where it stands in the view; overlapping ones too."""
        begins, ends = self._begins, self._ends
        return [(entry, begins[start], ends[end]) for entry, start, end in lexicon.find(haystack)]


@dataclass(frozen=True)
class Entry:
    """A phrase of a lexicon and what it yields: an item type and its facts."""

    phrase: str
    type: str
    facts: dict[str, Any]


class Lexicon:
    """Phrases found as whole words, longest first where they overlap; `*schule` is every compound that ends so, and the word itself."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [(entry, entry.phrase[0] == "*") for entry in entries]
        self._automaton = AhoCorasick([_needle(entry.phrase) for entry, _ in self._entries]) if self._entries else None

    def find(self, haystack: str) -> Iterator[tuple[Entry, int, int]]:
        """Every phrase in a haystack with its place, overlapping ones too."""
        if self._automaton is None:
            return
        entries = self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            entry, compound = entries[index]
            yield entry, haystack.rindex(" ", 0, start) + 1 if compound else start + 1, end - 1


def _needle(phrase: str) -> str:
    return f"{phrase[1:]} " if phrase[0] == "*" else f" {phrase} "
