"""The interchange format: one JSON object a statement, as `thidua extract` prints it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .models import Document, Entity, Evidence, LiteralValue, Statement

_EVIDENCE_KEYS = ("start", "end", "quote", "rule", "confidence")


def entity_json(entity: Entity, mention: str = "") -> dict[str, Any]:
    """`{"id", "type", "labels", ...}`; aliases and `provisional` only where there are any."""
    record: dict[str, Any] = {"id": entity.id, "type": entity.type, "labels": dict(sorted(entity.labels.items()))}
    if entity.aliases:
        record["aliases"] = [name.model_dump() for name in entity.aliases]
    if entity.provisional:
        record["provisional"] = True
    if mention:
        record["mention"] = mention
    return record


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement without its evidence: `{"id", "subject", "predicate", "object", "qualifiers", "status", "confidence"}`."""
    first = statement.evidence[0] if statement.evidence else None
    qualifiers = statement.qualifiers.given()
    if statement.qualifiers.bloc is not None:
        qualifiers["bloc"] = entity_json(statement.qualifiers.bloc)
    return {
        "id": statement.id,
        "subject": entity_json(statement.subject, first.subject_mention if first else ""),
        "predicate": statement.predicate,
        "object": _object_json(statement.object, first.object_mention if first else ""),
        "qualifiers": qualifiers,
        "status": statement.status,
        "confidence": statement.confidence,
    }


def _object_json(obj: Entity | LiteralValue, mention: str) -> dict[str, Any]:
    return entity_json(obj, mention) if isinstance(obj, Entity) else obj.model_dump(exclude_none=True)


def record_json(statement: Statement, document: Document) -> dict[str, Any]:
    """One line of `thidua extract`: the statement with the evidence that `document` gives it."""
    here = tuple(item for item in statement.evidence if item.document == document.id)
    record = statement_json(statement.model_copy(update={"evidence": here}))
    source = {"name": document.name, "id": document.id, "language": document.language}
    evidence = [{key: getattr(item, key) for key in _EVIDENCE_KEYS} for item in here]
    return {"id": record.pop("id"), "document": source, **record, "evidence": evidence}


def statement_from(record: Mapping[str, Any]) -> Statement:
    """The statement of one such line.

    Raises:
        pydantic.ValidationError: the record says what the ontology does not allow.
        KeyError: a part is missing.
    """
    source = record["document"]
    mentions = {f"{side}_mention": record[side].get("mention", "") for side in ("subject", "object")}
    evidence = tuple(
        Evidence(document=source["id"], language=source["language"], **mentions, **{key: item[key] for key in _EVIDENCE_KEYS})
        for item in record["evidence"]
    )
    parts = {side: {key: value for key, value in record[side].items() if key != "mention"} for side in ("subject", "object")}
    return Statement.model_validate(
        {**parts, "predicate": record["predicate"], "qualifiers": record["qualifiers"], "status": record["status"], "evidence": evidence}
    )
