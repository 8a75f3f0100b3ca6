"""Markdown: as it is, front matter and marks included, so that offsets count in the source."""

from __future__ import annotations

import re

from loaders.metadata import Content, Metadata

from .dates import stamp
from .stated import labelled, words
from .visible import read_lines

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,2}[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read(decoded: str) -> Content:
    """The source unchanged; its front matter, then its first heading, then its lines say what it is."""
    front = _FRONT_MATTER.match(decoded)
    body = decoded[front.end() :] if front else decoded
    heading = _HEADING.search(body)
    said = _front_matter(front[1] if front else "").filled_from(Metadata(title=heading[1] if heading else None))
    return Content(decoded, "text/markdown", said.filled_from(read_lines([line for line in body.splitlines() if line.strip()])))


def _front_matter(block: str) -> Metadata:
    """The plain `key: value` lines; nested YAML says nothing of use here."""
    found: dict[str, str] = {}
    for line in block.splitlines():
        label = labelled(line)
        field = words().front_matter.get(label[0]) if label else None
        if label and field:
            found.setdefault(field, label[1].strip("\"'"))
    return Metadata(found.get("title"), stamp(found.get("date")), found.get("source"), found.get("language"))
