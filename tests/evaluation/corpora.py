"""The corpora with a gold: those of the project, and the source documents beside it where they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loaders.extraction.confidence import Ground
from loaders.extraction.inspection import Inspection, inspect
from loaders.reading import read_file
from ontology.models import Reading
from tests.conftest import PROJECT
from tests.scoring import Corpus, Verdict

DEVELOPMENT = "dev"  # what rules were written on
SEEDS = "seeds"
# Documents in other words, scored only where somebody asks for it. Packs were widened by most of them, by those set aside never.
FRESH = "fresh"
UNSEEN = f"{FRESH}, set aside"
SET_ASIDE = ("44", "46", "48", "50", "52", "54")
_TELLING = 4  # times as much as a document that rules were written on, one tells of pages nobody has seen
_LANGUAGES = ("vi", "en", "no", "nl", "de", "fr")
# The surest first: a statement that was read twice stands on the better ground.
_ORDER: tuple[Ground, ...] = ("said", "year", "ends", "implied", "weak")


@dataclass(frozen=True)
class Outcome:
    """One statement that was judged: where it stands, its kind, how sure it was said to be, and whether it is right."""

    document: str
    predicate: str
    ground: Ground
    confidence: float
    right: bool
    weight: int = 1  # how many examples it counts as


@dataclass(frozen=True)
class Measured:
    """A corpus, read."""

    name: str
    corpus: Corpus
    inspections: dict[Path, Inspection]

    @property
    def readings(self) -> dict[Path, Reading]:
        """What extraction made of each document."""
        return {path: Reading(document=found.document, statements=found.statements) for path, found in self.inspections.items()}

    @cached_property
    def verdict(self) -> Verdict:
        """What was found and stated, one by one."""
        return self.corpus.verdict(self.readings)

    def languages(self) -> Iterator[tuple[str, Measured]]:
        """The corpus parted by language, as the documents' names say it."""
        for language in _LANGUAGES:
            paths = self.inspections.keys() & set(self.corpus.of(language))
            if paths:
                yield (
                    language,
                    Measured(self.name, self.corpus, {path: self.inspections[path] for path in self.corpus.paths if path in paths}),
                )

    def outcomes(self) -> Iterator[Outcome]:
        """Every statement that was judged."""
        weight = _TELLING if self.name == UNSEEN else 1
        grounds = {(path.name, key): ground for path, found in self.inspections.items() for key, ground in _grounds(found).items()}
        for one, right in self.verdict.stated:
            statement = one.statement
            yield Outcome(one.document, statement.predicate, grounds[one.document, statement.id], statement.confidence, right, weight)


def measured(fresh: bool = False) -> list[Measured]:
    """Every corpus that is there, read anew; the fresh one, in its two parts, only where it is asked for."""
    return [_read(name, corpus, corpus.paths) for name, corpus in _corpora()] + (list(_fresh()) if fresh else [])


def _read(name: str, corpus: Corpus, paths: Iterable[Path]) -> Measured:
    return Measured(name, corpus, {path: inspect(read_file(path)) for path in paths})


def _corpora() -> Iterator[tuple[str, Corpus]]:
    yield DEVELOPMENT, Corpus(PROJECT / "tests" / "corpus" / DEVELOPMENT)
    shared = PROJECT.parent / "shared"
    if shared.is_dir():
        yield SEEDS, Corpus(shared / "eval" / "seeds", shared / "seeds")


def _fresh() -> Iterator[Measured]:
    """Never in one figure: what packs were widened by says nothing of pages nobody has seen."""
    corpus = Corpus(PROJECT / "tests" / "corpus" / FRESH)
    yield _read(f"{FRESH}, served since", corpus, (path for path in corpus.paths if not path.name.startswith(SET_ASIDE)))
    yield _read(UNSEEN, corpus, (path for path in corpus.paths if path.name.startswith(SET_ASIDE)))


def _grounds(found: Inspection) -> dict[str, Ground]:
    """The best ground of each statement, by its id."""
    best: dict[str, Ground] = {}
    for sentence in found.sentences:
        for fact in sentence.facts:
            best[fact.statement] = min(best.get(fact.statement, fact.ground), fact.ground, key=_ORDER.index)
    return best
