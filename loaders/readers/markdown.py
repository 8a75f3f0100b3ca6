"""Markdown: as it is."""

from __future__ import annotations

from loaders.metadata import Content, Metadata


def read(decoded: str) -> Content:
    """The text unchanged."""
    return Content(text=decoded, media_type="text/markdown", metadata=Metadata())
