"""Plain text: as it is."""

from __future__ import annotations

from loaders.metadata import Content

from .visible import read_lines


def read(decoded: str) -> Content:
    """The text unchanged, with what its first and last lines say about it."""
    return Content(decoded, "text/plain", read_lines([line for line in decoded.splitlines() if line.strip()]))
