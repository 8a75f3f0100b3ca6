"""How well statements agree with a corpus's gold, as tests/corpus/FORMAT.md says."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ontology.folding import fold
from ontology.models import Entity, Evidence, LiteralValue, Reading, Statement

Row = Mapping[str, Any]
Names = Mapping[str, set[str]]

# Without these a fact is another fact; every other qualifier has only to agree where both sides give it.
REQUIRED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("leads_bloc", "deputy_leads_bloc", "member_of_bloc", "awarded"), frozenset({"year"})),
    **dict.fromkeys(("has_deadline", "issued_on"), frozenset({"date"})),
    **dict.fromkeys(("has_result", "has_target"), frozenset({"value"})),
    "has_period": frozenset({"start", "end"}),
}
COMPARED = ("year", "from_year", "to_year", "start", "end", "date", "value")
DATES = frozenset({"start", "end", "date"})
LINKING = frozenset(
    (
        *("the", "a", "an", "of", "no", "nr", "number", "so", "cua", "thuoc"),
        *("de", "het", "een", "van", "den", "det", "en", "et", "ei", "av"),
        *("der", "die", "das", "dem", "des", "ein", "eine", "von", "le", "la", "les", "l", "du", "un", "une", "n"),
    )
)


@dataclass(frozen=True)
class Judged:
    """A statement and the text it was read in."""

    document: str
    text: str
    statement: Statement


@dataclass(frozen=True)
class Score:
    """The verdict. `missed` and `stated_wrongly` are lines for people; shares go from 0 to 1."""

    recall: float
    precision: float
    grounded: float
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    forbidden: tuple[str, ...]

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0

    def __str__(self) -> str:
        figures = f"F1 {self.f1:.3f}, precision {self.precision:.3f}, recall {self.recall:.3f}, grounded {self.grounded:.3f}"
        lines = [*(f"missed {line}" for line in self.missed), *(f"wrong {line}" for line in self.wrong)]
        return "\n  ".join([figures, *lines, *(f"forbidden {line}" for line in self.forbidden)])


@dataclass(frozen=True)
class Verdict:
    """Core rows and whether they were found, statements and whether they are right, forbidden rows and whether they were said."""

    core: tuple[tuple[Row, bool], ...]
    stated: tuple[tuple[Judged, bool], ...]
    forbidden: tuple[tuple[Row, bool], ...]


class Corpus:
    """Gold rows, names and documents of a folder; the documents may lie in another.

    `aliases.X.json` says what the documents of `gold.X.jsonl` call things, and nothing of others: every batch has a "cluster" of its own.
    """

    def __init__(self, folder: Path, documents: Path | None = None) -> None:
        self._batches = {_batch(file): _rows(file) for file in sorted(folder.glob("gold*.jsonl"))}
        self.rows: list[Row] = [row for rows in self._batches.values() for row in rows]
        self.paths = sorted(path for path in (documents or folder).iterdir() if path.suffix in {".txt", ".html"})
        self._aliases = {_batch(file): json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("aliases*.json"))}

    def of(self, language: str) -> list[Path]:
        """The documents whose name says this language (`no` in `11-no-kystvakt.txt`)."""
        return [path for path in self.paths if re.match(rf"\d+-{language}-", path.name)]

    def score(self, readings: Mapping[Path, Reading]) -> Score:
        """The verdict on what was read in some of the documents; the others are left out of account."""
        verdict = self.verdict(readings)
        evidence = [_stands(path, reading, item) for path, reading in readings.items() for item in _evidence(reading)]
        return Score(
            recall=_share(sum(found for _, found in verdict.core), len(verdict.core)),
            precision=_share(sum(right for _, right in verdict.stated), len(verdict.stated)),
            grounded=_share(sum(evidence), len(evidence)),
            missed=tuple(_row_line(row) for row, found in verdict.core if not found),
            wrong=tuple(_line(one) for one, right in verdict.stated if not right),
            forbidden=tuple(_row_line(row) for row, said in verdict.forbidden if said),
        )

    def verdict(self, readings: Mapping[Path, Reading]) -> Verdict:
        """What was read in some of the documents, held against the gold one by one."""
        names = {path.name for path in readings}
        rows = [row for row in self.rows if row["doc"] in names]
        predicates = {row["predicate"] for row in self.rows}
        judged = [
            Judged(path.name, reading.document.text, statement)
            for path, reading in readings.items()
            for statement in reading.statements
            if statement.predicate in predicates
        ]
        hits = {id(row): [one for one in judged if self._agree(row, one)] for row in rows}
        right = {id(one) for row in rows if not row.get("forbidden") for one in hits[id(row)]}
        return Verdict(
            core=tuple((row, bool(hits[id(row)])) for row in rows if row["core"] and not row.get("forbidden")),
            stated=tuple((one, id(one) in right) for one in judged),
            forbidden=tuple((row, bool(hits[id(row)])) for row in rows if row.get("forbidden") and _tellable(row)),
        )

    def _agree(self, row: Row, one: Judged) -> bool:
        statement = one.statement
        if (row["doc"], row["predicate"]) != (one.document, statement.predicate) or not self._ends_agree(row, statement):
            return False
        if statement.status not in {row["status"], *row.get("alt_status", ())} or not _qualifiers_agree(row, statement):
            return False
        if row.get("forbidden"):
            return all(fold(str(row[key])) == fold(str(getattr(statement.qualifiers, key) or "")) for key in ("role", "item") if key in row)
        return row["predicate"] == "bloc_of" or _same_paragraph(row, one)

    def _ends_agree(self, row: Row, statement: Statement) -> bool:
        mentions = [item.subject_mention for item in statement.evidence], [item.object_mention for item in statement.evidence]
        ends = ("subject", statement.subject, mentions[0]), ("object", statement.object, mentions[1])
        return all(self._end_agrees(row, side, thing, named) for side, thing, named in ends)

    def _end_agrees(self, row: Row, side: str, thing: Entity | LiteralValue, mentions: Iterable[str]) -> bool:
        kind = row[f"{side}_type"]
        if kind == "literal" or isinstance(thing, LiteralValue):
            return kind == "literal" and isinstance(thing, LiteralValue)
        if kind == "event":
            return thing.type == "Event"
        return row[side] in self._meant(row["doc"], [*mentions, *(name.text for name in thing.names())])

    def _meant(self, document: str, names: Iterable[str]) -> set[str]:
        """The canonical names that some names may stand for in a document: exactly, else in another order of words."""
        exactly, loosely = self._names[self._batch_of[document]]
        names = [fold(name) for name in names]
        exact = {canonical for name in names for canonical in exactly.get(name, ())}
        return exact or {canonical for name in names for canonical in loosely.get(_bag(name), ())}

    @cached_property
    def _batch_of(self) -> dict[str, str]:
        return {row["doc"]: batch for batch, rows in self._batches.items() for row in rows}

    @cached_property
    def _names(self) -> dict[str, tuple[Names, Names]]:
        """By batch, what names stand for exactly and in another order of words."""
        exact = {batch: _exactly(rows, self._aliases.get(batch, {})) for batch, rows in self._batches.items()}
        return {batch: (names, _loosely(names)) for batch, names in exact.items()}


def _batch(file: Path) -> str:
    """`31-42` of `gold.31-42.jsonl` and `aliases.31-42.json`; of `gold.jsonl` nothing."""
    return file.stem.partition(".")[2]


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]


def _exactly(rows: Iterable[Row], aliases: Mapping[str, Iterable[str]]) -> Names:
    found: dict[str, set[str]] = {}
    for canonical, surfaces in aliases.items():
        for surface in (canonical, *surfaces):
            found.setdefault(fold(surface), set()).add(canonical)
    for row in rows:
        for side in ("subject", "object"):
            found.setdefault(fold(row[side]), set()).add(row[side])
    return found


def _loosely(exact: Names) -> Names:
    found: dict[str, set[str]] = {}
    for name, canonicals in exact.items():
        found.setdefault(_bag(name), set()).update(canonicals)
    return found


def _bag(name: str) -> str:
    words = [word for word in name.split() if word not in LINKING]
    return " ".join(sorted(words)) or name


def _qualifiers_agree(row: Row, statement: Statement) -> bool:
    required = REQUIRED.get(row["predicate"], frozenset())
    given = statement.qualifiers.given()
    if "value" in required and "value" not in row and "value" in given and not row.get("forbidden"):
        return False
    return all(_same(key, row[key], _found(key, given, statement), key in required) for key in COMPARED if key in row)


def _found(key: str, given: Mapping[str, Any], statement: Statement) -> Any:
    """A qualifier's value, where it is missing what says the same: the year of a start, the date that is the object."""
    if key in {"date", "value"} and isinstance(statement.object, LiteralValue):
        return given.get(key, statement.object.literal)
    if key == "year":
        return given.get("year", str(given.get("start") or given.get("from_year") or "")[:4])
    return given.get(key)


