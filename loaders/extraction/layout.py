"""How a text is laid out: lines wrapped by hand or machine, tables drawn with spaces, hyphens that only break words.

What comes out is the text as its writer meant it, one line a paragraph or a row, with the way back to the source.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from .aligned import as_rows
from .syllables import is_syllable
from .view import Sentence, TextView, composed, fold_text

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SOFT = re.compile("\u00ad[ \t]*\\n[ \t]*")
# What each begins with is rare, so that a text is quickly gone through.
_GLUED = re.compile("[A-Z\u0110\u00c0-\u00dd](?<=[a-z\u00e0-\u1eff].)(?=[a-z\u00e0-\u1eff])")  # "Đại táNguyễn"
_LETTERS = re.compile(r"[^\W\d_]*")
_YEAR_GLUED = re.compile(r"[12](?<![\w.,/-].)[90](?:(?<=19)|(?<=20))\d\d(?=[^\W\d_]{3})")  # "2018của"
_STOP_GLUED = re.compile(r"[.!?](?=[A-Z\u0110\u00c0-\u00dd][a-z\u00e0-\u1eff])")  # "ended.Then"
_BROKEN = re.compile(r"\d(?<![\d.,/-].) (?=\d{1,2}\.\d{3}(?![\d.]))")
_SPACED = re.compile(r"(?<=\S)  (?=\S)")  # more would part columns
_COUNTED = re.compile(r"^[ \t]*(\d{1,2})\.[ \t]", re.MULTILINE)  # "34. Korps", "2. Wahl"
_UNSEEN_MARK = "\u00ad"
_LISTED = re.compile(r"\s*(?:[*•·▪◦‣+–—-]|\(?\w{1,3}[.)]|#{1,6})\s")
_ENTRY = re.compile(r"\s*[^\W\d_a-z]\w*(?: [^\s:]+){0,3} ?:(?:\s|$)")  # "Present: ..."
_LINE = re.compile(r"^.*$", re.MULTILINE)
_WORD = re.compile(r"\S+")
_ENDS = frozenset('.!?:;…»”"')
_FULL = 0.7  # of the breaks in a run of lines, which a line's length explains, where it is wrapped
_FEWEST = 2  # lines that tell nothing
_WIDEST = 100  # characters of a line in such a text
_NARROWEST = 30
_SLACK = 3  # characters that a hand leaves free at a line's end
_RUNS_ON = 40  # characters of a line that may run on into one that begins with a small letter


@dataclass(frozen=True)
class Laid:
    """A text laid out anew. `origin` gives for each character, and for the end, its place in the source; None where nothing moved."""

    text: str
    origin: array[int] | None = None

    def source_place(self, place: int) -> int:
        """Where a character of the text stands in the source."""
        return place if self.origin is None else self.origin[place]


class LaidOut(TextView):
    """The view of a text as it is laid out; its spans lead back to the text as it was.

    `joints` are the words that may follow half of a compound ("Nord-" "und Südküste"), which is no word broken at a line's end.
    """

    def __init__(self, source: str, joints: Set[str] = frozenset()) -> None:
        text, self._composed = composed(source)
        self._laid = laid_out(text, joints)
        super().__init__(self._laid.text)

    def sentences(self, abbreviations: Set[str], ordinal_dot: bool, openers: Set[str] = frozenset()) -> list[Sentence]:
        """Sentences in order; where a dot makes numbers ordinal, a line may begin with one that no list counts ("34. Korps")."""
        found = super().sentences(abbreviations, ordinal_dot, openers)
        if not ordinal_dot:
            return found
        counted = {int(match[1]) for match in _COUNTED.finditer(self.text)}
        starts = {number: start for number, (start, _) in enumerate(self.paragraphs()) if self._begins_with_ordinal(start, counted)}
        return [
            replace(one, start=starts.pop(one.paragraph)) if one.paragraph in starts and one.start >= starts[one.paragraph] else one
            for one in found
        ]

    def _begins_with_ordinal(self, start: int, counted: set[int]) -> bool:
        match = _COUNTED.match(self.text, start)
        return match is not None and int(match[1]) > 1 and int(match[1]) - 1 not in counted

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where view[start:end] stands in the source text, in code points."""
        first, last = self._laid.source_place(start), self._laid.source_place(max(start, end - 1))
        after = last + (end > start)
        return (first, after) if self._composed is None else (self._composed[first], self._composed[after])


