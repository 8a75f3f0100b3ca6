"""Things, documents, statements and evidence as flat database rows, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ontology.judgements import Judgement, Ruling
from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Statement
from ontology.vocabulary import vocabulary

from . import names
from .answers import Source

Row = dict[str, Any]
DOCUMENT_FIELDS = tuple(Document.model_fields)
SOURCE_FIELDS = tuple(Source.model_fields)
EVIDENCE_FIELDS = tuple(Evidence.model_fields)
QUALIFIER_FIELDS = tuple(Qualifiers.model_fields)
LITERAL_FIELDS = ("literal", "datatype", "literal_unit")


def label_of(identifier: str) -> str:
    """The node label of a thing, by its id: `unit/quan-doan-34` -> `Unit`."""
    return vocabulary().class_of(identifier).local_name


def entity_row(entity: Entity) -> Row:
    """A thing as node properties: names as sorted `text@language`, a name to show, the words search finds it by."""
    return {
        "id": entity.id,
        "labels": names.written(Name(text=text, language=language) for language, text in entity.labels.items()),
        "aliases": names.written(entity.aliases),
        "provisional": entity.provisional,
        "name": names.display_name(entity),
        "words": names.search_words(entity),
    }


def entity_of(row: Mapping[str, Any]) -> Entity:
    """The thing of such a row."""
    return Entity(
        id=row["id"],
        labels={name.language: name.text for name in names.read(row["labels"] or ())},
        aliases=names.read(row["aliases"] or ()),
        provisional=row["provisional"],
    )


def statement_row(statement: Statement) -> Row:
    """A statement as node properties, with the ids of its ends."""
    row: Row = {"id": statement.id, "predicate": statement.predicate, "status": statement.status, "subject": statement.subject.id}
    row |= statement.qualifiers.given()
    if "value" in row:
        row["value"] = float(row["value"])
    if isinstance(statement.object, LiteralValue):
        return row | dict(zip(LITERAL_FIELDS, statement.object.model_dump().values(), strict=True))
    return row | {"object": statement.object.id}


def statement_of(row: Mapping[str, Any], things: Mapping[str, Entity], evidence: tuple[Evidence, ...]) -> Statement:
    """The statement of such a row; `things` has its ends by id."""
    qualifiers = {key: row[key] for key in QUALIFIER_FIELDS if row.get(key) is not None}
    if "bloc" in qualifiers:
        qualifiers["bloc"] = things[qualifiers["bloc"]]
    obj = things[row["object"]] if row.get("object") else LiteralValue(**_literal(row))
    return Statement(
        subject=things[row["subject"]],
        predicate=row["predicate"],
        object=obj,
        qualifiers=Qualifiers(**qualifiers),
        status=row["status"],
        evidence=evidence,
    )


def _literal(row: Mapping[str, Any]) -> Row:
    return {"literal": row["literal"], "datatype": row["datatype"], "unit": row.get("literal_unit")}


def ends_of(row: Mapping[str, Any]) -> list[str]:
    """The ids of the things a statement's row names."""
    return [row[key] for key in ("subject", "object", "bloc") if row.get(key)]


def evidence_rows(statement: Statement) -> list[Row]:
    """The evidence of a statement as node properties; `*_names` are there where a passage gives a provisional end other names."""
    rows = []
    for identifier, evidence in zip(statement.evidence_ids(), statement.evidence, strict=True):
        row: Row = {"id": identifier, "statement": statement.id} | evidence.model_dump()
        rows.append(row | _other_names(statement, evidence))
    return rows


def _other_names(statement: Statement, evidence: Evidence) -> Row:
    """Names contributed that the mention alone does not tell."""
    found: Row = {}
    for end, entity, mention in ends_with_mentions(statement, evidence):
        if entity.provisional:
            contributed = names.contributed(entity, mention, evidence.language)
            if contributed != ((Name(text=mention, language=evidence.language),) if mention else ()):
                found[f"{end}_names"] = names.written(contributed)
    return found


def ends_with_mentions(statement: Statement, evidence: Evidence) -> list[tuple[str, Entity, str]]:
    """`(end, thing, the words the passage uses for it)` for subject, object and bloc, as far as they are things."""
    ends = (
        ("subject", statement.subject, evidence.subject_mention),
        ("object", statement.object, evidence.object_mention),
        ("bloc", statement.qualifiers.bloc, ""),
    )
    return [(end, thing, mention) for end, thing, mention in ends if isinstance(thing, Entity)]


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    """The evidence of such a row."""
    return Evidence(**{key: row[key] for key in EVIDENCE_FIELDS})


def document_of(row: Mapping[str, Any]) -> Document:
    """The document of a row of its properties."""
    return Document(**{key: row[key] for key in DOCUMENT_FIELDS if row.get(key) is not None})


def source_of(row: Mapping[str, Any]) -> Source:
    """What a quote is cited by."""
    return Source(**{key: row[key] for key in SOURCE_FIELDS if row.get(key) is not None})


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """The judgement of a row of its properties."""
    earlier = tuple(Ruling(**json.loads(line)) for line in row["earlier"] or ())
    return Judgement(**{key: row[key] for key in ("left", "right", "verdict", "by", "at")}, note=row["note"] or "", earlier=earlier)


def judgement_row(judgement: Judgement) -> Row:
    """A judgement as node properties; what was ruled earlier as lines of JSON."""
    earlier = [json.dumps(ruling.model_dump(), ensure_ascii=False, sort_keys=True) for ruling in judgement.earlier]
    return {"id": judgement.id, **judgement.model_dump(exclude={"earlier"}), "earlier": earlier}
