"""What the matches of mention rules stand for: one small builder for each type of mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from loaders.reconciliation import Reconciler
from ontology.folding import fold
from ontology.models import Entity

from .items import Item
from .pack import Rule
from .patterns import Match

_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_QUOTES = "\"'«»“”„‘’ "
_GENITIVE = re.compile(r"['’]?s$")  # no Vietnamese syllable ends in s
_LEVELS = frozenset({"tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị"})  # what Vietnamese writes small within the name of a body
_BLOC_CUES = ("bloc", "cluster", "bare_bloc", "bare_cluster")


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to 89, None where it is none."""
    if not _ROMAN.match(numeral):
        return None
    values = [_DIGITS[digit] for digit in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


class MentionBuilder:
    """Builds items for a text's mention rules, by the type a rule yields."""

    def __init__(self, text: str, reconciler: Reconciler) -> None:
        self._text = text
        self._reconciler = reconciler
        self._builders: dict[str, Callable[[Rule, Match, Sequence[Item]], Iterable[Item]]] = {
            "bloc": self._bloc,
            "named": self._named,
            "unit": self._unit,
            "units": self._units,
            "sharing": self._sharing,
            "person": self._person,
            "post": self._post,
            "head": self._office,
            "deputy": self._office,
            "movement": self._movement,
            "award": self._award,
            "resolution": self._resolution,
            "figure": self._figure,
            "period": self._period,
        }

    def __call__(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        return self._builders.get(rule.yields, self._plain)(rule, match, covered)

    def words(self, items: Sequence[Item]) -> str:
        """The text that items cover, spaces collapsed."""
        return " ".join(self._text[items[0].start : items[-1].end].split()) if items else ""

    def _item(self, rule: Rule, covered: Sequence[Item], entity: Entity | None = None, **facts: Any) -> Item:
        return Item(rule.yields, covered[0].start, covered[-1].end, entity, {**rule.details, **facts}, tuple(covered))

    def _plain(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """An item as its pattern says, with the facts of its slots."""
        facts: dict[str, Any] = {}
        for items in match.slots.values():
            for item in items:
                facts.update(item.facts)
        yield self._item(rule, covered, **facts)

    def _bloc(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """A bloc with what is said of it here; who it is, the document's context settles."""
        numerals = self.words(match.slots.get("number", ()))
        number = self._number(match.slots.get("number", ()))
        if match.slots.get("number") and number is None:
            return
        parents = match.slots.get("parent", ())
        cue = next((item for item in covered if any(map(item.has_cue, _BLOC_CUES))), None)
        yield self._item(
            rule,
            covered,
            number=number,
            numeral=numerals,
            parent=parents[0].entity if parents else None,
            cluster=cue is not None and (cue.has_cue("cluster") or cue.has_cue("bare_cluster")),
            series=self.words(match.slots.get("series", ())),
            described=self.words((*match.slots.get("description", ()), *match.slots.get("description2", ()))),
            anaphor=number is None and not parents and not match.slots.get("description") and not match.slots.get("description2"),
            surface=self.words(covered),
        )

    def _number(self, items: Sequence[Item]) -> str | None:
        word = self.words(items)
        if word.isdigit():
            return str(int(word))
        value = roman(word)
        return str(value) if value else None

    def _named(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """A cue word that is a known name too, where no rule took it as a cue."""
        for item in match.slots["cue"]:
            if "named" in item.facts:
                yield item.facts["named"]

    def _unit(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        kind = match.slots["kind"][0]
        tail = match.slots.get("tail", ()) or match.slots.get("place", ())
        if not (kind.facts.get("any") or self._text[kind.start].isupper()):
            return
        if rule.details.get("free") and not (kind.facts.get("free") and self._names(tail)):
            return
        if rule.details.get("anaphor"):  # "the Ministry"
            yield Item("unit", covered[0].start, covered[-1].end, None, {"like": kind.facts.get("like") or fold(self.words([kind])), "anaphor": True}, tuple(covered))
            return
        if rule.details.get("whole"):  # its words are its name: "Vietnam Union of Science and Technology Associations"
            yield Item("unit", covered[0].start, covered[-1].end, self._reconciler.thing("unit", self.words(covered)), {**rule.details}, tuple(covered))
            return
        yield self._composed(rule, kind, tail, covered)

    def _names(self, tail: Sequence[Item]) -> bool:
        """Whether a run of words makes a name: it begins like one, or says where ("office in Buôn Ma Thuột")."""
        return tail[0].type != "word" or (any(item.type in {"name", "surname", "place"} for item in tail) and len(tail) <= 6)

    def _units(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`Công an các tỉnh A, B và C`: one unit for each place, the head noun shared."""
        kind = match.slots["kind"][0]
        places = list(_runs(match.slots["place"]))
        level = next(iter(match.slots.get("level", ())), None)
        for number, place in enumerate(places):
            first = covered[0].start if number == 0 else place[0].start
            # In "the districts A and B" each is a district, and so named.
            tail = [self._composed(rule, level, place, place)] if level is not None and place[0].type != "place" else place
            unit = self._composed(rule, kind, tail, [kind, *tail])
            last = covered[-1].end if number == len(places) - 1 else place[-1].end
            yield unit.but(start=first, end=last)

    def _composed(self, rule: Rule, kind: Item, tail: Sequence[Item], covered: Sequence[Item]) -> Item:
        name, surface = self.words(tail), self.words(covered)
        facts = kind.facts
        place = tail[0].entity if tail and tail[0].type in {"place", "unit", "organization"} else self._reconciler.named("unit", f"thành phố {name}")
        spoken = {code: _place_name(place, code, name) for code in ("vi", "en")}
        labels = {code: str(facts[code]).format(spoken[code]) for code in ("vi", "en") if code in facts}
        key = f"{facts['kind']}/{fold(_place_name(place, 'en', name))}" if facts.get("kind") else fold(labels.get("vi", ""))
        shared = surface if rule.yields == "unit" else self._shared(rule, kind, name) or labels.get("vi", surface)
        kept = str(facts.get("class", "unit"))
        entity = self._reconciler.named(kept, labels.get("vi", surface)) or self._reconciler.thing(kept, shared, key, **labels)
        return Item(kept, covered[0].start, covered[-1].end, entity, {**rule.details, "kind_cue": kind, "tail": name}, tuple(covered))

    def _sharing(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """`the police of A (head unit), B and C`: the names that follow a unit in a list of members share its kind."""
        kind = match.slots["unit"][-1].facts.get("kind_cue")
        if kind is None or kind.facts.get("free"):
            return
        for place in _runs(match.slots["place"]):
            yield self._composed(rule, kind, place, [kind, *place]).but(type="unit", start=place[0].start, end=place[-1].end)

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
        if "portfolio" in match.slots and body is None:
            return
        value = "in_council" if (bodies and bodies[0].type == "council") or rule.details.get("like") == "council" else "value"
        role = " ".join(str(item.facts.get(value) or item.facts.get("value", self.words([item]))) for item in cues)
        yield self._item(rule, covered, role=role, body=body, words=self.words(bodies), implied=cues[-1].facts.get("body"), council=cues[-1].facts.get("council"), like=fold(self.words(match.slots.get("kind", ()))) or cues[-1].facts.get("like") or rule.details.get("like"))

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
        when = {key: facts[key] for key in ("year", "relative") if key in facts}
        yield self._item(rule, covered, bloc=blocs[0] if blocs else None, **when)

    def _movement(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """Each quoted name a movement of its own; with `known`, only names that authority files know."""
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
            name = self.words([item for item in covered if not item.has_cue("article") or item is not covered[0]]) if rule.details.get("whole") else name
            yield Item("movement", covered[0].start, covered[-1].end, self._reconciler.thing("movement", name), {"name": name}, tuple(covered))
            return
        for item in match.slots["name"]:
            name = self.words([item]).strip(_QUOTES).rstrip(",;.…")
            known = self._reconciler.named("movement", name)
            if name and (known or not rule.details.get("known")):
                alone = len(match.slots["name"]) == 1
                first, last = (covered[0], covered[-1]) if alone else (item, item)
                start = item.start if first.type == "movement" else first.start
                entity = known or self._reconciler.thing("movement", name)
                owner = next(iter(match.slots.get("owner", ())), None)
                yield Item("movement", start, last.end, entity, {"name": name, "owner": owner}, (item,))

    def _award(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        if rule.details.get("anaphor"):
            yield self._item(rule, covered)
            return
        if match.slots.get("base"):
            yield from self._of_class(rule, match, covered)
            return
        named = next((place for place, item in enumerate(covered) if item.has_cue("award")), 0)
        name = self.words(match.slots["name"]).strip(_QUOTES) if match.slots.get("name") else self.words(covered[named:])  # in "the Ministry granted its flag" the name begins at the flag
        grantors = match.slots.get("grantor", ())
        kind = next((item.facts for item in covered if item.has_cue("award")), {})
        grantor = grantors[0].entity if grantors else None
        labels = _award_labels(kind, grantor)
        key = f"{kind.get('kind')}/{grantor.id}" if grantor and kind.get("kind") else ""
        known = next((self._reconciler.named("award", label) for label in labels.values() if self._reconciler.named("award", label)), None)
        yield self._item(rule, covered, known or self._reconciler.thing("award", name, key, **labels), name=name)

    def _of_class(self, rule: Rule, match: Match, covered: Sequence[Item]) -> Iterable[Item]:
        """An order with its class: `Arbeidsordenen` and `av tredje klasse` are `Huân chương Lao động hạng Ba`."""
        base, grade = match.slots["base"][0].entity, match.slots["class"][0].facts
        name = self.words(covered)
        vietnamese = f"{base.labels.get('vi', '')} {grade['vi']}" if base is not None and "vi" in base.labels else ""
        entity = self._reconciler.named("award", vietnamese) or self._reconciler.thing("award", name, fold(vietnamese), vi=vietnamese)
        yield self._item(rule, covered, entity, name=name)

    def _shared(self, rule: Rule, kind: Item, name: str) -> str:
        """What a language calls one of several units with a shared head noun: "grensevakten i Hue"."""
        return str(rule.details["each"]).format(kind.facts.get("one") or self.words([kind]), name) if "each" in rule.details else ""

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
        yield self._item(rule, covered, number=self.words(match.slots["number"]), scale=[i.facts for i in covered if i.has_cue("scale")], noun=self.words(match.slots.get("noun", ())))


def _runs(items: Sequence[Item]) -> Iterable[list[Item]]:
    """Adjacent name words make one name, a place stands alone."""
    run: list[Item] = []
    for item in items:
        if run and (item.type == "place" or run[-1].type == "place" or item.start > run[-1].end + 1):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _place_name(place: Entity | None, language: str, surface: str) -> str:
    """A province or city as bodies are named after it: `tỉnh Lạng Sơn`, `Lang Son`, `Hai Phong`, `Ho Chi Minh City`."""
    if place is None or language not in place.labels:
        return surface
    name = place.labels[language]
    if language != "en":
        return name[:1].lower() + name[1:] if name.split(" ", 1)[0].lower() in _LEVELS else name
    short = name.removesuffix(" Province").removesuffix(" City")
    return short if name.endswith(" Province") or any(alias.text == short for alias in place.aliases) else name


def _award_labels(kind: Mapping[str, Any], grantor: Entity | None) -> dict[str, str]:
    if grantor is None:
        return {}
    return {code: str(kind[code]).format(grantor.labels[code]) for code in ("vi", "en") if code in kind and code in grantor.labels}
