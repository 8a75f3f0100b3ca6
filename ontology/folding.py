"""Folding of names: how two spellings are found to be one, in search, in slugs and in reconciliation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that carry no combining mark to strip, yet are written without their stroke by everybody in a hurry.
_PLAIN = str.maketrans({"đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ß": "ss", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l"})
_BREAKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Casefold, drop diacritics and punctuation: `Quân đoàn 34` -> `quan doan 34`."""
    # Decomposed first, so that a stroke under an accent (`Ǿ`) is found as well.
    decomposed = unicodedata.normalize("NFKD", name).translate(_PLAIN)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _BREAKS.sub(" ", bare.casefold()).strip()


def tokens(name: str) -> tuple[str, ...]:
    """The words of the folded name."""
    return tuple(fold(name).split())
