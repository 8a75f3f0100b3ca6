"""What a page's head says about it."""

from __future__ import annotations

from loaders.metadata import Metadata

from .html_tree import Element, words


def read_metadata(tree: Element) -> Metadata:
    """Title and language."""
    title = tree.find(".//title")
    return Metadata(title=None if title is None else words(title) or None, language=(tree.get("lang") or "")[:2].lower() or None)
