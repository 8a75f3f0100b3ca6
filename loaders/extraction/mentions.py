"""What the matches of mention rules stand for: one small builder for each type of mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.folding import fold
from ontology.models import Entity

from .bodies import BodyBuilder
from .composing import composed
from .grown import BodyGrower
from .items import Item, Worded
from .numerals import roman
from .pack import Rule
from .patterns import Match
from .titles import TitleBuilder

_GENITIVE = re.compile(r"['’]?s$")  # no Vietnamese syllable ends in s
_DESCRIBING = ("kind", "description", "description2")  # the slots that say what an unnumbered bloc is made of
_SERIES = ("series", "series2", "series3")  # those that say what a numbered bloc is made of
_CLUSTER_CUES = ("cluster", "bare_cluster", "numbered_cluster", "cluster_office")
_FULL_CUES = ("bloc", "cluster", "nth_bloc", "bloc_office", "cluster_office")
_BLOC_CUES = (*_FULL_CUES, "bare_bloc", "bare_cluster", "numbered_bloc", "numbered_cluster")


class MentionBuilder(Worded):
    """Builds items for a text's mention rules, by the type a rule yields."""

    def __init__(self, text: str, reconciler: Reconciler) -> None:
        super().__init__(text)
        self._reconciler = reconciler
        bodies, titles, grower = BodyBuilder(text, reconciler), TitleBuilder(text, reconciler), BodyGrower(text, reconciler)
        self._builders: dict[str, Callable[[Rule, Match, Sequence[Item]], Iterable[Item]]] = {
            "bloc": self._bloc,
            "named": bodies.named,
            "unit": bodies.unit,
            "units": bodies.units,
            "branch": bodies.branch,
            "again": bodies.again,
            "part": bodies.part,
            "sharing": bodies.sharing,
            "regional": bodies.regional,
            "grown": grower.grown,
            "listed": grower.listed,
            "owned": grower.owned,
            "person": self._person,
            "post": self._post,
            "head": self._office,
            "deputy": self._office,
            "office": self._office,
            "token": self._office,
            "verb": self._verb,
            "movement": titles.movement,
            "award": titles.award,
            "resolution": self._resolution,
            "figure": self._figure,
            "period": self._period,
        }

    def __call__(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """The items a match of a mention rule stands for; none where its words are not what the rule takes them for."""
        return self._builders.get(rule.yields, self._plain)(rule, match, covered)

    def _item(self, rule: Rule, covered: Sequence[Item], entity: Entity | None = None, **facts: Any) -> Item:
        return Item(rule.yields, covered[0].start, covered[-1].end, entity, {**rule.details, **facts}, tuple(covered))

    def _plain(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """An item as its pattern says, with the facts of its slots."""
        facts: dict[str, Any] = {}
        for items in match.slots.values():
            for item in items:
                facts.update(item.facts)
        yield self._item(rule, covered, **facts)

    def _verb(self, rule: Rule, match: Match, _covered: Sequence[Item]) -> Iterable[Item]:
        """A word that its place in the sentence shows to be a verb (`leder A blokken`) and no noun: it serves the cue `as` alone."""
        for verb in match.slots["verb"]:
            yield Item(f"<{rule.details['as']}>", verb.start, verb.end, parts=(verb,))

    def _bloc(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """A bloc with what is said of it here; who it is, the document's context settles."""
        numerals = self.words(match.slots.get("number", ()))
        number = self._number(match.slots.get("number", ()))
        if match.slots.get("number") and number is None:
            return
        parents = match.slots.get("parent", ())
        if parents and parents[0].facts.get("anaphor") and covered[covered.index(parents[0]) - 1].has_cue("plural_article"):
            return  # "bloc 2 of the hospitals": whose, is not said
        if parents and not self._owns(rule, parents[0]):
            return
        while number is None and covered[-1].has_cue("organise") and len(covered) > 1:
            covered = covered[:-1]  # "the bloc of the provinces holds": a verb that is a noun elsewhere
        cue = next((item for item in covered if item.has_cue_of(_BLOC_CUES)), None)
        covered = _without_neighbours(match, covered)
        said = [item for slot in ("home", *_DESCRIBING) for item in match.slots.get(slot, ())]
        home = bool(said) and all(item.has_cue("home_word") for item in said)
        described = self._description(match, covered) if number is None and not home else ""
        if number is None and not parents and not described and covered[0].has_cue("plural_article"):
            yield Item("blocs", covered[0].start, covered[-1].end, parts=tuple(covered))  # "the emulation clusters": none in particular
            return
        yield self._item(
            rule,
            covered,
            number=number,
            numeral=numerals,
            parent=self._reconciler.head_of(parents[0].entity) if parents and parents[0].entity else None,
            cluster=cue is not None and (cue.has_cue_of(_CLUSTER_CUES) or bool(cue.facts.get("cluster"))),
            series=self.words([item for slot in _SERIES for item in match.slots.get(slot, ())]),
            described=described,
            home=home,
            bare=cue is not None and not cue.has_cue_of(_FULL_CUES),
            anaphor=number is None and not parents and not described,
            surface=self._surface(match, covered),
        )

    def _surface(self, match: Match, covered: Sequence[Item]) -> str:
        """What the text calls a bloc, with the word for one that an office before it ends in (`trưởng khối` `thi đua các trường`)."""
        return " ".join([*self.words(match.slots.get("office", ())).split()[-1:], self.words(covered)])

    def _owns(self, rule: Rule, parent: Item) -> bool:
        """Whether what stands before a bloc is said to be whose it is, where a rule asks for the genitive (`Ha Tinh's Bloc 3`)."""
        return not rule.details.get("genitive") or _GENITIVE.search(self.words([parent])) is not None

    def _description(self, match: Match, covered: Sequence[Item]) -> str:
        """What an unnumbered bloc is said to be made of."""
        said = [item for slot in _DESCRIBING for item in match.slots.get(slot, ()) if item.end <= covered[-1].end]
        return self.words(said)

    def _number(self, items: Sequence[Item]) -> str | None:
        """The number of a bloc: in figures, as a Roman numeral, as a word of order ("the second bloc"), or a letter."""
        word = self.words(items)
        if items and "value" in items[0].facts:
            return str(items[0].facts["value"])
        if word.isdigit():
            return str(int(word))
        value = roman(word)
        return str(value) if value else word if len(word) == 1 and word.isupper() else None

    def _person(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        run = match.slots["name"]
        least = int(rule.details.get("least", 1))
        if not least <= len(run) <= 5 or (rule.details.get("surname") and run[0].type != "surname"):
            return
        if rule.details.get("only"):
            covered = run
        name = _GENITIVE.sub("", self.words(run))
        rank = next((item.facts.get("value") for item in covered if item.has_cue("rank")), None)
        entity = self._reconciler.thing("person", name if not name.isupper() else name.title())
        yield self._item(rule, covered, entity, rank=rank, name=name)

    def _post(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        cues = [item for item in covered if item.has_cue("post") or item.has_cue("member_post")]
        bodies = match.slots.get("body", ())
        body = bodies[0].entity if bodies else self._portfolio(cues[-1], match)
        field = match.slots.get("field", ())
        within = "{}" if field and field[0].has_cue("unit_kind") else cues[-1].facts.get("field" if field else "within")
        if within is None and ("field" in match.slots or rule.details.get("within")):
            return
        words = str(within or "{}").format(" ".join(filter(None, (self.words(field), self.words(bodies))))) if bodies else ""
        if bodies and within is not None:  # who heads the office of a committee heads no committee
            body = self._reconciler.thing("unit", words)
        if bodies and "heads" in cues[-1].facts and (bodies[0].type == "place" or bodies[0].facts.get("level")):
            body = composed(self._reconciler, cues[-1].facts["heads"], body, self.words(bodies))  # "the chief of police of the district"
        elif bodies and bodies[0].type == "place":
            return
        if ("portfolio" in match.slots and body is None) or (bodies and covered[-2].has_cue("to_whom")):
            return
        value = _valued(rule, (*bodies, *match.slots.get("kind", ())))
        role = " ".join(str(item.facts.get(value) or item.facts.get("value", self.words([item]))) for item in cues)
        yield self._item(
            rule,
            covered,
            role=role,
            body=body,
            words=words,
            implied=cues[-1].facts.get("body"),
            council=cues[-1].facts.get("council"),
            like=self._like(cues[-1], match) or cues[-1].facts.get("like") or rule.details.get("like"),
        )

    def _like(self, post: Item, match: Match) -> str:
        """The kind of body that a post without a name means ("rector of the school"), a service's by its level ("the commune's police")."""
        home = match.slots.get("home", ())
        service = (post.facts.get("heads") or {}).get("vi") or post.facts.get("within")
        if home:
            return fold(service.format(self.words(home))) if service else ""
        return fold(self.words(match.slots.get("kind", ())))

    def _portfolio(self, post: Item, match: Match) -> Entity | None:
        """The ministry of a "minister of" something, where one of that name is known."""
        run = (*match.slots.get("portfolio", ()), *match.slots.get("portfolio2", ()))
        if not run or "ministry" not in post.facts:
            return None
        return self._reconciler.named("organization", str(post.facts["ministry"]).format(self.words(run)))

    def _office(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        years = match.slots.get("year", ())
        blocs = match.slots.get("bloc", ())
        facts = years[0].facts if years else {}
        when = {key: facts[key] for key in ("year", "relative", "same", "step") if key in facts}
        if "start" in facts:  # a school year or a term is told by the year it begins in
            when["year"] = int(str(facts["start"])[:4])
        yield self._item(rule, covered, bloc=blocs[0] if blocs else None, **when)

    def _period(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`from 2025 to 2030`, `from 10 February to 6 March 2026`: the first day takes the year of the last where it has none."""
        start, end = (str(facts.get("date") or facts["year"]) for facts in (match.slots[slot][0].facts for slot in ("start", "end")))
        start = end[:4] + start[1:] if start.startswith("--") else start
        if start < end:
            yield self._item(rule, covered, start=start, end=end)

    def _resolution(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        numbers = match.slots.get("number", ())
        facts = dict(numbers[0].facts) if numbers else {}
        if match.slots.get("title"):  # laws go by their names
            name = self.words([item for item in covered if not item.has_cue("article")])
            yield self._item(rule, covered, self._reconciler.thing("resolution", name), kind="law")
            return
        if "key" not in facts:  # "Resolution 68 of the Politburo": which one that is, the document's context settles
            kind = next((item.facts.get("value") for item in covered if item.has_cue("legal_type")), None)
            yield self._item(rule, covered, None, short=self.words(numbers), kind=kind)
            return
        yield self._item(rule, covered, self._reconciler.resolution(facts, self.words(covered)), **facts)

    def _figure(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        yield self._item(
            rule,
            covered,
            number=self.words(match.slots["number"]),
            scale=[i.facts for i in covered if i.has_cue("scale")],
            noun=self.words(match.slots.get("noun", ())),
        )


def _without_neighbours(match: Match, covered: Sequence[Item]) -> Sequence[Item]:
    """What names a bloc, without an office before it that ends in its first word, and without who after a comma has a verb of its own."""
    covered = covered[len((*match.slots.get("office", ()), *match.slots.get("chief", ()))) :]
    apart = match.slots.get("apart", ())
    return covered[: covered.index(apart[0]) - 1] if apart else covered


def _valued(rule: Rule, bodies: Sequence[Item]) -> str:
    """Which of a post's values counts: a council has a chair, an office or a company a head where a corps has a commander.

    A place has the body of the kind that the post heads (`of_place`).
    """
    if rule.details.get("like") == "council" or any(map(_has_chair, bodies)):
        return "in_council"
    if bodies and (bodies[0].type == "place" or bodies[0].facts.get("level")):
        return "of_place"
    return "in_office" if bodies and bodies[0].facts.get("whole") else "value"


def _has_chair(body: Item) -> bool:
    """Whether who leads a body is its chair: a council, or of a kind that packs say so of (`chaired`)."""
    kind = body.facts.get("kind_cue")
    return body.type == "council" or body.has_cue("council_kind") or (kind is not None and bool(kind.facts.get("chaired")))
