"""The text as rules see it: composed characters, one fold a character, paragraphs and sentences; offsets lead back to the source."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Set
from dataclasses import dataclass

import regex

_PLAIN = {"đ": "d", "ø": "o", "ł": "l", "ı": "i"}
_SPACE = re.compile("[\u00a0\u2007\u202f\u2009\x0b\x0c]")
_EARLY = {
    first + late: early + second
    for first, second, pairs in (("o", "a", "òàóáỏảõãọạ"), ("o", "e", "òèóéỏẻõẽọẹ"), ("u", "y", "ùỳúýủỷũỹụỵ"))
    for early, late in zip(pairs[::2], pairs[1::2], strict=True)
}
_LATE_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?![^\W\d_])")  # of `quý` the u is no vowel
_PARAGRAPH = regex.compile(r"[^\n\r]+")
_STOP = regex.compile(r"(?<=[.!?…](?:[\"”»’)\]]|\s»)?)\s+(?=[«\"“„‘'(\[*•-]?\s?[\p{Lu}\p{N}])")
_ETH = str.maketrans("Ðð", "Đđ")  # old Vietnamese pages write the one for the other
_ETH_USED = re.compile("[Ðð]")
_WORD = re.compile(r"\w+")
_BULLET = regex.compile(r"\s*(?:[*•·–—-]|\(\d{1,2}\)|\d{1,2}[.)])\s+")


class _Folds(dict[int, str]):
    """A table for `str.translate` that learns each character when it first sees it; there are as many as Unicode has."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


def fold_character(character: str) -> str:
    """One folded character for one: lower case, without diacritics, punctuation as it is."""
    lowered = character.lower()
    if len(lowered) != 1:
        return character
    base = unicodedata.normalize("NFD", lowered)[0]
    return _PLAIN.get(base, base)


_FOLDS = _Folds()


def fold_text(text: str) -> str:
    """The text folded character by character, of the same length."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


@dataclass(frozen=True)
class Sentence:
    """A stretch of the view, and the number of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


class TextView:
    """A document's text in NFC with plain spaces. `text` and `lower` have one length, so one offset serves both."""

    def __init__(self, source: str) -> None:
        self.text, self._origin = composed(source)
        self.lower = same_tones(_lower(self.text))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where view[start:end] stands in the source text, in code points."""
        return (start, end) if self._origin is None else (self._origin[start], self._origin[end])

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Lines with something on them, trimmed."""
        for match in _PARAGRAPH.finditer(self.text):
            start, end = match.span()
            line = match.group()
            start += len(line) - len(line.lstrip())
            end -= len(line) - len(line.rstrip())
            if start < end:
                yield start, end

    def sentences(self, abbreviations: Set[str], ordinal_dot: bool, openers: Set[str] = frozenset()) -> list[Sentence]:
        """Sentences in order. `abbreviations` are folded words whose dot ends nothing; `ordinal_dot`: so is that of `34.`

        ... but for a number before one of `openers`, small words in lower case that stand at no place before a noun with an ordinal.
        """
        found: list[Sentence] = []
        for number, (start, end) in enumerate(self.paragraphs()):
            bullet = _BULLET.match(self.text, start, end)
            cursor = bullet.end() if bullet and bullet.end() < end else start
            for stop in _STOP.finditer(self.text, cursor, end):
                if not self._ends_nothing(stop, abbreviations, ordinal_dot, openers):
                    found.append(Sentence(cursor, stop.start(), number))
                    cursor = stop.end()
            found.append(Sentence(cursor, end, number))
        return found

    def _ends_nothing(self, gap: regex.Match[str], abbreviations: Set[str], ordinal_dot: bool, openers: Set[str]) -> bool:
        """Whether the dot before a gap belongs to an abbreviation, an initial or an ordinal number."""
        stop = gap.start()
        if self.text[stop - 1] != ".":
            return False
        word = regex.search(r"[\w.]*$", self.text[max(0, stop - 24) : stop - 1])
        before = word.group() if word else ""
        if before.isdigit():
            following = _WORD.match(self.lower, gap.end())
            return ordinal_dot and len(before) < 3 and (following is None or following.group() not in openers)
        return fold_text(before) in abbreviations or (len(before) == 1 and before.isupper())


def same_tones(text: str) -> str:
    """Vietnamese in lower case with the tone on the first of two vowels that end a syllable, as in `hòa`; others write `hoà`."""
    return text if text.isascii() else _LATE_TONE.sub(lambda match: _EARLY[match.group()], text)


def _lower(text: str) -> str:
    """Lower case character by character, of the same length; `İ`, whose lower case is two characters, stays, and a final `Σ` is a `σ`."""
    if "İ" not in text and "Σ" not in text:
        return text.lower()
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def composed(source: str) -> tuple[str, array[int] | None]:
    """A text in NFC with plain spaces, and where its characters stand in the source, None where they stand in the same places."""
    text, origin = (source, None) if unicodedata.is_normalized("NFC", source) else _compose(source)
    return _SPACE.sub(" ", text.translate(_ETH) if _ETH_USED.search(text) else text), origin


def _compose(source: str) -> tuple[str, array[int]]:
    """NFC by clusters (a starter and its marks), with the source offset of each composed character and of the end."""
    pieces: list[str] = []
    origin = array("q")
    for cluster in regex.finditer(r"\X", source):
        composed = unicodedata.normalize("NFC", cluster.group())
        same_length = len(composed) == len(cluster.group())
        pieces.append(composed)
        origin.extend(cluster.start() + (index if same_length else 0) for index in range(len(composed)))
    origin.append(len(source))
    return "".join(pieces), origin
