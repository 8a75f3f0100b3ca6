"""What a text says by its layout: tables, entries and lists, beside what its sentences say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.reconciliation import Reconciler
from ontology.models import Status

from .cells import CellReader, status_over
from .context import Context
from .entries import MEETING, WRONG, EntryReader
from .facts import Fact
from .fields import Fields
from .items import says
from .letterhead import Letterhead
from .lines import Line, Read, lines_of
from .lists import ListReader, Reads
from .pack import Pack
from .records import RecordReader
from .retraction import denied
from .tables import TableReader
from .timing import OFFICES

Span = tuple[int, int]
# What may be so or only meant to be; that somebody holds a post, or whose a movement is, no opening line changes.
_OPENED = OFFICES | {"handed_over_to", "awarded", "launched", "promotes_movement", "implements", "has_result", "leads_task"}


class LayoutReader:
    """Reads the tables, entries and lists of one document; `years` by paragraph, where each has its own."""

    def __init__(self, context: Context, pack: Pack, text: str, reconciler: Reconciler, years: Mapping[int, int]) -> None:
        fields, language = Fields(pack), pack.language
        records = RecordReader(CellReader(context, text, reconciler, years))
        self._text, self._context = text, context
        self._letterhead = Letterhead(reconciler, text, language)
        self._tables = TableReader(context, fields, text, records, language)
        self._entries = EntryReader(fields, records, language)
        self._said: list[Fact] = []
        self._meetings: list[Span] = []
        self._wrong: list[Span] = []
        self._blocs: list[Span] = []
        self._lists = ListReader(context, fields, records, self._entries, text, language)

    def read(self, sentences: Sequence[Read], reads: Reads) -> Iterator[Fact]:
        """The facts of the layout; `reads` gives those of a run of items taken for a sentence."""
        lines = lines_of(sentences, self._text)
        self._meetings = list(self._entries.spans(lines, MEETING))
        self._wrong = list(self._entries.spans(lines, WRONG))
        self._blocs = [(line.start, line.end) for line in lines if self._entries.names_offices(line)]
        self._said = list(self._entries.read(lines))
        yield from self._tables.read(lines)
        yield from self._said
        yield from self._lists.read(lines, reads)
        yield from self._letterhead.read(lines, self._context.now)

    def settled(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """What the rules read, less what entries say better; what an entry calls wrong ("Printed: A leads. Read: B leads.") is denied."""
        for fact in facts:
            if not self._supersedes(fact):
                yield from denied([replace(fact, status="asserted")]) if _within(fact, self._wrong) else self._as_opened(fact)

    def _as_opened(self, fact: Fact) -> Iterator[Fact]:
        """What an item of a list says, as the line means it that opens the list: planned, asked for, denied, or of another year."""
        opening = next((line for start, end, line in self._lists.openings if start <= fact.start and fact.end <= end), None)
        if opening is None or fact.predicate not in _OPENED or fact.status != "asserted" or (status := _aimed(opening)) == "asserted":
            yield fact
        elif fact.predicate not in {"has_result", "awarded"} or status == "negated":
            yield replace(fact, status=status, qualifiers={**fact.qualifiers, **_year_of(opening, fact)})

    def _supersedes(self, fact: Fact) -> bool:
        """Whether an entry, read already, says better what a rule read in its words: of which year, and of a meeting or a bloc."""
        if fact.predicate == "member_of_bloc" and _within(fact, self._meetings):
            return True
        if fact.predicate in OFFICES and _within(fact, self._blocs):
            return True
        return any(_says_so(said, fact) for said in self._said)


def _aimed(opening: Line) -> Status:
    """The status an opening line gives to its items: what it calls a target is planned."""
    status = status_over(opening.sentences[-1][1])
    return "planned" if status == "asserted" and says(opening.items, "target") else status


def _year_of(opening: Line, fact: Fact) -> dict[str, int]:
    """The year an opening line says, where the fact's words say none."""
    years = [part for item in opening.items for part in item.flat() if part.type == "year" and part.facts.get("year")]
    return {"year": int(years[0].facts["year"])} if len(years) == 1 and "year" in fact.qualifiers else {}


def _within(fact: Fact, spans: Iterable[Span]) -> bool:
    return any(start <= fact.start and fact.end <= end for start, end in spans)


def _says_so(said: Fact, fact: Fact) -> bool:
    same = said.predicate == fact.predicate and said.subject.id == fact.subject.id
    return same and said.start <= fact.start and fact.end <= said.end
