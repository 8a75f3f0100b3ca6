"""From a text view to items: words, numbers and signs, then the cue words and names that run over them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, count
from operator import add
from typing import Any

from ahocorasick_rs import AhoCorasick

from .items import NOTHING, Item
from .view import TextView, fold_text, same_tones

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
_TOKENS = re.compile(f"({_TOKEN.pattern})")
_DROPPED = frozenset("-–—‑·")
_SAME = (("'", re.compile("[’`‘]")), ('"', re.compile("[“”„«»]")))
_BREAK = "\n"  # in a haystack: no phrase runs on into the next paragraph
as_item: Callable[[tuple[object, ...]], Item] = partial(tuple.__new__, Item)  # the quickest way, for what there are thousands of


def _same_signs(text: str) -> str:
    """The text with one sign for all quotation marks of a kind; most texts have few, and a search for them is quick."""
    for sign, others in _SAME:
        text = others.sub(sign, text)
    return text


def normal(phrase: str) -> str:
    """A phrase as the lexicons spell it: its tokens, lower case, joined by single spaces, hyphens dropped."""
    tokens = _TOKEN.findall(_same_signs(same_tones(phrase.lower())))
    return " ".join(token for token in tokens if token not in _DROPPED and not token.isspace())


class Lexed:
    """The tokens of a text, and the two haystacks (lower, folded) that lexicons search, with the way back to the tokens.

    A capitalised word is a `name`, and a `surname` where it is one of `surnames` (lower case).
    """

    def __init__(self, view: TextView, surnames: frozenset[str] = frozenset()) -> None:
        self._pieces: list[str] = []  # of the haystack
        self._spans: list[tuple[int, int]] = []  # where they stand in the view
        self.items: list[Item] = list(map(as_item, self._tokens(view, surnames)))
        self._starts = [item.start for item in self.items]
        self.lower = f" {' '.join(self._pieces)} "

    def _tokens(self, view: TextView, surnames: frozenset[str]) -> list[tuple[object, ...]]:
        """The fields of every token's item. One loop over plain values: of tokens there are more than of anything else."""
        text, lower, plain = view.text, view.lower, _same_signs(view.lower)
        tokens: list[tuple[object, ...]] = []
        signs = plain != lower
        add, piece, place = tokens.append, self._pieces.append, self._spans.append
        parts = _TOKENS.split(text)  # what stands between tokens, a token, what stands between ... : quicker than a match for each
        places = list(accumulate(map(len, parts)))
        for token, start, end in zip(parts[1::2], places[::2], places[1::2], strict=False):
            first, word = token[0], lower[start:end]
            if first.isalpha():
                kind = "word" if first == word[0] or token[-1] in "'’" else "surname" if word in surnames else "name"
            elif first == _BREAK:
                piece(_BREAK)
                place((start, end))
                continue
            else:
                kind = "number" if first.isdecimal() else "|" if first == "\t" else plain[start:end]
            add((kind, start, end, None, NOTHING, (), word))
            if first not in _DROPPED:
                piece(plain[start:end] if signs else word)
                place((start, end))
        return tokens

    @cached_property
    def folded(self) -> str:
        """The haystack without diacritics, of the same length."""
        return fold_text(self.lower)

    @cached_property
    def _begins(self) -> dict[int, int]:
        """Where the piece that begins at an offset of the haystack begins in the view."""
        offsets = map(add, accumulate(map(len, self._pieces), initial=1), count())
        return dict(zip(offsets, [start for start, _ in self._spans], strict=False))

    @cached_property
    def _ends(self) -> dict[int, int]:
        """Where the piece that ends at an offset of the haystack ends in the view."""
        offsets = map(add, accumulate(map(len, self._pieces)), count(1))
        return dict(zip(offsets, [end for _, end in self._spans], strict=True))

    def between(self, start: int, end: int) -> list[Item]:
        """The tokens of view[start:end]."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Where haystack[start:end], a run of whole tokens, stands in the view."""
        return self._begins[start], self._ends[end]

    def mark(self, lexicon: Lexicon, haystack: str) -> list[tuple[Entry, int, int]]:
        """Every phrase of a lexicon in one of the two haystacks, with where it stands in the view; overlapping ones too."""
        begins, ends = self._begins, self._ends
        # What begins or ends inside "45 300", one token with a space in it, is no run of whole tokens.
        return [(entry, begins[start], ends[end]) for entry, start, end in lexicon.find(haystack) if start in begins and end in ends]


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
        self._compounds = frozenset(index for index, entry in enumerate(self._entries) if entry.phrase[0] == "*")
        self._automaton = AhoCorasick([_needle(entry.phrase) for entry in self._entries]) if self._entries else None

    def find(self, haystack: str) -> list[tuple[Entry, int, int]]:
        """Every phrase in a haystack with its place, overlapping ones too."""
        if self._automaton is None:
            return []
        entries, compounds = self._entries, self._compounds
        found = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        if not compounds:
            return [(entries[index], start + 1, end - 1) for index, start, end in found]
        return [
            (entries[index], haystack.rindex(" ", 0, start) + 1 if index in compounds else start + 1, end - 1)
            for index, start, end in found
        ]


def _needle(phrase: str) -> str:
    return f"{phrase[1:]} " if phrase[0] == "*" else f" {phrase} "
