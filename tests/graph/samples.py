"""Short ways to say things in tests: `said("unit/a", "leads_bloc", "bloc/b", year=2025)`."""

from __future__ import annotations

from typing import Any

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, LiteralValue, Qualifiers, Reading, Statement

_NAMES = {
    "unit/quan-doan-34": {"vi": "Quân đoàn 34", "en": "34th Army Corps", "nb": "34. armékorps"},
    "unit/quan-doan-12": {"vi": "Quân đoàn 12", "en": "12th Army Corps"},
    "unit/bo-tu-lenh-86": {"vi": "Bộ Tư lệnh 86", "en": "Command 86"},
    "bloc/bo-quoc-phong-4": {"vi": "Khối thi đua số 4 Bộ Quốc phòng", "en": "Emulation Bloc No. 4 of the Ministry of National Defence"},
    "movement/doi-moi": {"vi": "Đổi mới sáng tạo", "en": "Innovation"},
    "resolution/57-nq-tw": {"vi": "Nghị quyết 57-NQ/TW"},
}


def thing(identifier: str) -> Entity:
    """A known thing; one that has no names above is called after its slug."""
    return Entity(id=identifier, labels=_NAMES.get(identifier, {"en": identifier.partition("/")[2].replace("-", " ")}))


def said(subject: str | Entity, predicate: str, obj: str | Entity | LiteralValue, status: str = "asserted", **qualifiers: Any) -> Statement:
    """A statement without evidence yet."""
    return Statement(
        subject=subject if isinstance(subject, Entity) else thing(subject),
        predicate=predicate,
        object=obj if isinstance(obj, Entity | LiteralValue) else thing(obj),
        qualifiers=Qualifiers(**qualifiers),
        status=status,  # type: ignore[arg-type]
    )


def report(text: str, *statements: Statement, name: str = "report.txt", mentions: tuple[str, str] = ("", "")) -> Reading:
    """A document of this text in which each statement stands on the whole text."""
    document = Document(id=document_id(text.encode()), name=name, language="en", text=text)
    evidence = Evidence(
        document=document.id, start=0, end=len(text), quote=text, rule="en/test/1", confidence=0.9, language="en",
        subject_mention=mentions[0], object_mention=mentions[1],
    )  # fmt: skip
    return Reading(document=document, statements=tuple(statement.model_copy(update={"evidence": (evidence,)}) for statement in statements))
