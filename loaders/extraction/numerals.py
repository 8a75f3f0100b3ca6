"""Roman numerals, in which blocs and the regions of services are counted."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to 89, None where it is none."""
    if not _ROMAN.match(numeral):
        return None
    values = [_DIGITS[digit] for digit in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def is_numeral(word: str) -> bool:
    """Whether a word counts: in digits or in Roman numerals."""
    return word.isdigit() or roman(word) is not None
