"""Documents as tests write them, and what is read out of them."""

from __future__ import annotations

from loaders.extraction import extract
from ontology.identifiers import document_id
from ontology.models import Document, Entity, Statement

Said = tuple[str, str, str, str]

# A short report in each language that has a pack from the first: two paragraphs of facts.
REPORTS = {
    "nb": (
        "Den ledende enheten i emuleringsblokk nr. 4 i Forsvarsdepartementet i 2025, det 34. armékorpset, overleverte det roterende "
        "flagget til enheten som hadde lederposisjonen for emuleringsblokken i 2026, som er den 86. kommandoen.\n\n"
        "Generalmajor Le Minh Quang, politisk kommissær for det 34. armékorpset, ledet konferansen."
    ),
    "nl": (
        'De beweging "Eén erf, één boom" van het Ministerie van Binnenlandse Zaken implementeert Resolutie nr. 57-NQ/TW.\n\n'
        "Aanwezig was minister van Binnenlandse Zaken Phạm Thị Thanh Trà."
    ),
    "vi": (
        "Khối thi đua số 4 Bộ Quốc phòng tổng kết năm 2025. Quân đoàn 34, Khối trưởng năm 2025, bàn giao cờ luân lưu "
        "cho Bộ Tư lệnh 86.\n\nNgày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW."
    ),
    "en": (
        "The 34th Army Corps, head unit of Emulation Bloc No. 4 of the Ministry of National Defence in 2025, hosted a review.\n\n"
        "Decree No. 152/2025/ND-CP details the Law on Emulation and Commendation."
    ),
}
# About nothing of ours, each a paragraph with its language's full stop.
UNRELATED = {
    "nb": "Været var pent, og bussene gikk som de skulle.",
    "nl": "Het weer was goed en de bussen reden op tijd.",
    "vi": "Trời nắng đẹp và xe buýt chạy đúng giờ.",
    "en": "The weather was fine and the buses ran on time.",
}


def document(text: str, language: str, date: str | None = None, name: str = "report.txt") -> Document:
    return Document(id=document_id(text.encode()), name=name, language=language, date=date, text=text)


def read(text: str, language: str, date: str | None = "2025-12-30") -> tuple[Statement, ...]:
    return extract(document(text, language, date)).statements


def said(statement: Statement) -> Said:
    """What a statement says, without its evidence; an event that no name holds is its document's own, so its class alone counts."""
    thing = statement.object
    told = thing.literal if not isinstance(thing, Entity) else thing.type if thing.type == "Event" else thing.id
    return statement.subject.id, statement.predicate, told, statement.status


def facts(text: str, language: str, date: str | None = "2025-12-30") -> set[Said]:
    return {said(statement) for statement in read(text, language, date)}
