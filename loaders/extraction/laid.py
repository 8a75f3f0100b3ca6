"""What a text says by its layout: tables, entries and lists, beside what its sentences say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from loaders.reconciliation import Reconciler

from .cells import CellReader
from .context import Context
from .entries import EntryReader
from .facts import Fact
from .fields import Fields
from .lines import Read, lines_of
from .lists import ListReader, Reads
from .pack import Pack
from .records import RecordReader
from .tables import TableReader
from .timing import OFFICES


class LayoutReader:
    """Reads the tables, entries and lists of one document; `years` by paragraph, where each has its own."""

    def __init__(self, context: Context, pack: Pack, text: str, reconciler: Reconciler, years: Mapping[int, int]) -> None:
        fields, language = Fields(pack), pack.language
        records = RecordReader(CellReader(context, text, reconciler, years))
        self._text = text
        self._tables = TableReader(context, fields, text, records, language)
        self._entries = EntryReader(fields, records, language)
        self._said: list[Fact] = []
        self._meetings: list[tuple[int, int]] = []
        self._lists = ListReader(context, fields, records, self._entries, text, language)

    def read(self, sentences: Sequence[Read], reads: Reads) -> Iterator[Fact]:
        """The facts of the layout; `reads` gives those of a run of items taken for a sentence."""
        lines = lines_of(sentences, self._text)
        self._meetings = list(self._entries.meetings(lines))
        self._said = list(self._entries.read(lines))
        yield from self._tables.read(lines)
        yield from self._said
        yield from self._lists.read(lines, reads)

    def supersedes(self, fact: Fact) -> bool:
        """Whether an entry, read already, says better what a rule read in its words: of which year, and of a meeting or a bloc."""
        if any(start <= fact.start and fact.end <= end for start, end in self._meetings):
            return fact.predicate in OFFICES
        return any(_says_so(said, fact) for said in self._said)


def _says_so(said: Fact, fact: Fact) -> bool:
    same = said.predicate == fact.predicate and said.subject.id == fact.subject.id
    return same and said.start <= fact.start and fact.end <= said.end