def laid_out(source: str, joints: Set[str] = frozenset()) -> Laid:
    """The text with whole paragraphs, rows of cells parted by tabs, and words neither broken nor glued together."""
    source = source.replace("\r\n", " \n").replace("\r", "\n") if "\r" in source else source
    text = _unwrapped(as_rows(source), joints) if "\n" in source else source
    edits = sorted(_edits(text))
    return _edited(text, edits) if edits else Laid(text)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands there instead)."""
    yield from ((*match.span(), "") for match in _UNSEEN.finditer(text))
    if "  " in text:
        yield from ((*match.span(), " ") for match in _SPACED.finditer(text))
    yield from ((match.end(), match.end(), " ") for match in _YEAR_GLUED.finditer(text))
    yield from ((match.end(), match.end(), " ") for match in _STOP_GLUED.finditer(text) if _ends_word(text, match.start()))
    yield from ((match.end() - 1, match.end(), "") for match in _BROKEN.finditer(text))
    yield from ((match.start(), match.start(), " ") for match in _GLUED.finditer(text) if _are_syllables(text, match.start()))


def _ends_word(text: str, stop: int) -> bool:
    """Whether a stop ends a word of some length, which no address does (`www.Example`, `TP.Huế`)."""
    before = text[max(0, stop - 4) : stop]
    return len(before) == 4 and before.isalpha() and before[1:].islower() and "." not in text[stop + 1 : stop + 30].split(" ", 1)[0]


def _are_syllables(text: str, place: int) -> bool:
    """Whether two Vietnamese syllables meet here, one at least with its marks: `táNguyễn` and no `VnExpress`."""
    start = place
    while start > 0 and text[start - 1].islower():
        start -= 1
    start -= start > 0 and text[start - 1].isupper()
    after = _LETTERS.match(text, place)
    before, following = text[start:place], after.group() if after else ""
    return not (before + following).isascii() and is_syllable(fold_text(before)) and is_syllable(fold_text(following))


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> Laid:
    pieces: list[str] = []
    origin = array("q")
    cursor = 0
    for start, end, instead in edits:
        if start < cursor:
            continue
        pieces += [text[cursor:start], instead]
        origin.extend(range(cursor, start))
        origin.extend([start] * len(instead))
        cursor = end
    pieces.append(text[cursor:])
    origin.extend(range(cursor, len(text) + 1))
    return Laid("".join(pieces), origin)


def _unwrapped(text: str, joints: Set[str]) -> str:
    """The text with spaces in the place of the line breaks that end nothing; of the same length."""
    runs = [run for run in _runs(text) if len(run) > 1]
    widths = [width for run in runs if (width := _width(run)) is not None]
    width = max(widths, default=None)
    broken = [
        (line, following) for run in runs for line, following in pairwise(run) if _goes_on(line, following, run[0], _width(run) or width)
    ]
    if not broken:
        return text
    characters = list(text)
    for line, following in broken:
        if line.breaks_word(following, joints):
            start = line.start + line.length - 1
            characters[start : following.start + following.indent] = _UNSEEN_MARK * (following.start + following.indent - start)
        characters[line.end] = _UNSEEN_MARK if characters[line.end] == _UNSEEN_MARK else " "
    return "".join(characters)


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def length(self) -> int:
        return len(self.text.rstrip())

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    def breaks_word(self, following: _Line, joints: Set[str]) -> bool:
        """Whether the line ends in mid-word, at a hyphen that the next line's first letters follow ("rotat-" "ing", no "Nord-" "und")."""
        word = _WORD.search(following.text)
        ends = self.length > 2 and self.text.rstrip()[-1] == "-" and self.text.rstrip()[-2].isalpha()
        return ends and word is not None and word.group()[0].islower() and word.group() not in joints

    def is_full(self, following: _Line, width: int) -> bool:
        """Whether the first word of the next line had no room in this one."""
        word = _WORD.search(following.text)
        return word is not None and width <= self.length + len(word.group())


def _runs(text: str) -> Iterator[list[_Line]]:
    """Lines that may belong together: none is empty or a row of a table, and none but the first an item of a list."""
    run: list[_Line] = []
    for match in _LINE.finditer(text):
        line = _Line(*match.span(), match.group())
        if not line.text.strip() or "\t" in line.text or "|" in line.text:
            yield run
            run = []
        elif run and _LISTED.match(line.text) is None and _ENTRY.match(line.text) is None:
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _width(run: Sequence[_Line]) -> int | None:
    """The width a run of lines is wrapped at, None where it is not wrapped or too short to tell."""
    width = max(line.length for line in run)
    if len(run) <= _FEWEST or not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(line.is_full(following, width) for line, following in pairwise(run))
    within = sum(line.text.rstrip()[-1] not in _ENDS for line in run[:-1])
    return width if full >= _FULL * (len(run) - 1) and within > len(run) // 3 else None


def _goes_on(line: _Line, following: _Line, first: _Line, width: int | None) -> bool:
    """Whether a line breaks off in mid-paragraph: the next word had no room, or the next line is set in as the rest of a list's item."""
    if width is not None and line.length <= width and line.is_full(following, width - _SLACK):  # a text known to be wrapped
        return True
    if following.indent > first.indent and _LISTED.match(first.text) is not None:
        return True
    last = line.text.rstrip()[-1]
    return line.length >= _RUNS_ON and (last == "," or (last not in _ENDS and following.text.lstrip()[0].islower()))
