"""The lines of a text as they hang together: which are items of a list, and which line opens it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from .items import Item
from .view import Sentence

_MARK = re.compile(r"[ \t]*(?P<sign>[*•·▪◦‣+–—-]|\(?\d{1,3}[.)]|\(?[a-zA-ZđĐ][.)]|[IVX]{1,4}[.)])?[ \t]*")
_SPACES = frozenset(" \t\u00a0")
_BLANK = re.compile(r"\n[ \t]*\n")
_MENTIONS = frozenset({"unit", "organization", "place", "council", "person", "award", "movement", "resolution"})
_LONGEST_BARE = 16  # items of a line that may be an item of a list without any mark

Read = tuple[Sentence, Sequence[Item]]


@dataclass(frozen=True)
class Line:
    """One line of a text: its sentences, all their items, the mark it begins with, and how far it is set in.

    `opens`: it ends in a colon, so that what follows belongs to it.
    """

    paragraph: int
    start: int
    items: tuple[Item, ...]
    sentences: tuple[Read, ...]
    mark: str = ""
    indent: int = 0
    opens: bool = False

    @property
    def end(self) -> int:
        """Where its last item ends."""
        return self.items[-1].end


def lines_of(sentences: Iterable[Read], text: str) -> list[Line]:
    """The lines that have something on them, in order."""
    found = []
    for paragraph, run in groupby(sentences, key=lambda read: read[0].paragraph):
        parts = [(sentence, items) for sentence, items in run if items]
        if not parts:
            continue
        mark, indent, end = _mark(text, parts[0][1][0].start)
        parts[0] = (parts[0][0], [item for item in parts[0][1] if item.start >= end])
        items = tuple(item for _, items in parts for item in items)
        if items:
            found.append(Line(paragraph, parts[0][0].start, items, tuple(parts), mark, indent, text[items[-1].end - 1] == ":"))
    return found


def _mark(text: str, first: int) -> tuple[str, int, int]:
    """The kind of mark a line begins with, how far it is set in, and where the mark ends."""
    begins = text.rfind("\n", 0, first) + 1
    match = _MARK.match(text, begins)
    sign = match["sign"] if match is not None and match["sign"] and text[match.end("sign") :][:1] in _SPACES else ""
    if match is not None and sign.strip("(")[:1].isdigit() and first < match.end("sign"):
        sign = ""  # an ordinal number, with which the sentence begins
    kind = re.sub(r"\d+", "1", sign) if sign else ""
    kind = re.sub(r"[a-zA-ZđĐ]+", "a", kind)
    end = match.end("sign") if match is not None and sign else begins
    return kind, len(text[begins:first]) - len(text[begins:first].lstrip()), end


def listed(lines: Sequence[Line], place: int, text: str) -> Iterator[Line]:
    """The items of the list that the line at a place opens: lines of one mark, or short lines without any that name something."""
    opening, following = lines[place], lines[place + 1 :]
    first = following[0] if following else None
    if first is None or (first.mark and first.mark == opening.mark and first.indent <= opening.indent):
        return
    before = opening
    for line in following:
        if line.mark == first.mark and line.indent == first.indent and _is_item(line, before, opening, text):
            yield line
        elif not (line.indent > first.indent or (before.opens and before is not opening and line.mark)):
            return
        before = line


def _is_item(line: Line, before: Line, opening: Line, text: str) -> bool:
    if line.mark:
        return True
    apart = _BLANK.search(text, before.end, line.start) is not None and before is not opening
    return not apart and len(line.items) <= _LONGEST_BARE and _begins_with_name(line) and not _is_prose(line)


def _begins_with_name(line: Line) -> bool:
    first = next((item for item in line.items if not item.has_cue("article")), None)
    return first is not None and first.type in _MENTIONS


def _is_prose(line: Line) -> bool:
    return len(line.sentences) > 1 or line.opens or any(item.type in {":", "|"} for item in line.items)
