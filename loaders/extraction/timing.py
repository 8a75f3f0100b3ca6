"""Which year a fact is true for: the one said, that of the office or the plan, of the sentence's opening, or of the document."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .items import WHEN, YEARS, Item, says
from .pack import Rule
from .patterns import Match

OFFICES = frozenset({"leads_bloc", "deputy_leads_bloc", "member_of_bloc"})
# What a report of the first months tells of the year before.
_REVIEWED = frozenset({"member_of_bloc", "promotes_movement", "proposes_award"})
OFFICE_SLOTS = ("head", "head2", "deputy")
_OFFICES = frozenset({*OFFICE_SLOTS, "dated_office"})
_DATING = frozenset({"year", "relative", "same", "step"})
_SMALL = ("article", "of", "and", "in", "which", "relative", "number")
_LINKS = frozenset({"word", "number", "date"})  # "in the month of", "tháng 3"
_TRAIL = 4  # items
_BESIDE = 4  # items within which a head and its deputy, a choice and who is chosen stand
_LISTED = 12  # items in which the second of two offices stands
_LIVING = 40  # years back from the document's, in which what it tells of was done
_OPENING = 6  # items in which a sentence says when


class Timing:
    """Reads years by the context of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def year(self, rule: Rule, match: Match, items: Sequence[Item]) -> int | None:
        """The year of a match, None where nothing tells."""
        said = self._said(match)
        if said is not None:
            return said
        to_come = _is_to_come(match) or (rule.yields == "deputy_leads_bloc" and _is_chosen_beside(match, items))
        policy, current = "next" if to_come else rule.details.get("year"), self._context.year
        if policy == "next" and current is not None:
            return (
                self._near(match, items)
                or self._said_after(match, items)
                or self._opened(match, items)
                or current + (not self._context.early)
            )
        told = None
        if policy == "office":  # "A was chosen head for 2026, with B as deputy": that of the office named before it
            named = [item for item in items[: match.last] if item.type in _OFFICES]
            told = next((year for item in reversed(named) if (year := self._context.year_of(item)) is not None), None)
            current = told or self._only_year(items[: match.first]) or current
        if policy == "plan":
            return self._context.plan_year or current
        near = self._near(match, items) if rule.yields in OFFICES or policy == "near" else None
        if rule.yields in OFFICES:
            near = near or self._until(match, items) or self._of_the_other(rule, match, items) or self._of_the_last(rule, match, items)
        reviewed = self._context.reviewed if rule.yields in _REVIEWED else None
        trailing = self._trailing(match, items) if rule.yields == "launched" else None
        term = self._context.term if rule.yields in OFFICES and _has_verb(match, items) else None
        opened = self._opened(match, items) if rule.yields == "awarded" else None
        return near or trailing or told or self.leading(match, items) or opened or term or reviewed or current

    def _until(self, match: Match, items: Sequence[Item]) -> int | None:
        """The last year of an office that is said to end: "was head until the end of 2023"."""
        after = items[match.last : match.last + _TRAIL]
        if not after or not after[0].has_cue("up_to"):
            return None
        ends = next((self._context.year_of(item) for item in after[1:] if item.type in WHEN), None)
        return min(ends, self._context.year or ends) if ends is not None else None

    def _trailing(self, match: Match, items: Sequence[Item]) -> int | None:
        """The year said right after a match: "launched by the bloc in March last year"."""
        for item in items[match.last : match.last + _TRAIL]:
            if item.type in WHEN and (item.type != "date" or item.facts.get("year")):
                return self._context.year_of(item)
            if item.type not in _LINKS and not item.has_cue_of(("in", "of", "on", "from", "article")):
                return None
        return None

    def _said(self, match: Match) -> int | None:
        for slot in ("year", "when", "date"):
            for item in match.slots.get(slot, ()):
                if (year := self._context.year_of(item)) is not None:
                    return year
        return next(iter(self._of_offices(match, OFFICE_SLOTS)), None)

    def _of_offices(self, match: Match, slots: Sequence[str]) -> list[int]:
        offices = [office for slot in slots for office in match.slots.get(slot, ()) if _is_dated(office)]
        return [year for office in offices if (year := self._context.year_of(office)) is not None]

    def _only_year(self, before: Sequence[Item]) -> int | None:
        """The year that a sentence names before a match, where it names but one: "for 2026 A was chosen head, and B deputy"."""
        named = {self._context.year_of(item) for item in before if item.type in YEARS}
        return named.pop() if len(named) == 1 else None

    def _of_the_other(self, rule: Rule, match: Match, items: Sequence[Item]) -> int | None:
        """The year of the other office that a sentence gives before this one: "A was head in 2024 and B was deputy"."""
        other = {"leads_bloc": "deputy", "deputy_leads_bloc": "head"}.get(rule.yields)
        offices = [item for item in items[: match.first] if item.type in OFFICE_SLOTS]
        if not offices:
            return self._of_leadership(rule, match, items)
        if offices[-1].type != other or says(items, "hand_over"):
            return None
        return self._context.year_of(offices[-1]) if _is_dated(offices[-1]) else None

    def _of_leadership(self, rule: Rule, match: Match, items: Sequence[Item]) -> int | None:
        """The year of the post of head that a sentence speaks of before its deputy: "takes the post of head in 2026; B, of deputy"."""
        posts = [place for place in range(match.first) if items[place].has_cue("leadership")]
        between = items[posts[-1] : match.first] if posts and rule.yields == "deputy_leads_bloc" else ()
        if says(between, "hand_over"):
            return None
        return next((self._context.year_of(item) for item in between if item.type in YEARS), None)

    def _of_the_last(self, rule: Rule, match: Match, items: Sequence[Item]) -> int | None:
        """The year that a list of offices ends on, which this one opens: "A takes the post of head, B that of deputy for 2026"."""
        after = items[match.last : match.last + _LISTED]
        if rule.yields == "member_of_bloc" or not after or not (after[0].type == "," or after[0].has_cue("and")):
            return None
        for place, item in enumerate(after):
            if item.type in YEARS or (item.type in OFFICE_SLOTS and _is_dated(item)):
                beside = after[place - 1].type != "," and any(map(_is_office, after[: place + 1]))
                return self._context.year_of(item) if beside else None
            if item.type in {";", "."} or item.has_cue("future"):
                return None
        return None

    def _said_after(self, match: Match, items: Sequence[Item]) -> int | None:
        """The year that a list of offices ends on ("A as head and B as deputy for 2026")."""
        dated = [item for item in items[match.last :] if item.type in OFFICE_SLOTS and _is_dated(item)]
        return self._context.year_of(dated[0]) if dated else None

    def _near(self, match: Match, items: Sequence[Item]) -> int | None:
        """A year inside the match."""
        return next((self._context.year_of(item) for item in items[match.first : match.last] if item.type in WHEN), None)

    def _opened(self, match: Match, items: Sequence[Item]) -> int | None:
        """The year that stands right before a match ("In 2025, A was charged with leading the bloc"); a day would be that of the choice."""
        before = [item for item in items[max(0, match.first - 2) : match.first] if item.type != ","]
        return self._context.year_of(before[-1]) if before and before[-1].type in YEARS else None

    def leading(self, match: Match, items: Sequence[Item]) -> int | None:
        """The year or date that the half of the sentence opens with, else the sentence ("In 2024 A led; in 2025 it is B who leads")."""
        half = next((place + 1 for place in range(match.first - 1, -1, -1) if items[place].type == ";"), 0)
        places = [place for first in (half, 0) for place in range(first, min(first + _OPENING, match.first))]
        # The day of a decision named before it is the decision's.
        opened = [items[place] for place in places if items[place].type in WHEN and items[max(0, place - 1)].type != "resolution"]
        return next((year for item in opened if (year := self._year_ahead(item, items)) is not None and not self._is_history(year)), None)

    def _year_ahead(self, item: Item, items: Sequence[Item]) -> int | None:
        """The year of a date: the next, where a sentence on what will be names a day that is past ("will, from 1 January on")."""
        year, day, now = self._context.year_of(item), str(item.facts.get("date", "")), self._context.document.date or ""
        passed = day.startswith("--") and len(now) > len("2025-12") and day[2:] < now[5:]
        return year + 1 if year is not None and passed and says(items, "future") else year

    def _is_history(self, year: int) -> bool:
        """Whether a year is that of an anniversary or an appeal of old, and not when what the text tells of was done."""
        return self._context.year is not None and year < self._context.year - _LIVING

    def handover(self, match: Match, items: Sequence[Item]) -> tuple[int | None, int | None, bool]:
        """The giver's last year, the receiver's first, and whether both are only assumed (this year and the next)."""
        years = sorted(set(self._of_offices(match, ("head", "head2"))))
        taken = self._of_offices(match, ("head2",))  # the office of who receives
        if taken and len(years) == 1 and not match.slots.get("head"):
            return taken[0] - 1, taken[0], False
        years += [year for item in match.slots.get("year", ()) if (year := self._context.year_of(item)) is not None]
        if len(years) > 1:
            return min(years), max(years), False
        opening = self.leading(match, items)
        current = opening or self._context.year
        if years:
            first = years[0] - 1 if current and years[0] > current else years[0]
            return first, first + 1, False
        opened = [item for item in items[: min(_OPENING, match.first)] if item.type in WHEN]
        dated = any(not str(item.facts.get("date", "")).startswith("--") for item in opened)
        return current, current + 1 if current else None, not dated


