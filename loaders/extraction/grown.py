"""Bodies whose names go on around a body already found: what it is part of, the region it serves, the second half of its field.

And bodies that but stand among others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.reconciliation import Reconciler

from .items import INSTITUTIONS, Item, Worded, adjacent, says
from .numerals import is_numeral
from .pack import Rule
from .patterns import Match


class BodyGrower(Worded):
    """Lets the bodies of one text take in the words that belong to their names."""

    def __init__(self, text: str, reconciler: Reconciler) -> None:
        super().__init__(text)
        self._reconciler = reconciler

    def grown(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """One body, named by all its words; with `same` it stays the body it was, but for the words that count in its name.

        Slots: `kind`, the body or the word that opens its name; `noun`, the word that ends it; `tail`, a region's number; `seat`, whose
        region of that number it is; `more`, what its field goes on with; `parent`, whose part it is.
        """
        kind = match.slots["kind"][0]
        if not self._text[kind.start].isupper() or not all(self._fits(name, items, kind) for name, items in match.slots.items() if items):
            return
        span = (covered[0].start, covered[-1].end)
        if rule.details.get("same") and "kind_cue" in kind.facts and kind.entity is not None:
            yield kind.but(start=span[0], end=span[1], parts=tuple(covered))
        else:
            # "Department of Logistics and Engineering" is as much a part of a body as one of a single field.
            kept = {"kind_cue": kind.facts["kind_cue"]} if "more" in match.slots and "kind_cue" in kind.facts else {}
            yield Item("unit", *span, self._reconciler.thing("unit", self.words(covered)), {**rule.details, **kept}, tuple(covered))

    def owned(self, _rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """A body with whose it is said right behind it (`Bệnh viện 175 Bộ Quốc phòng`): it is what the sentence tells of, and no owner."""
        kind, parent = match.slots["kind"][0], match.slots["parent"][0]
        named = kind.entity is not None and parent.entity is not None and kind.entity.id != parent.entity.id
        if named and self._text[kind.start].isupper():
            yield kind.but(end=covered[-1].end, parts=tuple(covered))

    def listed(self, rule: Rule, match: Match, _covered: Sequence[Item]) -> Iterable[Item]:
        """Names in a list of members that nobody knows as bodies: of several words, or beside a body; but none in a list of places."""
        runs = list(adjacent(match.slots["listed"]))
        beside = any(item.type in INSTITUTIONS for run in runs for item in run)
        if any(run[0].type == "place" for run in runs if len(run) == 1):
            return
        for run in runs:
            if all(item.type not in INSTITUTIONS for item in run) and (beside or len(run) > 1):
                name = self.words(run)
                facts = {**rule.details, "tail": name, "short": True}  # it is a body wherever the text names it
                yield Item("unit", run[0].start, run[-1].end, self._reconciler.thing("unit", name), facts, tuple(run))

    def _fits(self, slot: str, items: Sequence[Item], kind: Item) -> bool:
        """Whether the words of a slot are what it takes them for."""
        if slot == "tail":
            return is_numeral(self.words(items))
        if slot == "noun":
            return self._text[items[0].start].isupper()
        if slot == "more":  # "Department of Planning and" "Finance", but not "Nam Son Mill and" "Hai Van"
            fielded = bool(kind.facts.get("free")) or says(kind.parts, "of", "for")
            return fielded and self._text[items[0].start].isupper()
        if slot == "seat":  # "the People's Court of Region 5 - Lam Dong"
            return is_numeral(self.words([kind]).rpartition(" ")[2])
        if slot == "parent":
            return kind.type != "unit" or says(kind.flat(), "part_noun")
        return True
