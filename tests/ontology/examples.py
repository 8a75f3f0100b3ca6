"""A small corpus in which everything occurs once: two documents, four classes of status, a handover, a figure, a deadline."""

from __future__ import annotations

from typing import Any

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, LiteralValue, Name, Qualifiers, Reading, Statement

BASE = "https://thidua.example/"

UNIT = Entity(id="unit/quan-doan-34", labels={"vi": "Quân đoàn 34", "en": "34th Army Corps"}, aliases=(Name(text="QĐ34", language="vi"),))
NEXT = Entity(id="unit/quan-khu-5-0123456789", labels={"vi": "Quân khu 5"}, provisional=True)
BLOC = Entity(id="bloc/bo-quoc-phong-4", labels={"vi": "Khối thi đua số 4 Bộ Quốc phòng"})
MOVEMENT = Entity(id="movement/quyet-thang", labels={"vi": "Quyết thắng"})
DECREE = Entity(id="resolution/nghi-dinh-152", labels={"vi": "Nghị định 152/2025/NĐ-CP"})

REPORT = "Quân đoàn 34 là Khối trưởng năm 2025.\r\nQuân đoàn 34 bàn giao cờ cho Quân khu 5. Phong trào đạt 1.500 sáng kiến, hạn 19-12."
LETTER = "Det 34. armékorpset ledet blokk nr. 4 i 2025. Militærregion 5 skal lede den i 2026."


def _document(name: str, language: str, text: str, **more: Any) -> Document:
    return Document(id=document_id(text.encode()), name=name, language=language, text=text, **more)


def _at(document: Document, quote: str, **more: Any) -> tuple[Evidence, ...]:
    start = document.text.index(quote)
    span = {"document": document.id, "start": start, "end": start + len(quote), "quote": quote}
    return (Evidence(**span, language=document.language, rule=f"{document.language}/example/1", **{"confidence": 0.95, **more}),)


def corpus() -> tuple[Reading, ...]:
    """The readings, by document id."""
    report = _document("bao-cao.txt", "vi", REPORT, title="Hội nghị tổng kết", date="2025-12-19", source="https://example.org/bao-cao")
    letter = _document("brev.md", "nb", LETTER, media_type="text/markdown")
    leads = Statement(subject=UNIT, predicate="leads_bloc", object=BLOC, qualifiers=Qualifiers(year=2025))
    follows = Statement(subject=NEXT, predicate="leads_bloc", object=BLOC, qualifiers=Qualifiers(year=2026), status="planned")
    handover = Statement(subject=UNIT, predicate="handed_over_to", object=NEXT, qualifiers=Qualifiers(bloc=BLOC, from_year=2025, item="cờ"))
    result = Statement(
        subject=MOVEMENT,
        predicate="has_result",
        object=LiteralValue(literal="1.500", datatype="decimal", unit="sáng kiến"),
        qualifiers=Qualifiers(value=1500, unit="sáng kiến"),
    )
    due = Statement(
        subject=MOVEMENT, predicate="has_deadline", object=LiteralValue(literal="2025-12-19", datatype="date"), status="requested"
    )
    implements = Statement(subject=MOVEMENT, predicate="implements", object=DECREE, status="negated")
    first = _at(report, "Quân đoàn 34 là Khối trưởng năm 2025", subject_mention="Quân đoàn 34", object_mention="Khối")
    of_report = [
        (leads, first),
        (handover, _at(report, "Quân đoàn 34 bàn giao cờ cho Quân khu 5", confidence=0.8)),
        (result, _at(report, "Phong trào đạt 1.500 sáng kiến")),
        (due, _at(report, "hạn 19-12", confidence=1)),
        (implements, _at(report, "Phong trào")),
    ]
    of_letter = [(leads, _at(letter, "Det 34. armékorpset ledet blokk nr. 4 i 2025")), (follows, _at(letter, "skal lede den i 2026"))]
    both = (_reading(report, of_report), _reading(letter, of_letter))
    return tuple(sorted(both, key=lambda reading: reading.document.id))


def _reading(document: Document, said: list[tuple[Statement, tuple[Evidence, ...]]]) -> Reading:
    standing = (statement.model_copy(update={"evidence": evidence}) for statement, evidence in said)
    return Reading(document=document, statements=tuple(sorted(standing, key=lambda statement: statement.id)))
