"""Texts without the marks of their language (`Khoi thi dua so 4`): a pack's phrases as such texts spell them, and when to use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

from .view import fold_text

# Sections of a pack that spell words.
_PHRASES = frozenset({"date_forms", "sectors", "fields", "mentions", "folds", "skips", "rules", "frames"})
_SPELLED = frozenset({"match"})  # of what a rule says beside its pattern, that which spells words
_MOSTLY = 0.5  # share of a language's phrases
_SAMPLE = 4000  # characters that tell
_MARKED = re.compile(r"[^\W\d_\x00-\x7f]")
_STRAY = 0.004  # share of letters with marks that a name or two brings into such a text


def without_marks(file: Mapping[str, Any]) -> dict[str, Any]:
    """A pack file with its phrases and patterns folded; what they mean (`vi: "Công an {}"`) stays as it is."""
    spelled = {key: _folded(value) if key in _PHRASES else value for key, value in file.items()}
    return {**spelled, "cues": {cue: _phrases(phrases) for cue, phrases in file.get("cues", {}).items()}}


def mostly_marked(phrases: Iterable[str]) -> bool:
    """Whether most phrases of a language have marks, so that a text without any has left them out."""
    spelled = [phrase.isascii() for phrase in phrases]
    return sum(spelled) < (1 - _MOSTLY) * len(spelled)


def leaves_marks_out(text: str) -> bool:
    """Whether a text has no letters with marks, but for those of a name or two."""
    sample = normalize("NFC", text[:_SAMPLE])
    return len(_MARKED.findall(sample)) <= _STRAY * sum(map(str.isalpha, sample))


def _phrases(phrases: Any) -> Any:
    if isinstance(phrases, Mapping):
        return {fold_text(phrase): meaning for phrase, meaning in phrases.items()}
    return [fold_text(phrase) for phrase in phrases]


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold_text(value)
    if isinstance(value, list):
        return [_folded(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _folded(one) if key in _SPELLED or not isinstance(one, str) else one for key, one in value.items()}
    return value
