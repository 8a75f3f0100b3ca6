"""Bodies: a unit is composed of a kind and a name ("police" and "Lạng Sơn"), in every language the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.reconciliation import Reconciler
from ontology.folding import fold
from ontology.models import Entity

from .composing import PLACES, composed
from .items import Item, Worded, adjacent
from .numerals import is_numeral
from .pack import Rule
from .patterns import Match

_LEVEL_OF = {"thanh": "thanh", "tp": "thanh"}  # by a level's first word; departments are a province's where nothing else is said

_GENITIVE = re.compile(r"['’]s$")  # of an owner ("Hanoi Police's car"): no part of its name
_NAMES = 2  # a person has at least so many
_LONGEST_PERSON = 4  # words
_ALONE = frozenset({"place"})  # names no other word belongs to: adjacent words make one name
_SMALL_WORDS = 3  # that may follow one another in a name


class BodyBuilder(Worded):
    """Builds the units of one text."""

    def __init__(self, text: str, reconciler: Reconciler) -> None:
        super().__init__(text)
        self._reconciler = reconciler
        self._short: dict[str, Entity] = {}  # the text's bodies by their names without the kind
        self._homes: dict[str, list[Item]] = {}  # by level ("tỉnh"): what the text names so, for "the committee of the province"
        self._banks: list[str] = []  # who has branches, as the text calls them, the last one last
        self._made: list[Entity] = []
        self._kinds: list[Item] = []  # the words by which bodies were named, for "that of Hue"
        self._regional: dict[str, Item] = {}  # the kinds of body that the text names by the number of their region

    def named(self, _rule: Rule, match: Match, _covered: Sequence[Item]) -> Iterable[Item]:
        """A cue word that is a known name too, where no rule took it as a cue."""
        for item in match.slots["cue"]:
            if "named" in item.facts:
                yield item.facts["named"]

    def unit(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """One unit, composed, or with `whole` named by its words, or with `anaphor` meant by its kind alone ("the Ministry").

        With `capital` it is one only where its words begin with a capital, whatever its kind.
        """
        kind = match.slots["kind"][0]
        if not self._has_capitals(rule, kind, covered):
            return
        tail, covered = self._tail(rule, match, covered)
        if match.slots.get("tail") and not tail and "level" not in match.slots:
            return
        if "level" in match.slots and not (tail := self._at_home(match.slots["level"], tail)):
            return
        if not self._is_named_as(rule, kind, tail):
            return
        if rule.details.get("home"):
            tail = self._at_home([kind], ())
        if rule.details.get("anaphor"):
            yield from self._meant(rule, kind, covered)
            return
        if kind.facts.get("kind") not in PLACES:
            self._kinds.append(kind)
        if rule.details.get("whole") or (rule.details.get("home") and not tail):
            yield self._whole(rule, tail, covered)
        else:
            yield self._composed(rule, kind, tail, covered, match.slots.get("level", ()), match.slots.get("region", ()))

    def _meant(self, rule: Rule, kind: Item, covered: Sequence[Item]) -> Iterable[Item]:
        """`The Ministry`: the body of that kind made last, which a rule may ask for (`known`)."""
        like = kind.facts.get("like") or fold(self.words([kind]))
        made = next((one for one in reversed(self._made) if any(fold(name.text).startswith(f"{like} ") for name in one.names())), None)
        if made is not None or not rule.details.get("known"):
            yield Item("unit", covered[0].start, covered[-1].end, made, {"like": like, "anaphor": True}, tuple(covered))

    def _has_capitals(self, rule: Rule, kind: Item, covered: Sequence[Item]) -> bool:
        """Whether a unit's kind is written as kinds are in names, and its first word where a rule asks for that."""
        capital = kind.facts.get("any") or self._text[kind.start].isupper()
        return bool(capital) and (not rule.details.get("capital") or self._text[covered[0].start].isupper())

    def _is_named_as(self, rule: Rule, kind: Item, tail: Sequence[Item]) -> bool:
        """Whether a unit has the name its rule asks for: none but its sector, or the number of a region."""
        if rule.details.get("numbered"):
            return is_numeral(self.words(tail))
        return rule.details.get("placeless") != "sector" or bool(kind.facts.get("sector"))

    def _tail(self, rule: Rule, match: Match, covered: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
        """The name of a unit and all that the unit covers; no name where what follows the kind is none, but a person's."""
        kind = match.slots["kind"][0]
        tail: Sequence[Item] = match.slots.get("tail", ()) or match.slots.get("place", ())
        if rule.details.get("free"):
            tail = self._name(tail) if kind.facts.get("free") else ()
            tail = tail[: self._holder_at(kind, tail)]
            return tail, [*covered[: covered.index(kind) + 1], *tail]
        if not tail or tail[0].start < kind.start:
            return tail, covered
        person = self._holder_at(kind, tail) if kind.facts.get("free") else _person_at(tail)
        return (tail, covered) if person is None else (tail[:person], covered[: covered.index(tail[person])])

    def _holder_at(self, kind: Item, tail: Sequence[Item]) -> int | None:
        """Where a person's name begins that ends the name of a department: behind a small word (`cán bộ Trần Văn A`)."""
        for place in range(max(0, len(tail) - _LONGEST_PERSON), len(tail) - _NAMES) if kind.facts.get("part") else ():
            behind = tail[place - 1] if place else kind
            if behind.has_cue("low_place"):
                return None  # "phường Trần Hưng Đạo"
            if tail[place].type == "surname" and self._text[behind.start : behind.end].split()[-1].islower():
                return place if all(item.type in {"name", "surname"} for item in tail[place:]) else None
        return None

    def _whole(self, rule: Rule, tail: Sequence[Item], covered: Sequence[Item]) -> Item:
        """A body called by all its words; with `short`, it goes by those before its kind afterwards ("Bac Son Coal" for the Group)."""
        name = _GENITIVE.sub("", self._nominative(covered))
        entity = self._short.get(fold(name)) or self._reconciler.thing("unit", name)
        facts = {**rule.details} | ({"kind_cue": covered[0], "placeless": True} if rule.details.get("home") else {})
        if rule.details.get("short") and len(tail) > 1 and any(item.type != "place" for item in tail):
            facts["tail"] = self.words(tail)
            self._short.setdefault(fold(facts["tail"]), entity)
        return Item("unit", covered[0].start, covered[-1].end, entity, facts, tuple(covered))

    def _nominative(self, covered: Sequence[Item]) -> str:
        """The words of a name, its head noun without the genitive's ending that the pack says it has (`des Instituts` is of `Institut`)."""
        kind = next((item for item in covered if item.facts.get("genitive")), None)
        if kind is None:
            return self.words(covered)
        bare = self._text[covered[0].start : kind.end - len(str(kind.facts["genitive"]))]
        return " ".join((bare + self._text[kind.end : covered[-1].end]).split())

    def _name(self, run: Sequence[Item]) -> Sequence[Item]:
        """The name a run begins with: capitals, numbers, words of names (`cán bộ`), a few small words after a capital (`Xử lý bom mìn`).

        Of more small words than make up a name only the first is taken (`Dệt may`): the others are the sentence going on.
        """
        if run[0].type == "word":
            return ()
        run = self._up_to_place(run)
        small = 0
        for place, item in enumerate(run):
            small = small + 1 if item.type == "word" else 0
            if small > _SMALL_WORDS:
                return run[: place - _SMALL_WORDS + 1]
        return run

    def _up_to_place(self, run: Sequence[Item]) -> Sequence[Item]:
        """A name without the small words behind a place that ends it (`Cao su Việt Nam tổ chức`)."""
        last = max((place for place, item in enumerate(run) if not self._text[item.start].islower()), default=-1)
        return run[: last + 1] if run[last].type == "place" else run

    def _at_home(self, level: Sequence[Item], tail: Sequence[Item]) -> Sequence[Item]:
        """The name of a province or city; where the text leaves it out ("of the province"), that of the only one it has named."""
        homes = self._homes.setdefault(_LEVEL_OF.get(fold(self.words(level)).split()[0], "tinh"), [])
        if tail and fold(self.words(tail)) not in {fold(self.words([home])) for home in homes}:
            homes.append(Item("name", tail[0].start, tail[-1].end, tail[0].entity if len(tail) == 1 else None))
        return tail or (homes if len(homes) == 1 else ())

    def regional(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`Region XII`, once the text has named the customs of one region, and no other service: those of this one."""
        tail = match.slots["tail"]
        if len(self._regional) == 1 and is_numeral(self.words(tail)):
            (kind,) = self._regional.values()
            yield self._composed(rule, kind, tail, covered, (), match.slots["region"])

    def branch(self, _rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """Branches of a bank or company, the one that has them being named once: `các chi nhánh Khu vực 7, 8`."""
        self._banks += [self.words([owner]) for owner in match.slots.get("owner", ())]
        kind = match.slots["kind"][0]
        self._kinds.append(kind)
        if not self._banks and "each" not in kind.facts:
            return
        head = " ".join(self.words([item]) for item in (kind, *match.slots.get("area", ())))
        runs = list(adjacent(match.slots["place"], _ALONE))
        for number, place in enumerate(runs):
            start = covered[0].start if number == 0 else place[0].start
            yield self._branch(kind, head, place).but(start=start)

    def _branch(self, kind: Item, head: str, place: Sequence[Item]) -> Item:
        """A branch at a place: of the bank named last, or as its kind is called at each place (`succursale de {}`)."""
        name = str(place[0].facts.get("tail") or self.words(place))
        words = f"{head} {self.words(place)}"
        called, tail = (str(kind.facts["each"]).format(name), name) if "each" in kind.facts else (f"{self._banks[-1]} {words}", words)
        return Item("unit", place[0].start, place[-1].end, self._reconciler.thing("unit", called), {"tail": tail}, tuple(place))

    def part(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """A department of a body, both named: `Phòng Tham mưu Công an tỉnh Hà Tĩnh`."""
        named = match.slots["kind"][0]
        kind = named if named.type != "unit" else named.facts.get("kind_cue")
        if kind is not None and kind.facts.get("part") and self._text[named.start].isupper():
            entity = self._reconciler.thing("unit", self.words(covered))
            yield Item("unit", covered[0].start, covered[-1].end, entity, {**rule.details, "kind_cue": kind}, tuple(covered))

    def again(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`The police of Lao Cai and that of Hue`: bodies of the kind named last before, at other places."""
        kind = next((one for one in reversed(self._kinds) if one.start < covered[0].start), None)
        if kind is None:
            return
        linking = self._text[covered[0].end : match.slots["place"][0].start]
        for number, place in enumerate(adjacent(match.slots["place"], _ALONE)):
            start = covered[0].start if number == 0 else place[0].start
            yield self._alike(rule, kind, linking, place).but(type="unit", start=start, end=place[-1].end)

    def _alike(self, rule: Rule, kind: Item, linking: str, place: Sequence[Item]) -> Item:
        """A body of a kind at a place: composed, a branch, or called by the words of both and what links them."""
        if "vi" in kind.facts:
            return self._composed(rule, kind, place, [kind, *place])
        if "each" in kind.facts:
            return self._branch(kind, "", place)
        name = " ".join(f"{self.words([kind])}{linking}{self.words(place)}".split())
        return Item("unit", place[0].start, place[-1].end, self._reconciler.thing("unit", name), {"tail": self.words(place)}, tuple(place))

    def units(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`Công an các tỉnh A, B và C`: one unit for each place, the head noun shared."""
        kind = match.slots["kind"][0]
        places = list(adjacent(match.slots["place"], _ALONE))
        if rule.details.get("levelled") and not _each_levelled(kind, places):
            return
        if rule.details.get("several") and len(places) == 1:
            return  # "the provinces of the Red River"
        self._kinds.append(kind)
        level = next(iter(match.slots.get("level", ())), None)
        for number, place in enumerate(places):
            named = place[0].type == "unit" and not place[0].facts.get("level")
            if (number and named) or (place[0].type == "surname" and len(place) > _NAMES):
                break  # a list of places, and a body or somebody named after it
            first = covered[0].start if number == 0 and not rule.details.get("bare") else place[0].start
            # In "the districts A and B" each is a district, and so named.
            tail = [self._composed(rule, level, place, place)] if level is not None and place[0].type != "place" else place
            unit = self._composed(rule, kind, tail, [kind, *tail])
            last = covered[-1].end if number == len(places) - 1 else place[-1].end
            yield unit.but(start=first, end=last)

    def _composed(
        self,
        rule: Rule,
        kind: Item,
        tail: Sequence[Item],
        covered: Sequence[Item],
        level: Sequence[Item] = (),
        region: Sequence[Item] = (),
    ) -> Item:
        name, surface = self.words(tail), _GENITIVE.sub("", self.words(covered))
        facts = kind.facts
        place = (
            tail[0].entity
            if tail and tail[0].type in {"place", "unit", "organization"}
            else self._reconciler.named("unit", f"thành phố {name}")
        )
        called = surface if rule.yields == "unit" else self._shared(rule, kind, name)
        numbered = region[0].facts if region else None
        if region:
            self._regional[str(facts.get("kind"))] = kind
        entity = composed(self._reconciler, facts, place, name, called, self.words(level), numbered)
        self._made.append(entity)
        made = {"kind_cue": kind, "tail": name, "level": facts.get("kind") in PLACES, "at": place}
        return Item(str(facts.get("class", "unit")), covered[0].start, covered[-1].end, entity, {**rule.details, **made}, tuple(covered))

    def sharing(self, rule: Rule, match: Match, _covered: Sequence[Item]) -> Iterable[Item]:
        """`the police of A (head unit), B and C`: the names that follow a unit in a list of members share its kind."""
        kind = match.slots["unit"][-1].facts.get("kind_cue")
        if kind is None or kind.facts.get("free"):
            return
        for place in adjacent(match.slots["place"], _ALONE):
            yield self._composed(rule, kind, place, [kind, *place]).but(type="unit", start=place[0].start, end=place[-1].end)

    def _shared(self, rule: Rule, kind: Item, name: str) -> str:
        """What a language calls one of several units with a shared head noun: "grensevakten i Hue"."""
        return str(rule.details["each"]).format(kind.facts.get("one") or self.words([kind]), name) if "each" in rule.details else ""


def _each_levelled(kind: Item, places: Sequence[Sequence[Item]]) -> bool:
    """Whether a kind is shared by several places that each say their level: `Kho bạc Nhà nước khu vực X, khu vực XI`."""
    return len(places) > 1 and not kind.facts.get("free") and all(len(run) > 1 and run[0].has_cue("low_place") for run in places)


def _person_at(tail: Sequence[Item]) -> int | None:
    """Where a person's name begins that runs straight on from a body's: after a place, or with a surname and two names more."""
    for place, item in enumerate(tail):
        after_place = place > 0 and tail[place - 1].type == "place" and len(tail) - place >= _NAMES
        opens = item.type == "surname" and (place == 0 or after_place) and len(tail) - place > _NAMES
        if opens or (after_place and item.type in {"name", "surname"}):
            return place
    return None
