"""Language packs: what a language calls things and how it joins them, as YAML data under `loaders/packs/`.

A pack names cues, months, ranks, rules; `common.yaml` holds what all languages share. docs/language-packs.md says how to write one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from .calendar import Calendar
from .lexer import Entry, normal
from .pack_files import PackError, read_pack_file
from .patterns import Alphabet, CompiledPattern, Pattern, PatternError
from .prefilter import Rules, Sieve
from .sectors import spelled_out
from .unmarked import leaves_marks_out, mostly_marked, without_marks

__all__ = ["Pack", "PackError", "Rule", "languages", "pack", "read_pack"]


_OPENING = frozenset({"article", "in", "on", "at", "it", "spoken", "which"})  # cues whose words open sentences and follow no ordinal
_OWNERS = frozenset({"unit_kind", "unit_noun"})  # cues whose words may end as owners do ("Hanoi Police's car")


@dataclass(frozen=True)
class Rule:
    """One pattern with what it yields: an item type (mentions), or a predicate (relations), and settled details.

    `name` is what evidence carries: `nb/leads_bloc/2`.
    """

    name: str
    yields: str
    pattern: CompiledPattern
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Pack:
    """A language pack, ready to read with."""

    language: str
    ordinal_dot: bool
    joints: frozenset[str]
    openers: frozenset[str]
    abbreviations: frozenset[str]
    suffixes: tuple[str, ...]
    inflections: tuple[str, ...]
    calendar: Calendar
    cues: tuple[Entry, ...]
    alphabet: Alphabet
    sieve: Sieve
    layers: tuple[Rules[Rule], ...]
    folds: Rules[Rule]
    skips: Rules[Rule]
    rules: Rules[Rule]
    frames: Rules[Rule]
    examples: tuple[Mapping[str, Any], ...]


def _folder() -> Traversable:
    return resources.files("loaders").joinpath("packs")


def languages() -> tuple[str, ...]:
    """The languages there are packs for."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != "common.yaml"))


@cache
def pack(language: str, unmarked: bool = False) -> Pack | None:
    """The pack of a language, None where there is none; `unmarked` for texts that leave its diacritics out.

    Raises:
        PackError: the pack is there and can't be used.
    """
    return _Builder(language, _folder(), unmarked).build() if language in languages() else None


def pack_for(language: str, text: str) -> Pack | None:
    """The pack to read a text of a language with.

    Raises:
        PackError: the pack is there and can't be used.
    """
    known = pack(language)
    return pack(language, unmarked=True) if _is_marked(language) and leaves_marks_out(text) else known


@cache
def _is_marked(language: str) -> bool:
    known = pack(language)
    return known is not None and mostly_marked(entry.phrase for entry in known.cues)


def read_pack(language: str, folder: Traversable) -> Pack:
    """The pack made of `<language>.yaml` and `common.yaml` in a folder.

    Raises:
        PackError: a file is missing, or can't be used; the message names it and the cause.
    """
    return _Builder(language, folder).build()


class _Builder:
    """Puts a pack together from its own file and the common one."""

    def __init__(self, language: str, folder: Traversable, unmarked: bool = False) -> None:
        self.language = language
        self.own, self.common = (read_pack_file(folder, f"{name}.yaml") for name in (language, "common"))
        if unmarked:
            self.own, self.common = without_marks(self.own), without_marks(self.common)
        sectors, names = self.own.get("sectors", {}), self.common.get("sectors", {})
        own = {**self.own, "cues": spelled_out(self.own.get("cues", {}), sectors, names)}
        self.cues = _merged([*_cues("common", self.common), *_cues(language, own)])
        self.alphabet = Alphabet(cue.type for cue in self.cues)

    def build(self) -> Pack:
        files = (("common", self.common), (self.language, self.own))
        layers = [list(_declared(file, data.get("mentions", []))) for file, data in files]
        stages = sorted({stage for declared in layers for stage, *_ in declared})
        # Every pattern is announced before any is compiled: a word that one of them names has a character of its own in all.
        mentions = [(stage, name, *self._pattern(name, body)) for declared in layers for stage, name, body in declared]
        folds, skips = self._announced(files, "folds"), self._announced(files, "skips")
        rules, frames = self._by_predicate(files, "rules"), self._by_predicate(files, "frames", "frame/")
        own, sieve = self.own, Sieve()
        return Pack(
            language=self.language,
            ordinal_dot=bool(own.get("ordinal_dot")),
            joints=frozenset(own.get("joints", ())),
            openers=frozenset(
                cue.phrase for cue in self.cues if " " not in cue.phrase and not _OPENING.isdisjoint(cue.type.strip("<>").split("|"))
            ),
            abbreviations=frozenset(own.get("abbreviations", ())) | frozenset(self.common.get("abbreviations", ())),
            suffixes=tuple(own.get("suffixes", ())),
            inflections=tuple(own.get("inflections", ())),
            calendar=Calendar(own.get("months", ()), own.get("date_forms", ())),
            cues=self.cues,
            alphabet=self.alphabet,
            sieve=sieve,
            layers=tuple(
                Rules((_rule(name, details.pop("type"), pattern, details) for at, name, pattern, details in mentions if at == stage), sieve)
                for stage in stages
            ),
            folds=Rules((_rule(name, "fold", pattern, details) for name, pattern, details in folds), sieve),
            skips=Rules((_rule(name, "skip", pattern, details) for name, pattern, details in skips), sieve),
            rules=Rules((_rule(name, predicate, pattern, details) for name, predicate, pattern, details in rules), sieve),
            frames=Rules((_rule(name, predicate, pattern, details) for name, predicate, pattern, details in frames), sieve),
            examples=tuple(own.get("examples", ())),
        )

    def _announced(self, files: Iterable[tuple[str, Mapping[str, Any]]], section: str) -> list[tuple[str, Pattern, dict[str, Any]]]:
        """The patterns of a section that is a list, in the order of the files."""
        bodies = [numbered for file, data in files for numbered in _numbered(file, section, data.get(section, []))]
        return [(name, *self._pattern(name, body)) for name, body in bodies]

    def _by_predicate(
        self, files: Iterable[tuple[str, Mapping[str, Any]]], section: str, group: str = ""
    ) -> list[tuple[str, str, Pattern, dict[str, Any]]]:
        """(name, predicate, pattern, details) of a section that files its patterns by predicate."""
        return [
            (name, predicate, *self._pattern(name, body))
            for file, data in files
            for predicate, bodies in data.get(section, {}).items()
            for name, body in _numbered(file, f"{group}{predicate}", bodies)
        ]

    def _pattern(self, name: str, body: Any) -> tuple[Pattern, dict[str, Any]]:
        details = {"match": body} if isinstance(body, str) else dict(body)
        if "match" not in details:
            raise PackError(f"{name}: has no `match`")
        try:
            return Pattern(str(details.pop("match")), self.alphabet), details
        except PatternError as error:
            raise PackError(f"{name}: {error}") from error


