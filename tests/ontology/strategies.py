"""Hypothesis strategies for all that the ontology can say: documents of any text, and statements that quote them.

Things are in normal form (names NFC, other names sorted, none said twice), so that what comes back can be compared whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Reading, Statement
from ontology.vocabulary import Predicate, vocabulary

# All that XML can hold: an export refuses the rest, and readers replace it.
_HOLDABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\t\n\r\x7f\x85\u2028\u0301"
)
_LANGUAGES = st.sampled_from(("vi", "en", "nb", "nl", "und"))
_SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
_DATATYPES = st.sampled_from(("date", "gYear", "decimal", "integer", "string"))
_DATES = st.sampled_from(("2025", "2025-12", "2025-12-19", "--12-19", "2025-02-31", "--02-30", "2025-13", "1999-00"))


def texts(minimum: int = 0, maximum: int = 12) -> st.SearchStrategy[str]:
    """Any text an archive can hold, in any normalisation, with any line ends."""
    return st.text(_HOLDABLE, min_size=minimum, max_size=maximum)


# Also the ways of writing a value that stores don't keep, and values that are none.
_LITERALS = (
    st.sampled_from(("1.50", "1.5", "01", "-0", "+3", "12", "2025", "2025-02-31", "2025-12-19", "--12-19", "2025-13", "1e5")) | texts()
)


def labels() -> st.SearchStrategy[str]:
    """A name, NFC-normalised."""
    return texts(1).map(lambda text: unicodedata.normalize("NFC", text))


@st.composite
def entities(draw: st.DrawFn, identifier: str) -> Entity:
    """The thing of this id."""
    preferred = draw(st.dictionaries(_LANGUAGES, labels(), max_size=3))
    others = draw(st.lists(st.builds(Name, text=labels(), language=_LANGUAGES), max_size=3, unique=True))
    aliases = sorted((name for name in others if preferred.get(name.language) != name.text), key=lambda name: (name.language, name.text))
    return Entity(id=identifier, labels=preferred, aliases=tuple(aliases), provisional=draw(st.booleans()))


class Things:
    """The things of one example: whoever names an id gets the same thing."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._known: dict[str, Entity] = {}

    def any_of(self, classes: frozenset[str]) -> Entity:
        """A thing of one of these classes (local names), known before or new."""
        folder = self._draw(st.sampled_from(sorted(classes))).lower()
        identifier = f"{folder}/{self._draw(_SLUGS)}"
        if identifier not in self._known:
            self._known[identifier] = self._draw(entities(identifier))
        return self._known[identifier]


def _qualifier(draw: st.DrawFn, name: str, things: Things) -> Any:
    match name:
        case "bloc":
            return things.any_of(frozenset({"Bloc"}))
        case "year" | "from_year" | "to_year":
            return draw(st.integers(1000, 2999))
        case "value":
            return draw(st.floats(allow_nan=False, allow_infinity=False))
        case "date":
            return draw(_DATES)
    return draw(texts())


@st.composite
def statements(draw: st.DrawFn, things: Things) -> Statement:
    """Anything the ontology allows to be said, without evidence."""
    predicate: Predicate = draw(st.sampled_from(sorted(vocabulary().predicates.values(), key=lambda term: term.name)))
    chosen = draw(st.sets(st.sampled_from(sorted(predicate.qualifiers)))) if predicate.qualifiers else set()
    literal = st.builds(LiteralValue, literal=_LITERALS, datatype=_DATATYPES, unit=st.none() | texts())
    return Statement(
        subject=things.any_of(predicate.domain),
        predicate=predicate.name,
        object=draw(literal) if predicate.datatype else things.any_of(predicate.range),
        qualifiers=Qualifiers(**{name: _qualifier(draw, name, things) for name in sorted(chosen)}),
        status=draw(st.sampled_from(sorted(vocabulary().statuses))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with some text."""
    return Document(
        id=document_id(draw(st.binary(min_size=4, max_size=8))),
        name=draw(texts()),
        media_type=draw(texts()),
        language=draw(_LANGUAGES),
        title=draw(st.none() | texts()),
        date=draw(st.none() | _DATES | texts()),
        source=draw(st.none() | texts()),
        text=draw(texts(1, 60)),
    )


@st.composite
def passages(draw: st.DrawFn, document: Document) -> tuple[Evidence, ...]:
    """One or two passages of a document."""
    starts = sorted(draw(st.sets(st.integers(0, len(document.text) - 1), min_size=1, max_size=2)))
    return tuple(draw(_passage(document, start)) for start in starts)


@st.composite
def _passage(draw: st.DrawFn, document: Document, start: int) -> Evidence:
    end = draw(st.integers(start + 1, len(document.text)))
    return Evidence(
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        rule=draw(texts()),
        confidence=draw(st.floats(0, 1)),
        language=draw(_LANGUAGES),
        subject_mention=draw(texts()),
        object_mention=draw(texts()),
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Reading, ...]:
    """Readings of up to three documents, which say some of the same things; by the documents' ids, as they come back."""
    things = Things(draw)
    sources = draw(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda document: document.id))
    said = {statement.id: statement for statement in (draw(statements(things)) for _ in range(draw(st.integers(0, 4))))}
    return tuple(_reading(draw, source, list(said.values())) for source in sorted(sources, key=lambda source: source.id))


def _reading(draw: st.DrawFn, document: Document, said: Sequence[Statement]) -> Reading:
    chosen = [statement for statement in said if draw(st.booleans())]
    standing = (statement.model_copy(update={"evidence": draw(passages(document))}) for statement in chosen)
    return Reading(document=document, statements=tuple(sorted(standing, key=lambda statement: statement.id)))
