"""What a text holds before any grammar: dates, document numbers, quotations, cue words and known names, laid over its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, cached_property
from itertools import pairwise

from loaders.authorities import AuthorityIndex
from loaders.reconciliation import Reconciler

from .items import Item, overlay
from .legal import find_numbers
from .lexer import Lexed, Lexicon, as_item
from .names import cues_and_names, name_lexicon
from .pack import Pack
from .quotations import find_quotations
from .syllables import is_syllable
from .view import Sentence, TextView, fold_text

_NEAR = 12  # characters
_NAMES = frozenset({"name", "surname"})
# Cues that stay what they are behind a kind of body: other kinds of bodies and of places, and words that names are made of.
_STRUCTURAL = (
    *("unit_kind", "bare_unit", "home_kind", "council_kind", "branch", "brand", "name_word", "surname"),
    *("place_word", "low_place", "province_kind", "provinces_of", "home_word", "plural", "article"),
    *("bloc", "cluster", "bare_bloc", "bare_cluster", "head", "deputy", "post", "honorific", "rank", "award", "movement"),
)


class Marker:
    """Marks one text by a language pack and the authority files."""

    def __init__(self, view: TextView, pack: Pack, index: AuthorityIndex, reconciler: Reconciler) -> None:
        self._view = view
        self._pack = pack
        self._index = index
        self._reconciler = reconciler
        self._surnames = _surnames(pack)
        self._lexed = Lexed(view, self._surnames)

    @cached_property
    def found(self) -> list[Item]:
        """What was found, in order; of overlapping things the longer."""
        found = [*self._pack.calendar.find(self._view), *find_numbers(self._view), *find_quotations(self._view)]
        return overlay([], [*found, *cues_and_names(self._cues(), self._names())])

    def laid(self, sentences: Sequence[Sentence]) -> Iterator[list[Item]]:
        """Each sentence's tokens with what was found in it."""
        known = _within(sentences, self.found)
        edges = {item.start for item in known} | {-item.end for item in known}
        text = self._view.text
        titles = {item.end for item in known if item.has_cue_of(("honorific", "rank"))}
        cues = [item for item in known if item.type[0] == "<" and text[item.start].isupper()]
        in_names = {cue.start for cue in self._after_kinds(cues, {item.start for item in known if item.has_cue("number")})}
        for cue in cues:
            if self._is_in_name(cue, edges) or (cue.start - 1 in titles and self._is_surname(cue)):
                in_names.add(cue.start)
                edges -= {cue.start, -cue.end}  # so that the next syllable may be the name's as well
        items = overlay(self._lexed.items, [item for item in known if item.start not in in_names])
        starts = [item.start for item in items]
        for sentence in sentences:
            yield items[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]

    def _cues(self) -> Iterator[Item]:
        spelled, compounds = _cue_lexicons(self._pack)
        # Of two that cover the same word, the one that spells it out goes first.
        for lexicon in (spelled, compounds):
            for entry, start, end in self._lexed.mark(lexicon, self._lexed.lower):
                yield as_item((entry.type, start, end, None, entry.facts, (), ""))

    def _names(self) -> Iterator[Item]:
        lexicon = name_lexicon(self._index, self._pack.language, self._pack.suffixes, self._pack.inflections)
        found = self._lexed.mark(lexicon, self._lexed.folded)
        full = {entry.facts["id"] for entry, _, _ in found if not entry.facts["contextual"]}
        for entry, start, end in found:
            capital_missing = entry.facts["capital"] and not self._view.text[start].isupper()
            if (entry.facts["contextual"] and entry.facts["id"] not in full) or (capital_missing and " " not in entry.phrase):
                continue
            yield Item(entry.type, start, end, self._reconciler.known(entry.facts["id"]), self._known_facts(entry.facts["id"]))

    def _known_facts(self, identifier: str) -> dict[str, object]:
        """What an authority record says that grammar would otherwise read off the words: a bloc's number and owner."""
        record = self._index.by_id[identifier]
        owner = self._reconciler.known(record.parent) if record.parent and identifier.startswith("bloc/") else None
        return {"known": True, "number": record.number, "parent": owner} if owner else {"known": True, "kind": record.kind}

    def _is_in_name(self, cue: Item, edges: Set[int]) -> bool:
        """Whether a cue with a capital is part of a name after all: "Le" or "To" before a Vietnamese syllable with one, "Van" after it.

        `edges` are where known things begin and, below zero, where they end: a syllable there is theirs.
        """
        if self._is_surname(cue):
            following = next(iter(self._lexed.between(cue.end, cue.end + _NEAR)), None)
            if following is not None and following.start not in edges and self._is_syllable_of_name(following):
                return True
        if is_syllable(fold_text(self._view.text[cue.start : cue.end])):
            before = next(iter(self._lexed.between(cue.start - _NEAR, cue.start)[-1:]), None)
            return before is not None and before.end == cue.start - 1 and -before.end not in edges and self._is_syllable_of_name(before)
        return False

    def _after_kinds(self, cues: Sequence[Item], numbers: Set[int]) -> Iterator[Item]:
        """Words with a capital that are cues elsewhere and stand right behind a kind of body that takes any name (`Công ty Vận tải`).

        `numbers` are where words for a number begin.
        """
        for kind, cue in pairwise(cues):
            word = self._view.text[cue.start : cue.end]
            adjacent = kind.end == cue.start - 1 and kind.facts.get("free") and not word.isupper()
            counted = cue.has_cue("legal_type") and cue.end + 1 in numbers  # "the Ministry Decision No. 5": a document's own word
            if adjacent and not counted and not cue.has_cue_of(_STRUCTURAL):
                yield cue

    def _is_syllable_of_name(self, token: Item) -> bool:
        return token.type in _NAMES and is_syllable(fold_text(token.word))

    def _is_surname(self, item: Item) -> bool:
        """With its marks, or without any: `Đặng` and `Dang` are surnames, `Đảng` (the Party) is none."""
        return self._view.lower[item.start : item.end] in self._surnames


def _within(sentences: Sequence[Sentence], found: Iterable[Item]) -> list[Item]:
    """The items that stand in one sentence each, and do not run on into the next; both in order."""
    kept: list[Item] = []
    at = 0
    for item in found:
        while at < len(sentences) and sentences[at].end <= item.start:
            at += 1
        if at < len(sentences) and sentences[at].start <= item.start and item.end <= sentences[at].end:
            kept.append(item)
    return kept


@cache
def _cue_lexicons(pack: Pack) -> tuple[Lexicon, Lexicon]:
    """The phrases that are spelled out, and those that end compounds."""
    cues = [entry for entry in pack.cues if entry.type != "<surname>"]
    return Lexicon(cue for cue in cues if cue.phrase[0] != "*"), Lexicon(cue for cue in cues if cue.phrase[0] == "*")


@cache
def _surnames(pack: Pack) -> frozenset[str]:
    marked = {entry.phrase for entry in pack.cues if "<surname>" in entry.type or "surname" in entry.type.strip("<>").split("|")}
    return frozenset(marked | {fold_text(name) for name in marked})
