"""Patterns over items, written much as people write sentences, compiled to regular expressions over one character an item.

    {unit}, <head> [of {bloc}] [in {year}]

`{slot}` or `{slot:type|type}` is a mention; `{slot*}` a run of them, `{slot+}` a list ("A, B and C"); `<cue>` a cue word of the pack;
a bare word is itself, in any case; `[...]` may be missing; `(a | b)` is one of them; `..` stands for up to four words or cues,
`...` for up to forty items of any kind but `;`. Signs stand for themselves; `^` is the beginning of the sentence, `$` its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from .items import Item
from .prefilter import Need, needs_of

_PIECE = re.compile(
    r"\{(?P<slot>[^}]+)\}|<(?P<cue>[a-z_|]+)>|(?P<gap>\.{2,3})|(?P<mark>[\[\]()|^$?*])|\\(?P<escaped>.)|(?P<word>\w[\w'’.-]*)|(?P<sign>[^\s\w])"
)

_CUES = re.compile(r"<([a-z_|]+)>")
_WORDS = frozenset({"word", "name", "surname"})
# What a slot takes when only its name is given.
SLOT_TYPES: dict[str, tuple[str, ...]] = {
    "unit": ("unit", "organization", "place"),
    "organization": ("organization", "unit", "council"),
    "body": ("unit", "organization", "council", "place"),
    "agent": ("person", "unit", "organization", "council", "bloc", "holder", "place"),
    "person": ("person", "holder"),
    "year": ("year", "date", "relative_year"),
}


class PatternError(ValueError):
    """A pattern that can't be read; the message quotes it."""


_type, _word = itemgetter(0), itemgetter(-1)


class _Letters(dict[str, str]):
    """A character for every key, given when it is first asked for."""

    def __missing__(self, key: str) -> str:
        self[key] = chr(0xE000 + len(self))
        return self[key]


class Alphabet:
    """One character for every item type and for every word that some pattern of a pack names.

    A cue word may serve several cues: `til` is `<of|to>`, and `<of>` takes it as `<to>` does.
    """

    def __init__(self, cue_types: Iterable[str] = ()) -> None:
        self._of = _Letters()
        self._words: dict[str, str] = {}
        self._families: dict[str, list[str]] = {}
        for kind in sorted(_WORDS | {"number"}):  # known from the first, so that every gap runs over them
            self.of(kind)
        for key in sorted(set(cue_types)):
            for name in key.strip("<>").split("|"):
                self._families.setdefault(f"<{name}>", []).append(self.of(key))

    def of(self, key: str) -> str:
        """The character of a type (`unit`), a cue (`<head>`) or a word (`=with`)."""
        if key not in self._of and key[0] == "=" and len(key) > 1:
            self._words[key[1:]] = self._of[key]
        return self._of[key]

    def all_of(self, key: str) -> str:
        """The characters of every item that a type or cue in a pattern takes."""
        named = self._words.values() if key == "word" else ()  # a word that some pattern names is a word to all others still
        return "".join([*(self._families.get(key) or [self.of(key)]), *named])

    def spelled(self, items: Sequence[Item]) -> str:
        """Items as one character each; a plain word that patterns name has its own."""
        kinds = map(self._of.__getitem__, map(_type, items))
        if self._words.keys().isdisjoint(map(_word, items)):  # patterns name few words, most sentences none of them
            return "".join(kinds)
        return "".join([self._words.get(item.word) or kind for item, kind in zip(items, kinds, strict=True)])

    def words(self) -> str:
        """A character class of everything a short gap may run over: words, numbers and cues, no mentions and no signs."""
        keys = [key for key in self._of if key in {"word", "name", "surname", "number"} or key[0] in "=<"]
        return "".join(re.escape(self._of[key]) for key in keys)


class Match(NamedTuple):
    """Where a pattern matched: the items of each slot, and the run of all items it covers."""

    slots: Mapping[str, tuple[Item, ...]]
    first: int
    last: int


