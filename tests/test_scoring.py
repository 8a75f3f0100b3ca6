"""The scorer itself: the gold said back scores 1, and each thing left out or wrongly said costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, LiteralValue, Qualifiers, Reading, Statement, Status
from tests.scoring import Corpus

TEXT = "First paragraph.\nUnit One led Bloc Two in 2025.\nThe drive reached 12 houses."
FIRST = {
    "doc": "01-en-a.txt",
    "subject": "Unit One",
    "subject_type": "unit",
    "predicate": "leads_bloc",
    "object": "Bloc Two",
    "object_type": "bloc",
}
RESULT = {"doc": "01-en-a.txt", "subject": "Drive", "subject_type": "movement", "predicate": "has_result", "object": "12 houses"}
ROWS = [
    {**FIRST, "year": 2025, "status": "asserted", "core": True, "span": [17, 47]},
    {**FIRST, "year": 2024, "status": "asserted", "core": False, "forbidden": True, "span": [17, 47]},
    {**RESULT, "object_type": "literal", "value": 12, "status": "asserted", "core": True, "span": [49, 76]},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    (tmp_path / "aliases.json").write_text(json.dumps({"Bloc Two": ["Khối Hai"], "Unit One": ["One of the Unit"]}), encoding="utf-8")
    (tmp_path / "01-en-a.txt").write_text(TEXT, encoding="utf-8")
    return Corpus(tmp_path)


def reading(*statements: Statement) -> Reading:
    document = Document(id=document_id(TEXT.encode()), name="01-en-a.txt", language="en", text=TEXT)
    return Reading(document=document, statements=statements)


def leads(
    year: int | None = 2025, status: Status = "asserted", start: int = 17, quote: str | None = None, bloc: str = "khoi hai"
) -> Statement:
    return Statement(
        subject=Entity(id="unit/one", labels={"en": "Unit One"}),
        predicate="leads_bloc",
        object=Entity(id="bloc/two", labels={"vi": bloc}),
        qualifiers=Qualifiers(year=year),
        status=status,
        evidence=(
            Evidence(
                document=document_id(TEXT.encode()),
                start=start,
                end=start + 8,
                quote=quote or TEXT[start : start + 8],
                rule="en/x",
                confidence=1,
            ),
        ),
    )


def result(value: float) -> Statement:
    return Statement(
        subject=Entity(id="movement/drive", labels={"en": "drive"}),
        predicate="has_result",
        object=LiteralValue(literal="12 houses"),
        qualifiers=Qualifiers(value=value),
        evidence=(Evidence(document=document_id(TEXT.encode()), start=49, end=58, quote=TEXT[49:58], rule="en/y", confidence=1),),
    )


def test_the_gold_said_back_scores_one(corpus: Corpus) -> None:
    score = corpus.score({corpus.paths[0]: reading(leads(), result(12.0))})
    assert (score.f1, score.precision, score.recall, score.grounded, score.forbidden) == (1, 1, 1, 1, ())


@pytest.mark.parametrize(
    "said", [leads(year=None), leads(year=2023), leads(status="planned"), leads(start=0), leads(bloc="Khối Ba"), result(13.0)]
)
def test_what_differs_is_wrong_and_leaves_the_row_missed(corpus: Corpus, said: Statement) -> None:
    score = corpus.score({corpus.paths[0]: reading(said)})
    assert (score.recall, score.precision, len(score.missed), len(score.wrong)) == (0, 0, 2, 1)


def test_names_agree_in_another_order_of_words(corpus: Corpus) -> None:
    assert corpus.score({corpus.paths[0]: reading(leads(bloc="the two of Bloc"))}).recall == 0.5


def test_a_forbidden_fact_is_counted(corpus: Corpus) -> None:
    score = corpus.score({corpus.paths[0]: reading(leads(year=2024))})
    assert len(score.forbidden) == len(score.wrong) == 1


def test_a_quote_that_does_not_stand_there_is_not_grounded(corpus: Corpus) -> None:
    assert corpus.score({corpus.paths[0]: reading(leads(quote="another"))}).grounded == 0


def test_nothing_said_is_precise_and_recalls_nothing(corpus: Corpus) -> None:
    score = corpus.score({corpus.paths[0]: reading()})
    assert (score.recall, score.precision, score.f1) == (0, 1, 0)
