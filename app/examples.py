"""What answers look like: the examples of the service's description."""

from __future__ import annotations

from pydantic.config import JsonDict

UNIT: JsonDict = {"id": "unit/quan-doan-34", "type": "Unit", "labels": {"vi": "Quân đoàn 34", "en": "34th Army Corps"}}
BLOC: JsonDict = {"id": "bloc/bo-quoc-phong-4", "type": "Bloc", "labels": {"vi": "Khối thi đua số 4 Bộ Quốc phòng"}}
SOURCE: JsonDict = {
    "id": "document/" + "9b1e" * 16,
    "name": "report.txt",
    "language": "nb",
    "title": None,
    "date": "2025-12-19",
    "source": "https://example.org/report",
}
EVIDENCE: JsonDict = {
    "document": SOURCE,
    "start": 10,
    "end": 71,
    "quote": "det 34. armékorpset, den ledende enheten i Emulation Bloc i 2025",
    "rule": "nb/leads_bloc/2",
    "confidence": 0.95,
}
STATEMENT: JsonDict = {
    "id": "statement/3f0c9a1b2c3d4e5f60718293a4b5c6d7",
    "subject": {**UNIT, "mention": "det 34. armékorpset"},
    "predicate": "leads_bloc",
    "object": {**BLOC, "mention": "Emulation Bloc"},
    "qualifiers": {"year": 2025},
    "status": "asserted",
    "confidence": 0.95,
    "evidence": [EVIDENCE],
}
