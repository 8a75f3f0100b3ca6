"""What a pack's patterns name that nothing will ever be: cues without words, and slots for things no rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.authorities import authorities

from .names import item_type
from .pack import Pack, Rule, languages, pack

_CUES = re.compile(r"<([a-z_|]+)>")
# What is found in every text, whatever the language, and what reading makes of mentions later on.
_FOUND = frozenset({"word", "name", "surname", "number", "quote", "date", "period", "year", "legal_number", "any", "holder"})


def dead_ends(language: str) -> list[str]:
    """What the patterns of a language's own pack wait for in vain, each as a text that names the rule.

    A cue that `common.yaml` names and a language has no words for is no fault: not every language says everything.
    """
    known = pack(language)
    return list(_dead_ends(known)) if known else []


def _dead_ends(known: Pack) -> Iterator[str]:
    cues, types = _cues(known), _types(known)
    for rule in _rules(known):
        if not rule.name.startswith(f"{known.language}/"):
            continue
        for cue in sorted(set("|".join(_CUES.findall(rule.pattern.source)).split("|")) - cues - {""}):
            yield f"{rule.name}: the pack has no words for <{cue}>"
        for slot, kinds in rule.pattern.types.items():
            if not any(kind in types or kind.strip("<>") in cues for kind in kinds):
                yield f"{rule.name}: nothing is ever what {{{slot}}} takes ({', '.join(kinds)})"


def _rules(known: Pack) -> Iterator[Rule]:
    for layer in known.layers:
        yield from layer
    yield from known.folds
    yield from known.rules


def _cues(known: Pack) -> frozenset[str]:
    """The cues any pack has words for: a pattern may be shared by hand, a cue left empty on purpose."""
    return frozenset(name for entry in known.cues for name in entry.type.strip("<>").split("|"))


def _types(known: Pack) -> frozenset[str]:
    made = {rule.yields for layer in known.layers for rule in layer}
    return frozenset({*_FOUND, *made, *(item_type(identifier) for identifier in authorities().by_id)})


__all__ = ["dead_ends", "languages"]
