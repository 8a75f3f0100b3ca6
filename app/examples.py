"""What answers look like: the examples of the service's description."""

from __future__ import annotations

from pydantic.config import JsonDict

UNIT: JsonDict = {"id": "unit/quan-doan-34", "type": "Unit", "labels": {"vi": "Quân đoàn 34", "en": "34th Army Corps"}}
RESOLUTION: JsonDict = {"id": "resolution/57-nq-tw", "type": "Resolution", "labels": {"vi": "Nghị quyết số 57-NQ/TW"}}
MOVEMENT: JsonDict = {"id": "movement/binh-dan-hoc-vu-so", "type": "Movement", "labels": {"vi": "Bình dân học vụ số"}}
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
CONTRARY: JsonDict = {**STATEMENT, "id": "statement/5d6e7f8091a2b3c4d5e6f708192a3b4c", "subject": {**UNIT, "id": "unit/quan-doan-12"}}
STEP: JsonDict = {
    **STATEMENT,
    "id": "statement/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "subject": MOVEMENT,
    "predicate": "implements",
    "object": RESOLUTION,
    "qualifiers": {"year": 2025},
}
NAME: JsonDict = {"text": "Corps 34", "language": "en"}
VALUE: JsonDict = {"literal": "2.268 km", "datatype": "string", "unit": "km"}
NEXT = "/bloc?cursor=bloc%2Fbo-quoc-phong-4&limit=50"
THINGS: JsonDict = {"items": [BLOC], "next": NEXT}
DOCUMENTS: JsonDict = {"items": [SOURCE], "next": None}
STATEMENTS: JsonDict = {"items": [STATEMENT], "next": None}
LEADERS: JsonDict = {"items": [STATEMENT], "next": None}
BLOC_LEADERS: JsonDict = {"bloc": BLOC, "items": [STATEMENT], "next": None}
THING_VIEW: JsonDict = {**BLOC, "about": [], "inverse": [STATEMENT]}
LED: JsonDict = {"year": 2025, "bloc": BLOC, "statement": STATEMENT}
LEADER_VIEW: JsonDict = {**UNIT, "about": [STATEMENT], "inverse": [], "blocs_led": [LED]}
STATEMENT_DETAIL: JsonDict = {**STATEMENT, "contradicted_by": [CONTRARY]}
DOCUMENT_DETAIL: JsonDict = {
    **SOURCE,
    "media_type": "text/plain",
    "text": "… det 34. armékorpset …",
    "statements": [STATEMENT],
}
PATH: JsonDict = {"nodes": [RESOLUTION, MOVEMENT], "steps": [STEP]}
TRACE: JsonDict = {"start": RESOLUTION, "paths": [PATH]}
HIT: JsonDict = {"thing": UNIT, "matched": "Quân đoàn 34", "score": 1.0}
HITS: JsonDict = {"items": [HIT]}
STORED: JsonDict = {"document": SOURCE["id"], "name": "report.txt", "outcome": "new", "statements": 12}
HEALTH: JsonDict = {"status": "ok"}
INDEX: JsonDict = {"counts": {"document": 2, "statement": 46, "evidence": 65, "bloc": 1}, "lists": ["/bloc", "/document", "/leaders"]}
NEAR: JsonDict = {"id": "bloc/bo-quoc-phong-4", "labels": {"vi": "Khối thi đua số 4 Bộ Quốc phòng"}}
WRONG: JsonDict = {"parameter": "year", "problem": "Input should be greater than or equal to 1000"}
PROBLEM: JsonDict = {"title": "Not found", "status": 404, "detail": "nothing here is called 'bloc/bo-quoc-phong-44'", "near": [NEAR]}

JUDGEMENT_SLUG = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
_TWIN: JsonDict = {"id": "unit/quan-doan-34-0123456789", "type": "Unit", "labels": {"nb": "34. hærkorps"}, "provisional": True}
_LIKENESS: JsonDict = {"score": 0.72, "parts": {"name": 0.67, "numbers": 1.0, "neighbours": 1.0, "documents": 0.0}}
CANDIDATE: JsonDict = {"left": UNIT, "right": _TWIN, **_LIKENESS}
CANDIDATES: JsonDict = {"items": [CANDIDATE], "next": None}
NEW_RULING: JsonDict = {"left": UNIT["id"], "right": _TWIN["id"], "verdict": "same", "by": "An", "note": "The decree of 2019 names both."}
RULING: JsonDict = {"verdict": "same", "by": "An", "at": "2026-01-31T09:30:00Z", "note": "The decree of 2019 names both."}
JUDGEMENT: JsonDict = {"id": f"judgement/{JUDGEMENT_SLUG}", "left": UNIT, "right": _TWIN, **RULING, "earlier": []}
JUDGEMENTS: JsonDict = {"items": [JUDGEMENT], "next": None}
CONFLICT: JsonDict = {"kind": "holders", "predicate": "leads_bloc", "thing": BLOC, "statements": [STATEMENT, CONTRARY]}
CONFLICTS: JsonDict = {"items": [CONFLICT], "next": None}

# What follows the class in an id, by class.
SLUGS = {
    "award": "co-thi-dua-cua-chinh-phu",
    "bloc": "bo-quoc-phong-4",
    "council": "hoi-dong-thi-dua-khen-thuong-trung-uong",
    "event": "conference-of-emulation-bloc-no-4-47c999af3a",
    "movement": "binh-dan-hoc-vu-so",
    "organization": "bo-quoc-phong",
    "person": "pham-minh-chinh",
    "resolution": "57-nq-tw",
    "task": "bao-cao-tong-ket-0123456789",
    "unit": "quan-doan-34",
}
