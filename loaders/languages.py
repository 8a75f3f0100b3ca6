"""The language of a text.

Little words settle most texts in a fraction of a millisecond; only what they leave open costs the start of a statistical detector.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNKNOWN = "und"
_SAMPLE = 4000
_WORDS = re.compile(r"[^\W\d_]+")
# Letters that Vietnamese alone has among the languages here; names bring a few into texts of any language.
_VIETNAMESE = re.compile("[ăđơư\u1ea0-\u1ef9]")
_VIETNAMESE_SHARE = 0.3
_ENOUGH_WORDS = 20
_FEWEST_WORDS = 4
_FEWEST_OWN = 2
_LEAST_SHARE = 0.12
_LEAD = 3
# The detector gives a language to anything; below the first its word is worth less than a page's own, below the second nothing.
_SURE = 0.75
_LEAST = 0.6
# Of one short sentence that may be Swedish or Norwegian, Norwegian is the better guess in this field.
_EXPECTED = frozenset({"vi", "en", "nb", "nl", "de", "fr"})
_EXPECTED_WEIGHT = 4
_TWINS = frozenset({"nb", "nn", "da"})  # a sentence or two of one may be one of the others as well
_NAMES = {"no": "nb", "nob": "nb", "nno": "nn", "vie": "vi", "eng": "en"}
# Languages that reports of this field come in, and those that such a text is most easily taken for.
_CANDIDATES = (
    *("VIETNAMESE", "ENGLISH", "BOKMAL", "NYNORSK", "DANISH", "SWEDISH", "DUTCH", "GERMAN", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE"),
    *("CATALAN", "POLISH", "CZECH", "ROMANIAN", "HUNGARIAN", "FINNISH", "TURKISH", "INDONESIAN", "TAGALOG", "RUSSIAN", "UKRAINIAN"),
    *("GREEK", "CHINESE", "JAPANESE", "KOREAN", "THAI", "ARABIC"),
)


def detect(text: str) -> str:
    """The ISO 639-1 code of the language most of the text is in; `und` where it can't be told."""
    return language_of(text, None)


def language_of(text: str, claimed: str | None) -> str:
    """The language of a text that claims one for itself: the text decides, the claim only where the text leaves doubt.

    Args:
        text: at least some sentences; the first 4,000 characters count.
        claimed: as HTML has it, `vi` or `nb-NO`; None where nothing is claimed.
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    words = _WORDS.findall(sample.lower())
    if sum(1 for word in words if _VIETNAMESE.search(word)) > _VIETNAMESE_SHARE * len(words):
        return "vi"
    return _by_little_words(words) or _by_statistics(sample, words, _code(claimed))


def _code(claimed: str | None) -> str | None:
    code = re.split("[-_]", (claimed or "").strip().lower())[0]
    code = _NAMES.get(code, code)
    return code if re.fullmatch("[a-z]{2,3}", code) else None


def _by_little_words(words: list[str]) -> str | None:
    """The language whose little words are the most frequent, and clearly so among those the next language lacks."""
    if len(words) < _ENOUGH_WORDS:
        return None
    profiles = _profiles()
    seen = Counter(word for word in words if word in profiles)
    counts: Counter[str] = Counter()
    for word, times in seen.items():
        counts.update(dict.fromkeys(profiles[word], times))
    (best, most), (rival, _) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    own = sum(times for word, times in seen.items() if best in profiles[word] and rival not in profiles[word])
    rivals = sum(times for word, times in seen.items() if rival in profiles[word] and best not in profiles[word])
    return best if most >= _LEAST_SHARE * len(words) and own >= max(_FEWEST_OWN, _LEAD * rivals) else None


def _by_statistics(text: str, words: list[str], claimed: str | None) -> str:
    if len(words) < _FEWEST_WORDS:
        return claimed or UNKNOWN
    found = {item.language.iso_code_639_1.name.lower(): item.value for item in _detector().compute_language_confidence_values(text)}
    weighed = {language: value * (_EXPECTED_WEIGHT if language in _EXPECTED else 1) for language, value in found.items()}
    best = max(weighed, key=lambda language: weighed[language])
    if claimed and (found[best] < _SURE or {claimed, best} <= _TWINS):
        return claimed
    return best if weighed[best] >= _LEAST else UNKNOWN


@cache
def _profiles() -> dict[str, tuple[str, ...]]:
    """Each little word and the languages it is one of."""
    data = yaml.load(files(__package__).joinpath("languages.yaml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    found: dict[str, tuple[str, ...]] = {}
    for language, words in data.items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    chosen = [getattr(Language, name) for name in _CANDIDATES]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
