"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SAMPLE = 4000


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language, or `und`."""
    found = _detector().detect_language_of(text[:_SAMPLE])
    return found.iso_code_639_1.name.lower() if found else "und"


def language_of(text: str, hint: str | None) -> str:
    """The language of a text whose page claims `hint`."""
    found = detect(text)
    return hint if found == "und" and hint and re.fullmatch("[a-z]{2}", hint) else found


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    few = ("VIETNAMESE", "ENGLISH", "BOKMAL", "NYNORSK", "DANISH", "SWEDISH", "DUTCH", "GERMAN", "FRENCH", "SPANISH")
    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in few)).with_low_accuracy_mode().build()
