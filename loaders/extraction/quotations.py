"""Passages in quotation marks, of any country's marks, within a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from .items import Item
from .view import TextView

_QUOTED = regex.compile(r"«([^»\n]{2,400})»|“([^”\n]{2,400})”|„([^“”\n]{2,400})[“”]|(?<!\w)\"([^\"\n]{2,400})\"|‘([^’\n]{2,400})’(?!\w)")


def find_quotations(view: TextView) -> Iterator[Item]:
    """Quotations with their marks."""
    for match in _QUOTED.finditer(view.text):
        yield Item("quote", *match.span())
