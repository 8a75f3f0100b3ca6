"""What a pack's patterns name that nothing will ever be: cues without words, and slots for things no rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.authorities import authorities

from .lexer import normal
from .names import item_type
from .pack import Pack, Rule, pack

_CUES = re.compile(r"<([a-z_|]+)>")
_NO_WORDS = re.compile(r"\{[^}]*\}|<[^>]*>|\\.")
_WORDS = re.compile(r"\w[\w'’.-]*")
# What is found in every text, whatever the language, and what reading makes of mentions later on.
_FOUND = frozenset({"word", "name", "surname", "number", "quote", "date", "period", "year", "legal_number", "any", "holder"})


def dead_ends(language: str | Pack) -> list[str]:
    """What the patterns of a pack, or of a language's, wait for in vain, each as a text that names the rule.

    A cue that `common.yaml` names and a language has no words for is no fault: not every language says everything.
    """
    known = pack(language) if isinstance(language, str) else language
    return list(_dead_ends(known)) if known else []


def _dead_ends(known: Pack) -> Iterator[str]:
    cues, types, phrases = _cues(known), _types(known), {entry.phrase for entry in known.cues}
    for rule in _rules(known):
        if not rule.name.startswith(f"{known.language}/"):
            continue
        for cue in sorted(set("|".join(_CUES.findall(rule.pattern.source)).split("|")) - cues - {""}):
            yield f"{rule.name}: the pack has no words for <{cue}>"
        for word in sorted(set(_words(rule.pattern.source)) & phrases):
            yield f"{rule.name}: {word!r} is always a cue; name the cue instead"
        for slot, kinds in rule.pattern.types.items():
            if not any(kind in types or kind.strip("<>") in cues for kind in kinds):
                yield f"{rule.name}: nothing is ever what {{{slot}}} takes ({', '.join(kinds)})"


def _words(pattern: str) -> list[str]:
    """The words that a pattern names as themselves, as lexicons spell them."""
    return [normal(word) for word in _WORDS.findall(_NO_WORDS.sub(" ", pattern))]


def _rules(known: Pack) -> Iterator[Rule]:
    for layer in known.layers:
        yield from layer
    yield from known.folds
    yield from known.skips
    yield from known.rules
    yield from known.frames


def _cues(known: Pack) -> frozenset[str]:
    return frozenset(name for entry in known.cues for name in entry.type.strip("<>").split("|"))


def _types(known: Pack) -> frozenset[str]:
    made = {rule.yields for layer in known.layers for rule in layer}
    return frozenset({*_FOUND, *made, *(item_type(identifier) for identifier in authorities().by_id)})
