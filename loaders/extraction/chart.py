"""From tokens to mentions: the stages of a pack's mention rules, each putting larger items in the place of smaller ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from .frames import framed
from .items import Item, overlay
from .pack import Pack, Rule
from .patterns import Match
from .skipping import without_skips

Build = Callable[[Rule, Match, Sequence[Item]], Iterable[Item]]
_ROUNDS = 4
_KEPT = 3  # sentences: as it is, folded, and without what may be skipped


class Chart:
    """Applies rules to sentences of one text, given in lower case.

    `build` makes the items a mention rule's match stands for (none: the rule is not met).
    """

    def __init__(self, pack: Pack, build: Build, lower: str) -> None:
        self._pack = pack
        self._lower = lower
        self._build = build
        self._seen: list[tuple[Sequence[Item], str, int]] = []
        self._folded: tuple[Sequence[Item], list[Item]] = ((), [])

    def _sees(self, items: Sequence[Item]) -> tuple[str, int]:
        """The sentence as one character an item, and the needs that it meets; asked of a sentence as it is and folded, by turns."""
        for seen, spelled, met in self._seen:
            if seen is items:
                return spelled, met
        spelled = self._pack.alphabet.spelled(items)
        met = self._pack.sieve.met(spelled)
        self._seen = [(items, spelled, met), *self._seen[: _KEPT - 1]]
        return spelled, met

    def mentions(self, items: list[Item]) -> list[Item]:
        """The items with every mention in place: stage by stage, each until nothing new is found."""
        spelled, met = self._sees(items)
        for layer in self._pack.layers:
            for _ in range(_ROUNDS if met & layer.asked else 0):  # most layers have nothing to do in a sentence
                rules = layer.fitting(met)
                found = self._built(rules, items, spelled) if rules else ()
                if not found:
                    break
                items = overlay(items, found)
                before, spelled = spelled, self._pack.alphabet.spelled(items)
                if spelled == before:
                    break
                met |= self._pack.sieve.met(self._pack.alphabet.spelled(found))  # what was met and is covered now costs a look at most
        return items

    def _built(self, rules: Sequence[Rule], items: Sequence[Item], spelled: str) -> list[Item]:
        return [
            item
            for rule in rules
            for match in rule.pattern.find(spelled, items)
            for item in self._build(rule, match, items[match.first : match.last])
        ]

    def folded(self, items: list[Item]) -> list[Item]:
        """The items with appositions and brackets taken into the thing they say something of; asked twice of a sentence in a row."""
        if items is not self._folded[0]:
            self._folded = (items, self._fold(items))
        return self._folded[1]

    def _fold(self, items: list[Item]) -> list[Item]:
        for _ in range(_ROUNDS):
            spelled, met = self._sees(items)
            rules = self._pack.folds.fitting(met)
            found = [self._kept(match, items) for rule in rules for match in rule.pattern.find(spelled, items)]
            grown = overlay(items, found)
            if len(grown) == len(items):
                break
            items = grown
        return items

    def _kept(self, match: Match, items: Sequence[Item]) -> Item:
        covered = tuple(items[match.first : match.last])
        (kept,) = match.slots["keep"]
        return kept.but(start=covered[0].start, end=covered[-1].end, parts=covered)

    def readings(self, items: list[Item]) -> Iterator[tuple[list[Item], Rule, Match]]:
        """(items, rule, match) of every match in a sentence as it is, then of those more that folding opens up."""
        folded = self.folded(items)
        yield from ((items, rule, match) for rule, match in self.relations(items))
        if len(folded) != len(items):
            plain = set(map(id, items))
            for rule, match in self.relations(folded):
                if not plain.issuperset(map(id, folded[match.first : match.last])):  # those without a fold in them came before
                    yield folded, rule, match

    def over_skips(self, items: list[Item]) -> Iterator[tuple[list[Item], Rule, Match]]:
        """(items, rule, match) of the matches that run over what may stand anywhere in a sentence."""
        if not self._sees(items)[1] & self._pack.skips.asked:
            return
        folded = self.folded(items)
        skipped = without_skips(self._pack, self._lower, folded, *self._sees(folded))
        if skipped is None:
            return
        for rule, match in self.relations(skipped.items):
            whole = skipped.whole(match)
            if whole is not None:
                yield folded, rule, whole

    def frames(self, items: list[Item], read: Set[str]) -> Iterator[tuple[list[Item], Rule, Match]]:
        """(items, frame, match) of the frames that a sentence fills, less those of predicates already read in it."""
        folded = self.folded(items)
        yield from ((folded, rule, match) for rule, match in framed(self._pack.frames.fitting(self._sees(folded)[1]), folded, read))

    def relations(self, items: Sequence[Item]) -> Iterable[tuple[Rule, Match]]:
        """Every match of a relation rule."""
        spelled, met = self._sees(items)
        for rule in self._pack.rules.fitting(met):
            for match in rule.pattern.find(spelled, items):
                yield rule, match
