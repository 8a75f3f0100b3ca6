"""Plain text: as it is."""

from __future__ import annotations

from loaders.metadata import Content

from .furniture import furniture
from .visible import read_lines


def read(decoded: str) -> Content:
    """The text unchanged, with what its first and last lines say about it."""
    lines = decoded.splitlines()
    beside = furniture(lines)
    return Content(decoded, "text/plain", read_lines([line for place, line in enumerate(lines) if line.strip() and place not in beside]))
