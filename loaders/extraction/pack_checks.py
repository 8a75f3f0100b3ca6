"""What a pack's patterns name that nothing will ever be: cues without words, words that cues take, slots for things no rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from loaders.authorities import authorities

from .lexer import normal
from .names import item_type
from .pack import Pack, Rule, pack
from .patterns import CompiledPattern, cues_in

# What parts the words of a pattern: only those between stand side by side in the text as well.
_APART = re.compile(r"\{[^}]*\}|<[^>]*>|\\.|\.{2,3}|[^\w\s'’.-]")
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
    cues, types, phrases = _cues(known), _types(known), frozenset(entry.phrase for entry in known.cues)
    for rule in _rules(known):
        if rule.name.startswith(f"{known.language}/"):
            faults = (*_wordless(rule.pattern, cues), *_taken(rule.pattern, phrases), *_never_filled(rule.pattern, cues | types))
            yield from (f"{rule.name}: {fault}" for fault in faults)


def _wordless(pattern: CompiledPattern, cues: Set[str]) -> Iterator[str]:
    for cue in sorted(cues_in(pattern.source) - cues):
        yield f"the pack has no words for <{cue}>"


def _taken(pattern: CompiledPattern, phrases: Set[str]) -> Iterator[str]:
    for phrase in sorted({part for run in _runs(pattern.source) for part in _parts(run)} & phrases):
        yield f"{phrase!r} is always a cue; name the cue instead"


def _never_filled(pattern: CompiledPattern, made: Set[str]) -> Iterator[str]:
    for slot, kinds in pattern.types.items():
        for kind in kinds:
            if kind.startswith("<") and not kind.endswith(">"):
                yield f"{{{slot}}} is parted inside a cue at {kind!r}; write <a>|<b> in a slot"
        if not any(kind.strip("<>") in made for kind in kinds):
            yield f"nothing is ever what {{{slot}}} takes ({', '.join(kinds)})"


def _runs(source: str) -> Iterator[list[str]]:
    """The words that a pattern names as themselves, as lexicons spell them: those that stand side by side together."""
    for part in _APART.split(source):
        yield [word for spelled in _WORDS.findall(part) for word in normal(spelled).split()]


def _parts(run: Sequence[str]) -> Iterator[str]:
    """Every phrase of words that follow each other in a run."""
    for first in range(len(run)):
        for last in range(first, len(run)):
            yield " ".join(run[first : last + 1])


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
