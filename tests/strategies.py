"""Readings as hypothesis draws them: sound ones, over so few things that documents share statements and names."""

from __future__ import annotations

from hypothesis import strategies as st

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Reading, Statement

LANGUAGES = ("vi", "en", "nb", "nl")

# What an authority file knows: always described alike.
KNOWN = (
    Entity(id="unit/quan-doan-34", labels={"vi": "Quân đoàn 34", "en": "34th Army Corps"}, aliases=(Name(text="QĐ34", language="vi"),)),
    Entity(id="unit/bo-tu-lenh-86", labels={"vi": "Bộ Tư lệnh 86", "nb": "Kommando 86"}),
    Entity(id="bloc/bo-quoc-phong-4", labels={"vi": "Khối thi đua số 4", "en": "Emulation Bloc No. 4"}),
    Entity(id="organization/bo-quoc-phong", labels={"vi": "Bộ Quốc phòng"}),
    Entity(id="movement/vi-nguoi-ngheo", labels={"vi": "Vì người nghèo", "en": "For the poor"}),
    Entity(id="resolution/57-nq-tw", labels={"vi": "Nghị quyết 57-NQ/TW"}),
)
# What no authority file knows: named by those who read of it.
UNKNOWN = ("unit/xa-a-0123456789", "unit/xa-b-0123456789", "bloc/cum-1-0123456789", "movement/moi-0123456789", "resolution/3-nq-0123456789")
_WORDS = st.sampled_from(["Đổi mới", "de nye", "Cụm 1", "nieuw", "Xã A", "xa a", "Khối", "blok @ 4", "Øst"])
_NAMES = st.builds(Name, text=_WORDS, language=st.sampled_from(LANGUAGES))

# Which classes the ends of the statements drawn may have.
_SHAPES = (
    ("leads_bloc", ("unit",), ("bloc",)),
    ("member_of_bloc", ("unit",), ("bloc",)),
    ("handed_over_to", ("unit",), ("unit",)),
    ("promotes_movement", ("bloc", "organization", "unit"), ("movement",)),
    ("implements", ("movement", "resolution", "bloc"), ("resolution",)),
    ("details", ("resolution",), ("resolution",)),
    ("movement_of", ("movement",), ("organization",)),
)


@st.composite
def things(draw: st.DrawFn, kinds: tuple[str, ...]) -> Entity:
    """A thing of one of the kinds: known, or provisional under the names one reader gave it (perhaps none)."""
    known = [thing for thing in KNOWN if thing.id.partition("/")[0] in kinds]
    unknown = [identifier for identifier in UNKNOWN if identifier.partition("/")[0] in kinds]
    chosen = draw(st.sampled_from([*known, *unknown]))
    return chosen if isinstance(chosen, Entity) else Entity.named(chosen, draw(st.lists(_NAMES, max_size=2)))


@st.composite
def claims(draw: st.DrawFn) -> Statement:
    """A statement without evidence yet."""
    if draw(st.integers(0, 5)) == 0:
        return draw(figures())
    predicate, subjects, objects = draw(st.sampled_from(_SHAPES))
    if predicate == "handed_over_to":
        qualifiers = Qualifiers(bloc=draw(st.none() | things(("bloc",))), to_year=draw(st.none() | st.integers(2024, 2025)))
    elif predicate in {"details"}:
        qualifiers = Qualifiers()
    else:
        qualifiers = Qualifiers(year=draw(st.none() | st.integers(2024, 2025)))
    return Statement(
        subject=draw(things(subjects)),
        predicate=predicate,
        object=draw(things(objects)),
        qualifiers=qualifiers,
        status=draw(st.sampled_from(["asserted", "asserted", "planned", "negated"])),
    )


@st.composite
def figures(draw: st.DrawFn) -> Statement:
    """A statement whose object is a literal."""
    value = draw(st.sampled_from([None, 94.7, 263_000.0]))
    return Statement(
        subject=draw(things(("movement",))),
        predicate="has_result",
        object=LiteralValue(literal=draw(st.sampled_from(["94,7 %", "263.000"])), unit=draw(st.sampled_from([None, "nhà"]))),
        qualifiers=Qualifiers(value=value, year=draw(st.none() | st.integers(2024, 2025))),
    )


@st.composite
def evidence(draw: st.DrawFn, statement: Statement, document: Document) -> Evidence:
    """A passage of the document; its mentions are names the reader gave, other words, or nothing."""
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, len(document.text)))
    language = draw(st.sampled_from(LANGUAGES))
    obj = statement.object if isinstance(statement.object, Entity) else None
    return Evidence(
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        rule=f"{language}/{statement.predicate}/1",
        confidence=draw(st.sampled_from([0.5, 0.85, 1.0])),
        language=language,
        subject_mention=draw(_mention(statement.subject)),
        object_mention=draw(_mention(obj)),
    )


def _mention(entity: Entity | None) -> st.SearchStrategy[str]:
    own = [name.text for name in entity.names()] if entity else []
    return st.sampled_from(["", "the bloc", *own, *own])


@st.composite
def readings(draw: st.DrawFn, text: str) -> Reading:
    """What was read out of a document of this text; the same text is the same document."""
    language = draw(st.sampled_from(LANGUAGES))
    document = Document(id=document_id(text.encode()), name=f"{draw(st.sampled_from('abc'))}.txt", language=language, text=text)
    said = draw(st.lists(claims(), max_size=5))
    return Reading(
        document=document,
        statements=tuple(
            statement.model_copy(update={"evidence": tuple(draw(st.lists(evidence(statement, document), min_size=1, max_size=2)))})
            for statement in said
        ),
    )


@st.composite
def libraries(draw: st.DrawFn, largest: int = 4) -> list[Reading]:
    """Readings of different documents."""
    return [draw(readings(f"Bản tin số {number}: Khối thi đua.")) for number in range(draw(st.integers(1, largest)))]