def _is_to_come(match: Match) -> bool:
    """Whether a match names an office by who is to take it next: "the incoming head"."""
    return any(part.has_cue("incoming") for slot in OFFICE_SLOTS for office in match.slots.get(slot, ()) for part in office.flat())


def _is_chosen_beside(match: Match, items: Sequence[Item]) -> bool:
    """Whether a deputy is named right after a head of no year who is chosen: "A was elected head, B deputy"."""
    heads = [place for place in range(max(0, match.first - _BESIDE), match.last) if items[place].type == "head"]
    if not heads or _is_dated(items[heads[-1]]):
        return False
    joined = all(item.type == "," or item.has_cue_of(("and", "also", "article")) for item in items[heads[-1] + 1 : match.first])
    return joined and says(items[max(0, heads[-1] - _BESIDE) : heads[-1]], "choose", "chosen")


def _is_dated(office: Item) -> bool:
    """Whether an office is named with its year: "head in 2024", "last year's head"."""
    return not _DATING.isdisjoint(office.facts)


def _has_verb(match: Match, items: Sequence[Item]) -> bool:
    """Whether a match says that somebody holds an office, and does not only name them by it ("A, the head")."""
    between = [item for item in items[match.first : match.last] if item.type.startswith("<")]
    return any(not item.has_cue_of(_SMALL) for item in between)


def _is_office(item: Item) -> bool:
    """Whether an item is an office, or the words for holding one."""
    return item.type in OFFICE_SLOTS or item.has_cue("leadership") or item.has_cue("deputyship")
