"""The two ends of a match: the items of its slots, or what a rule says stands in the place of one the sentence leaves out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from .context import Context
from .groups import members_of
from .items import ACTORS, Item, words_of
from .known_blocs import before
from .pack import Rule
from .patterns import Match
from .timing import OFFICE_SLOTS

_MEETING = frozenset({"bloc", "event"})
_DOERS = frozenset({"bloc", "unit", "organization", "council", "person", "holder"})
_DEEDS = frozenset({"implements", "promotes_movement"})
_TOLD = frozenset({"resolution", "movement"})

Found = Sequence[Item]


class Ends:
    """Finds ends in one document. A rule's detail of a slot's name says what to assume there: `agent: bloc`, `movement: near`."""

    def __init__(self, context: Context, text: str) -> None:
        self._context = context
        self._text = text
        self._assumed: dict[str, Callable[[Match, Found], Found]] = {
            "bloc": self.bloc,
            "subject": self._subject,
            "actor": lambda match, items: _acting_in(_clause_before(match, items)) or _acting(match, items) or self.bloc(match, items),
            "council": self._council,
            "person": lambda match, items: context.last_named("person", _place(match, items)),
            "resolution": lambda match, items: context.last_named("resolution", _place(match, items)),
            # "A then passed on the flag": to whom, the offices of the whole document say
            "next_head": lambda match, items: [Item("next_head", _place(match, items), _place(match, items))],
            "last_head": lambda match, items: [Item("last_head", _place(match, items), _place(match, items))],
            "spoken": lambda _match, _items: [context.spoken] if context.spoken is not None else [],
            "near": self._following,
            "movement": self._movement,
            "event": lambda match, items: [_event(match, items, "conference")],
            "meeting": lambda match, items: _meeting(match, items) or [_event(match, items, "conference")],
        }

    def find(self, rule: Rule, match: Match, slot: str, items: Found) -> Found:
        """The items at an end; several make as many facts, none makes none."""
        found = members_of(self._found(rule, match, slot, items))
        return _coordinated(found, match, items) if slot == "agent" and rule.yields in _DEEDS else found

    def _found(self, rule: Rule, match: Match, slot: str, items: Found) -> Found:
        found = match.slots["target"] if slot == "resolution" and "target" in match.slots else match.slots.get(slot)
        if found and rule.details.get("every") == slot:  # a list of people with their posts runs on to the end of the sentence
            kinds = {item.type for item in found}
            return [item for item in items[match.first :] if item.type in kinds]
        if found:
            return (*found, *match.slots.get(f"{slot}2", ()))
        assume = self._assumed.get(str(rule.details.get(slot)))
        return (assume(match, items) if assume is not None else ()) or self._usual(rule, match, slot, items)

    def _usual(self, rule: Rule, match: Match, slot: str, items: Found) -> Found:
        """What stands at an end where neither sentence nor rule says: the bloc, movement or event spoken of, the words that follow."""
        if rule.details.get("task") and match.slots.get("task"):
            return [self._task(match.slots["task"])]
        if slot == "bloc":
            return self.bloc(match, items)
        if slot == "movement":
            return self._movement(match, items)
        if slot == "event":
            return [_event(match, items, str(rule.details.get("event", "conference")))]
        return self._rest(match, items) if slot == "text" else ()

    def _movement(self, match: Match, items: Found) -> Found:
        """The movement spoken of last."""
        return list(islice(before(self._context.movements, _place(match, items) + 1), 1))

    def bloc(self, match: Match, items: Found) -> Found:
        """The bloc of the office named, else the one spoken of."""
        named = [
            office.facts["bloc"] for slot in OFFICE_SLOTS for office in match.slots.get(slot, ()) if office.facts.get("bloc") is not None
        ]
        own = named or _own_blocs(match, items)
        current = own[0] if own else self._context.current_bloc(_place(match, items))
        return [current] if current is not None else []

    def _council(self, match: Match, items: Found) -> Found:
        councils = self._context.councils
        return [council for council in councils if council.start <= _place(match, items)][-1:] or councils[:1]

    def _subject(self, match: Match, items: Found) -> Found:
        """Who a sentence is about: the first thing in it that acts, where the match comes later; else the bloc spoken of."""
        told = [item for item in _clause_before(match, items) if item.type in _TOLD]
        if match.first and items[match.first - 1].has_cue("and"):  # "S joined the movement A and implemented B"
            told = next(([item] for item in _clause_before(match, items) if item.type in _DOERS), told)
        acting = told[-1:] or _acting(match, items) or _acting_after(match, items)
        if acting:
            return acting
        return [self._context.topic] if self._context.topic is not None else self.bloc(match, items)

    def _task(self, named: Found) -> Item:
        """Work to be done by a day that is no movement: "files for the awards of 2025"."""
        first, last = named[0], named[-1]
        words = words_of(self._text, first.start, last.end)
        return Item("task", first.start, last.end, self._context.reconciler.thing("task", words))

    def _following(self, match: Match, items: Found) -> Found:
        """The first movement after a place in the same paragraph: a name that follows in the next sentence."""
        place = _place(match, items)
        line_end = self._text.find("\n", place) % (len(self._text) + 1)
        return [one for one in self._context.movements if place <= one.start < line_end and not one.facts.get("anaphor")][:1]

    def _rest(self, match: Match, items: Found) -> Found:
        """What a document is about: the words from the match to the end of the clause."""
        following = items[match.last :]
        end = next((place for place in range(len(following)) if _ends_subject(following, place)), len(following))
        words = list(following[:end])
        while words and (words[-1].type == "." or words[-1].has_cue("and")):
            words.pop()
        return [Item("text", words[0].start, words[-1].end)] if words else []


def _coordinated(found: Found, match: Match, items: Found) -> Found:
    """Who does what comes after an "and": "S joined the movement A and implemented B" tells B of S, whatever A is and whoever owns it."""
    if len(found) != 1 or found[0] not in items[match.first : match.last]:
        return found
    at = items.index(found[0])
    joint = next((place for place in range(match.last - 1, at, -1) if items[place].has_cue("and")), None)
    if joint is None or not all(_is_small(item) for item in items[joint + 1 : joint + 3]) or _is_listed(items, at):
        return found
    subject = next((item for item in _clause_before(match, items) if item.type in _DOERS), None)
    return [subject] if subject is not None and subject.type in _DOERS else found


def _is_small(item: Item) -> bool:
    return item.is_plain or item.type in {"resolution", "movement"}


def _is_listed(items: Found, at: int) -> bool:
    """Whether a name goes on a list of names: it is one of several subjects then."""
    before = [item for item in items[max(0, at - 3) : at] if not item.has_cue("article") or item.has_cue("and")]
    return bool(before) and (before[-1].type == "," or before[-1].has_cue("and"))


def _place(match: Match, items: Found) -> int:
    return items[match.first].start


def _acting(match: Match, items: Found) -> Found:
    return _acting_in(items[: match.first])


def _acting_in(items: Found) -> Found:
    return [item for item in items if item.type in ACTORS][:1]


def _acting_after(match: Match, items: Found) -> Found:
    """Who a sentence is about that opens with the match: the first thing behind a comma ("Set up by Decision 12, the bloc has ...")."""
    following = items[match.last :]
    return [item for before, item in pairwise(following) if before.type == "," and item.type in ACTORS][:1]


def _meeting(match: Match, items: Found) -> Found:
    """Who votes at a meeting: the bloc or the event that the sentence names first."""
    return [item for item in items[: match.first] if item.type in _MEETING][:1]


def _own_blocs(match: Match, items: Found) -> Found:
    """The bloc a match itself names in full, where it names one alone: it goes before the one spoken of so far."""
    named = [item for item in items[match.first : match.last] if item.type == "bloc" and not item.facts.get("anaphor")]
    return named if len(named) == 1 else ()


def _event(match: Match, items: Found, kind: str) -> Item:
    place = _place(match, items)
    return Item("event", place, place, facts={"value": kind})


def _clause_before(match: Match, items: Found) -> Found:
    """The items before a match in its own clause."""
    first = next((place + 1 for place in range(match.first - 1, -1, -1) if items[place].type == ";"), 0)
    return items[first : match.first]


def _ends_subject(items: Sequence[Item], place: int) -> bool:
    """Whether what a document is about ends here: at a semicolon, a relative clause, or a comma that plain words do not follow."""
    item = items[place]
    if item.type == ",":
        return place + 1 >= len(items) or items[place + 1].type != "word"
    return item.type in {";", ":", "("} or (item.has_cue("which") and not item.has_cue("article")) or item.has_cue("finite")
