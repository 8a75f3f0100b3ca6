"""What goes by a name of its own: movements and awards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.folding import fold
from ontology.models import Entity

from .items import Item, Worded
from .pack import Rule
from .patterns import Match

_QUOTES = "\"'«»“”„‘’ "


class TitleBuilder(Worded):
    """Builds the movements and awards of one text."""

    def __init__(self, text: str, reconciler: Reconciler) -> None:
        super().__init__(text)
        self._reconciler = reconciler

    def _item(self, rule: Rule, covered: Sequence[Item], entity: Entity | None = None, **facts: Any) -> Item:
        return Item(rule.yields, covered[0].start, covered[-1].end, entity, {**rule.details, **facts}, tuple(covered))

    def movement(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """Each quoted name a movement of its own; with `known`, only known names; with `only`, no more than the name."""
        if rule.details.get("anaphor"):
            yield self._item(rule, covered)
            return
        if "name" not in match.slots:  # a movement named by what it is for, already found
            (named,) = match.slots["movement"]
            owner = next(iter(match.slots.get("owner", ())), named.facts.get("owner"))
            yield named.but(start=covered[0].start, parts=tuple(covered), facts={**named.facts, "owner": owner})
            return
        if match.slots["name"][0].type != "quote":
            # With `clause`, the name is a clause in another form: "for all people to emulate" means "all people emulate".
            name = " ".join(filter(None, (self.words(match.slots["name"]), self.words(match.slots.get("name2", ())))))
            name = (
                self.words([item for item in covered if not item.has_cue("article") or item is not covered[0]])
                if rule.details.get("whole")
                else name
            )
            yield Item(
                "movement", covered[0].start, covered[-1].end, self._reconciler.thing("movement", name), {"name": name}, tuple(covered)
            )
            return
        for item in match.slots["name"]:
            name = self.words([item]).strip(_QUOTES).rstrip(",;.…")
            known = self._reconciler.named("movement", name)
            if name and (known or not rule.details.get("known")):
                alone = len(match.slots["name"]) == 1 and not rule.details.get("only")
                first, last = (covered[0], covered[-1]) if alone else (item, item)
                start = item.start if first.type == "movement" else first.start
                entity = known or self._reconciler.thing("movement", name)
                owner = next(iter(match.slots.get("owner", ())), None)
                yield Item("movement", start, last.end, entity, {"name": name, "owner": owner}, (item,))

    def award(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """An award by its kind and who grants it, by its class, or as the one named last ("the same flag")."""
        if rule.details.get("anaphor"):
            yield self._item(rule, covered)
            return
        if match.slots.get("owned"):  # "its flag", "the Ministry's flag": whose, the sentence says
            owned, by = match.slots["owned"][0], next(iter(match.slots.get("by", ())), None)
            span = {"start": covered[0].start, "end": covered[-1].end}
            yield owned.but(**span, facts={**owned.facts, "own": True, "by": by})
            return
        if match.slots.get("base"):
            yield from self._of_class(rule, match, covered)
            return
        named = next((place for place, item in enumerate(covered) if item.has_cue("award")), 0)
        name = (
            self.words(match.slots["name"]).strip(_QUOTES) if match.slots.get("name") else self.words(covered[named:])
        )  # in "the Ministry granted its flag" the name begins at the flag
        grantors = match.slots.get("grantor", ())
        kind = next((item.facts for item in covered if item.has_cue("award")), {})
        grantor = grantors[0].entity if grantors else None
        labels = award_labels(kind, grantor)
        if grantor and not labels and covered[0] is grantors[0] and named == 1:  # no file says what "the Navy's flag" is called elsewhere
            name = self.words(covered)
        key = f"{kind.get('kind')}/{grantor.id}" if grantor and kind.get("kind") else ""
        known = next((self._reconciler.named("award", label) for label in labels.values() if self._reconciler.named("award", label)), None)
        entity = known or self._reconciler.thing("award", name, key, **labels)
        by = grantors[0] if grantors else None
        yield self._item(rule, covered, entity, name=name, cue=kind, bare=grantor is None, by=by)

    def _of_class(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """An order with its class: `Arbeidsordenen` and `av tredje klasse` are `Huân chương Lao động hạng Ba`."""
        base, grade = match.slots["base"][0].entity, match.slots["class"][0].facts
        name = self.words(covered)
        vietnamese = f"{base.labels.get('vi', '')} {grade['vi']}" if base is not None and "vi" in base.labels else ""
        entity = self._reconciler.named("award", vietnamese) or self._reconciler.thing("award", name, fold(vietnamese), vi=vietnamese)
        yield self._item(rule, covered, entity, name=name)


def award_labels(kind: Mapping[str, Any], grantor: Entity | None) -> dict[str, str]:
    """What an award of a kind is called in Vietnamese and English, by the names of who grants it; nothing where nobody is named."""
    if grantor is None:
        return {}
    return {code: str(kind[code]).format(grantor.labels[code]) for code in ("vi", "en") if code in kind and code in grantor.labels}
