"""Where a quote stands in a document: exactly, or but for white space and the way its characters are composed."""

from __future__ import annotations

import re
import unicodedata

from loaders.extraction.view import TextView
from ontology.folding import fold


class Ground:
    """A document's text, to find passages and names in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._view = TextView(text)
        self._folded = f" {fold(text)} "

    def find(self, quote: str) -> tuple[int, int] | None:
        """Start and end of the first place where the quote stands, None where it stands nowhere."""
        exact = self.text.find(quote)
        if exact >= 0:
            return exact, exact + len(quote)
        words = unicodedata.normalize("NFC", quote).split()
        found = re.search(r"\s+".join(map(re.escape, words)), self._view.text) if words else None
        return self._view.source_span(*found.span()) if found else None

    def names(self, name: str) -> bool:
        """Whether the words of a name stand in the text, whatever their case and diacritics."""
        folded = fold(name)
        return bool(folded) and f" {folded} " in self._folded