def _same(key: str, expected: Any, found: Any, required: bool) -> bool:
    if found in {None, ""}:
        return not required
    if key in DATES:
        first, second = str(expected)[:10], str(found)[:10]
        return first.startswith(second) or second.startswith(first)
    try:
        return float(expected) == float(found)
    except ValueError:
        return fold(str(expected)) == fold(str(found))


def _same_paragraph(row: Row, one: Judged) -> bool:
    """Whether some evidence stands in a paragraph in which the gold fact stands; in web pages that can't be said."""
    spans = [span for span in (row.get("span"), *(row.get("alt_spans") or ())) if span]
    if not spans:
        return True
    wide = [(one.text.rfind("\n", 0, start) + 1, one.text.find("\n", end) % (len(one.text) + 1)) for start, end in spans]
    return any(item.start < end and start < item.end for item in one.statement.evidence for start, end in wide)


def _tellable(row: Row) -> bool:
    """A forbidden row about an event or a free text can't be told from a right one by its name."""
    if "event" in {row["subject_type"], row["object_type"]}:
        return False
    return row["object_type"] != "literal" or any(key in row for key in COMPARED)


def _evidence(reading: Reading) -> Iterator[Evidence]:
    for statement in reading.statements:
        yield from statement.evidence


def _stands(path: Path, reading: Reading, item: Evidence) -> bool:
    if path.suffix == ".html":
        return "".join(item.quote.split()) in _words(path.read_text("utf-8"))
    return (
        bool(item.quote) and reading.document.text[item.start : item.end] == item.quote == path.read_bytes().decode()[item.start : item.end]
    )


def _words(markup: str) -> str:
    """A page's words without spaces, markup, scripts and styles."""
    bare = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", " ", markup)
    return "".join(html.unescape(bare).split())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _line(one: Judged) -> str:
    said, thing = one.statement, one.statement.object
    told = thing.literal if isinstance(thing, LiteralValue) else thing.id
    return f"{one.document}: {said.subject.id} {said.predicate} {told} {said.qualifiers.given()} {said.status}"


def _row_line(row: Row) -> str:
    said = {key: row[key] for key in (*COMPARED, "role") if key in row}
    return f"{row['doc']}: {row['subject']} {row['predicate']} {row['object']} {said} {row['status']} {row.get('note', '')}".rstrip()
