"""A small corpus, as readings: a bloc with leaders over years and a contradiction, a resolution with a chain below it, a cycle.

Its ids are of no authority file, so that documents which are read beside it describe none of its things.
"""

from __future__ import annotations

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, Qualifiers, Reading, Statement, Status

CORPS_34 = Entity(id="unit/mau-quan-doan-34", labels={"vi": "Quân đoàn 34", "en": "34th Army Corps", "nb": "det 34. armékorpset"})
CORPS_12 = Entity(id="unit/mau-quan-doan-12", labels={"vi": "Quân đoàn 12", "en": "12th Army Corps"})
COMMAND_86 = Entity(id="unit/mau-bo-tu-lenh-86", labels={"vi": "Bộ Tư lệnh 86", "en": "Command 86"})
BLOC_4 = Entity(id="bloc/mau-bo-quoc-phong-4", labels={"vi": "Khối thi đua số 4 Bộ Quốc phòng", "en": "Emulation Bloc No. 4"})
BLOC_2 = Entity(id="bloc/mau-bo-quoc-phong-2", labels={"vi": "Khối thi đua số 2 Bộ Quốc phòng", "en": "Emulation Bloc No. 2"})
RESOLUTION_57 = Entity(id="resolution/mau-57-nq-tw", labels={"vi": "Nghị quyết 57-NQ/TW", "en": "Resolution 57-NQ/TW"})
RESOLUTION_3 = Entity(id="resolution/mau-03-nq-cp", labels={"vi": "Nghị quyết 03/NQ-CP", "en": "Resolution 03/NQ-CP"})
DIGITAL = Entity(
    id="movement/mau-chuyen-doi-so",
    labels={"vi": "Thi đua đổi mới sáng tạo và chuyển đổi số", "en": "Innovation and digital transformation"},
)

_Claim = tuple[Entity, str, Entity, int | None, str]


def reading(name: str, language: str, *claims: _Claim, status: Status = "asserted") -> Reading:
    """A document whose sentences are the claims' quotes, one a line, and what it states."""
    text = "\n".join(sentence for *_, sentence in claims)
    document = Document(id=document_id(text.encode()), name=name, language=language, title=f"On {name}", date="2025-12-19", text=text)
    return Reading(document=document, statements=tuple(_statement(document, claim, status) for claim in claims))


def _statement(document: Document, claim: _Claim, status: Status) -> Statement:
    subject, predicate, obj, year, sentence = claim
    start = document.text.index(sentence)
    evidence = Evidence(
        document=document.id,
        start=start,
        end=start + len(sentence),
        quote=sentence,
        rule="test",
        confidence=0.9,
        language=document.language,
    )
    return Statement(
        subject=subject, predicate=predicate, object=obj, qualifiers=Qualifiers(year=year), status=status, evidence=(evidence,)
    )


READINGS = (
    reading(
        "report-2025.txt",
        "en",
        (CORPS_34, "leads_bloc", BLOC_4, 2025, "In 2025 the 34th Army Corps led Emulation Bloc No. 4."),
        (CORPS_12, "leads_bloc", BLOC_4, 2024, "In 2024 it was the 12th Army Corps."),
        (CORPS_34, "leads_bloc", BLOC_2, 2023, "The 34th Army Corps had led Emulation Bloc No. 2 in 2023."),
    ),
    # Says again what the first one says, and contradicts it on 2024.
    reading(
        "rapport-2025.txt",
        "nb",
        (CORPS_34, "leads_bloc", BLOC_4, 2025, "Det 34. armékorpset ledet blokk nr. 4 i 2025."),
        (COMMAND_86, "leads_bloc", BLOC_4, 2024, "I 2024 ble blokken ledet av Kommando 86."),
    ),
    reading("plan-2026.txt", "en", (COMMAND_86, "leads_bloc", BLOC_4, 2026, "Command 86 is to lead the bloc in 2026."), status="planned"),
    # A chain, a short cut, and two resolutions that refer to one another.
    reading(
        "resolutions.txt",
        "en",
        (RESOLUTION_3, "implements", RESOLUTION_57, None, "Resolution 03/NQ-CP carries out Resolution 57-NQ/TW."),
        (RESOLUTION_57, "details", RESOLUTION_3, None, "Resolution 57-NQ/TW details Resolution 03/NQ-CP."),
        (DIGITAL, "implements", RESOLUTION_3, None, "The movement carries out Resolution 03/NQ-CP."),
        (DIGITAL, "implements", RESOLUTION_57, None, "It carries out Resolution 57-NQ/TW as well."),
    ),
)