class Pattern:
    """A compiled pattern; compile after every pattern of the pack was announced to the alphabet."""

    def __init__(self, source: str, alphabet: Alphabet) -> None:
        self.source = source
        self._alphabet = alphabet
        self._types: dict[str, tuple[str, ...]] = {}
        self._pieces = list(_tokens(source))
        for kind, value in self._pieces:
            if kind == "word":
                alphabet.of("=" + value.lower())

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots it fills."""
        return tuple(slot_of(value)[0] for kind, value in self._pieces if kind == "slot")

    def compile(self) -> CompiledPattern:
        """The pattern ready to match."""
        try:
            body = "".join(self._express(kind, value) for kind, value in self._pieces)
            return CompiledPattern(self.source, re.compile(body), self._types, self._lists(), self._needs())
        except re.error as error:
            raise PatternError(f"{self.source!r}: {error}") from error

    def _lists(self) -> frozenset[str]:
        """The slots that take a list, in which commas and the like stand between the items."""
        slots = (slot_of(value) for kind, value in self._pieces if kind == "slot")
        return frozenset(name for name, _, many in slots if many == "+")

    def _needs(self) -> tuple[Need, ...]:
        pieces = [(kind, self._taken(kind, value) or value) for kind, value in self._pieces]
        return needs_of(pieces)

    def _taken(self, kind: str, value: str) -> Need:
        """The characters one of which a piece takes, none where it takes anything or no item at all."""
        if kind == "slot":
            types = slot_of(value)[1]
            return frozenset() if "any" in types else frozenset(self._characters(types))
        if kind == "cue":
            return frozenset(self._characters(f"<{name}>" for name in value.split("|")))
        if kind in {"word", "sign"}:
            return frozenset(self._alphabet.of(("=" + value.lower()) if kind == "word" else value))
        return frozenset()

    def _express(self, kind: str, value: str) -> str:
        if kind == "slot":
            return self._slot(value)
        if kind == "cue":
            return self._class("<" + name + ">" for name in value.split("|"))
        if kind == "gap":
            return f"[{self._alphabet.words()}]{{0,4}}?" if value == ".." else f"[^{self._alphabet.of(';')}]{{0,40}}?"
        if kind == "mark":
            return {"[": "(?:", "]": ")?", "(": "(?:"}.get(value, value)
        return re.escape(self._alphabet.of(("=" + value.lower()) if kind == "word" else value))

    def _slot(self, value: str) -> str:
        name, types, many = slot_of(value)
        self._types[name] = types
        one = self._class(types)
        if many == "*":
            return f"(?P<{name}>{one}+)"
        if many != "+":
            return f"(?P<{name}>{one})"
        if "name" in types:
            one += "+"
        joint = self._class((",", ";", "<and>"))
        link = self._class(("<article>", "<filler>"))
        aside = f"(?:{self._class('(')}{self._class(('head', 'deputy'))}{self._class(')')})?" if "unit" in types else ""
        return f"(?P<{name}>{one}{aside}(?:{joint}{{1,2}}{link}{{0,3}}{one}{aside})*)"

    def _class(self, keys: Iterable[str]) -> str:
        keys = tuple(keys)
        if "any" in keys:
            return "[^" + "".join(re.escape(self._alphabet.of(sign)) for sign in ",;:.()…") + "]"
        return "[" + re.escape(self._characters(keys)) + "]"

    def _characters(self, keys: Iterable[str]) -> str:
        return "".join(map(self._alphabet.all_of, keys))


@dataclass(frozen=True)
class CompiledPattern:
    """A pattern's expression over spelled sentences, the types its slots take, the slots that are lists, and what a match needs."""

    source: str
    expression: re.Pattern[str]
    types: Mapping[str, tuple[str, ...]]
    lists: frozenset[str]
    needs: tuple[Need, ...] = ()

    def find(self, spelled: str, items: Sequence[Item]) -> Iterator[Match]:
        """Every match in a sentence, spelled by the pack's alphabet, from left to right."""
        position = 0
        while position < len(spelled) and (found := self.expression.search(spelled, position)) is not None:
            first, last = found.span()
            if last > first:
                yield Match({name: self._filled(name, found, items) for name in self.types}, first, last)
            position = first + 1  # so that one thing may stand in the middle of two matches, but no match comes twice

    def _filled(self, name: str, found: re.Match[str], items: Sequence[Item]) -> tuple[Item, ...]:
        first, last = found.span(name)
        if first < 0:
            return ()
        filled = tuple(items[first:last])
        return tuple(item for item in filled if _is_one_of(item, self.types[name])) if name in self.lists else filled


def _is_one_of(item: Item, types: tuple[str, ...]) -> bool:
    return item.type in types or "any" in types or any(item.has_cue(kind[1:-1]) for kind in types if kind.startswith("<"))


def slot_of(value: str) -> tuple[str, tuple[str, ...], str]:
    """Name, types and multiplicity (`*`, `+` or nothing) of what stands between a slot's braces."""
    name, _, kinds = value.partition(":")
    many = (kinds or name)[-1:] if (kinds or name)[-1:] in "*+" else name[-1:] if name[-1:] in "*+" else ""
    name, kinds = name.rstrip("*+"), kinds.rstrip("*+")
    return name, tuple(kinds.split("|")) if kinds else SLOT_TYPES.get(name, (name,)), many


@cache
def cues_in(source: str) -> frozenset[str]:
    """The cues that a pattern names, in its slots as well."""
    return frozenset(cue for cues in _CUES.findall(source) for cue in cues.split("|") if cue)


@cache
def _tokens(source: str) -> tuple[tuple[str, str], ...]:
    pieces = []
    for match in _PIECE.finditer(source):
        kind = match.lastgroup or "sign"
        value = match.group(kind)
        if kind == "sign" and value in "{}<>":
            raise PatternError(f"{source!r}: {value} stands alone; write {{slot}} and <cue>, or \\{value} for the sign itself")
        pieces.append(("sign" if kind == "escaped" else kind, value))
    return tuple(pieces)