def _rule(name: str, yields: str, pattern: Pattern, details: Mapping[str, Any]) -> Rule:
    try:
        return Rule(name, yields, pattern.compile(), details)
    except PatternError as error:
        raise PackError(f"{name}: {error}") from error


def _declared(file: str, mentions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Mention rules in their order: each block has a type, a stage (lower ones are read first) and its patterns."""
    for block in mentions:
        for number, body in enumerate(block["patterns"], 1):
            details = {"match": body} if isinstance(body, str) else dict(body)
            yield int(block["stage"]), f"{file}/{block['type']}/{number}", {"type": block["type"], **details}


def _numbered(file: str, group: str, bodies: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    for number, body in enumerate(bodies, 1):
        yield f"{file}/{group}/{number}", body


def _cues(file: str, data: Mapping[str, Any]) -> Iterator[Entry]:
    endings = [suffix for suffix in data.get("suffixes", ()) if suffix.startswith("'")]  # those that any word takes alike
    for cue, phrases in data.get("cues", {}).items():
        items = phrases.items() if isinstance(phrases, dict) else ((phrase, None) for phrase in phrases)
        for phrase, value in items:
            facts = value if isinstance(value, dict) else {} if value is None else {"value": value}
            try:
                variants = [normal(variant).replace("* ", "*") for variant in expand(phrase)]
            except PackError as error:
                raise PackError(f"{file}/{cue}: {error}") from error
            if not all(variants):
                raise PackError(f"{file}/{cue}: {phrase!r} may come down to no word at all")
            owning = [variant + ending for variant in variants for ending in endings] if cue in _OWNERS else []
            yield from (Entry(variant, f"<{cue}>", facts) for variant in (*variants, *owning))


def _merged(cues: Iterable[Entry]) -> tuple[Entry, ...]:
    """One entry a phrase: a phrase that serves several cues gets the type `<of|to>` and the facts of all."""
    by_phrase: dict[str, list[Entry]] = {}
    for cue in cues:
        by_phrase.setdefault(cue.phrase, []).append(cue)
    merged = []
    for phrase, entries in by_phrase.items():
        names = sorted({entry.type.strip("<>") for entry in entries})
        facts: dict[str, Any] = {}
        for entry in entries:
            facts.update(entry.facts)
        merged.append(Entry(phrase, f"<{'|'.join(names)}>", facts))
    return tuple(merged)


def expand(phrase: str) -> Iterator[str]:
    """The phrases a short form stands for: `den [nye] leder(en|ne)` is four. Brackets may stand in brackets."""
    opening = min((phrase.find(sign) for sign in "[(" if sign in phrase), default=-1)
    if opening < 0:
        yield " ".join(phrase.split())
        return
    bounds = _bounds(phrase, opening)
    choices = [phrase[first + 1 : last] for first, last in pairwise(bounds)] + ([""] if phrase[opening] == "[" else [])
    for choice in choices:
        yield from expand(phrase[:opening] + choice + phrase[bounds[-1] + 1 :])


def _bounds(phrase: str, opening: int) -> list[int]:
    """The places of a bracket, of the strokes that part its choices, and of the bracket that closes it."""
    bounds, depth = [opening], 0
    for place in range(opening, len(phrase)):
        depth += (phrase[place] in "[(") - (phrase[place] in "])")
        if depth == 0:
            return [*bounds, place]
        if depth == 1 and phrase[place] == "|":
            bounds.append(place)
    raise PackError(f"{phrase!r}: a bracket is not closed")
