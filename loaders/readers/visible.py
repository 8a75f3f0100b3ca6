"""What the lines of a text say about it: headline, date line, source line."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.metadata import Metadata
from ontology.folding import fold

from .dates import date_line, dateline
from .stated import labelled, words

_LONGEST_HEADLINE = 180
_HEAD = 6
_TAIL = 4


def read_lines(lines: Sequence[str]) -> Metadata:
    """Title, date and source as the lines give them; each None where none does so plainly.

    Args:
        lines: those with text, in order.
    """
    return Metadata(title=headline(lines), date=stated_date(lines), source=source_line(lines))


def headline(lines: Sequence[str]) -> str | None:
    """The first line, if it is short, does not end as a sentence does, and is no date, caption or source."""
    if len(lines) < 2:
        return None
    first = lines[0].strip().lstrip("\ufeff").strip()
    if not first or len(first) > _LONGEST_HEADLINE or first.endswith((".", "…", ",", ";", ":")) or first[0].islower():
        return None
    return None if date_line(first) or _has_label(first) else first


def stated_date(lines: Sequence[str]) -> str | None:
    """The date of a date line near the top, of the place and date a report opens with, or of a date line at the end."""
    head, tail = lines[:_HEAD], lines[_HEAD:][-_TAIL:]
    dates = [date_line(line) or dateline(line) for line in head] + [date_line(line) for line in reversed(tail)]
    return next((date for date in dates if date), None)


def source_line(lines: Sequence[str]) -> str | None:
    """What the last line like `Kilde: ...` names."""
    for line in reversed(lines):
        label = labelled(line[:600])
        if label and label[0] in words().sources:
            return label[1]
    return None


def _has_label(line: str) -> bool:
    """Whether a line names a source or a photographer: `... - Foto: VGP`."""
    labels = {fold(part).rpartition(" ")[2] for part in line.split(":")[:-1]}
    return bool(labels & (words().credits | words().sources))
