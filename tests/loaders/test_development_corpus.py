"""How much of what documents state is read, and how little of what they don't: floors on corpora with a gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml

from loaders.pipeline import read_and_extract
from ontology.models import Reading
from tests.conftest import PROJECT
from tests.scoring import Corpus, Score

CORPORA = PROJECT / "tests" / "corpus"
FLOORS: Mapping[str, Mapping[str, Mapping[str, float]]] = yaml.safe_load((CORPORA / "floors.yaml").read_text(encoding="utf-8"))
NO_FACTS = ("06-vi-san-choi.txt", "10-en-lab-notes.txt")


@pytest.fixture(scope="module")
def dev() -> Corpus:
    return Corpus(CORPORA / "dev")


def readings(paths: Iterable[Path]) -> dict[Path, Reading]:
    return {path: read_and_extract(path) for path in paths}


def check(score: Score, floors: Mapping[str, float]) -> None:
    assert score.grounded == 1.0, score
    assert score.f1 >= floors["f1"], score
    assert score.precision >= floors["precision"], score
    assert len(score.forbidden) <= floors["forbidden"], score


@pytest.mark.parametrize("language", FLOORS["dev"])
def test_the_development_corpus(dev: Corpus, language: str) -> None:
    check(dev.score(readings(dev.of(language))), FLOORS["dev"][language])


@pytest.mark.parametrize("name", NO_FACTS)
def test_documents_of_another_matter_state_nothing(dev: Corpus, name: str) -> None:
    (path,) = (path for path in dev.paths if path.name == name)
    assert not [(one.subject.id, one.predicate) for one in read_and_extract(path).statements]


def test_every_document_of_the_development_corpus_has_a_floor(dev: Corpus) -> None:
    assert sorted(path for language in FLOORS["dev"] for path in dev.of(language)) == dev.paths


def test_source_documents(shared: Path) -> None:
    corpus = Corpus(shared / "eval" / "seeds", shared / "seeds")
    check(corpus.score(readings(corpus.paths)), FLOORS["seeds"]["all"])
