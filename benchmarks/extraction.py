"""Extraction in megabytes a second and core, beside spaCy's blank pipeline with an EntityRuler over the same names; and its memory.

python -m benchmarks.extraction
python -m benchmarks.extraction --documents 10000     memory over so many documents, each another

spaCy is asked to tokenize and to mark the names that our authority files know, and nothing else: no mentions by grammar, no
statements, no modality. Both see the same texts, by turns, in one run; what counts is the processor's time, the best of several.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
import spacy
from spacy.language import Language

from loaders.authorities import authorities
from loaders.extraction import extract, languages
from loaders.reading import discover, read_file
from ontology.identifiers import document_id
from ontology.models import Document

PROJECT = Path(__file__).resolve().parent.parent
# The two source documents lie beside the project; where they do not, nothing is said of them.
_CORPORA = {
    "source documents": PROJECT.parent / "shared" / "seeds",
    "examples": PROJECT / "examples",
    "development corpus": PROJECT / "tests" / "corpus" / "dev",
}


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=8)
    parser.add_argument("--documents", type=int, default=2_000)
    arguments = parser.parse_args()
    found = {name: documents(folder) for name, folder in _CORPORA.items() if folder.is_dir()}
    speeds = {name: speed(read, arguments.turns) for name, read in found.items()}
    every = [document for read in found.values() for document in read]
    print(json.dumps({"speed": speeds, "memory": memory(every, arguments.documents)}, indent=2))


def documents(folder: Path) -> list[Document]:
    """The documents of a folder that are in a language with a pack."""
    read = [read_file(path) for path in discover([folder]) if path.name != "README.md"]
    return [document for document in read if document.language in languages()]


def speed(found: Sequence[Document], turns: int) -> dict[str, object]:
    """Megabytes of text (UTF-8) a second and core, and the ratio: 1 is as quick as spaCy, more is quicker."""
    size = sum(len(document.text.encode()) for document in found) / 1e6
    pipelines = {language: _pipeline(language) for language in {document.language for document in found}}
    ours, theirs = _by_turns(turns, lambda: _extract(found), lambda: _mark(found, pipelines))
    names = sum(len(pipeline.get_pipe("entity_ruler").patterns) for pipeline in pipelines.values()) // len(pipelines)  # type: ignore[attr-defined]
    return {
        "documents": len(found),
        "megabytes": round(size, 3),
        "names": names,
        "statements_a_kilobyte": round(sum(len(extract(document).statements) for document in found) / size / 1e3, 1),
        "extraction": round(size / ours, 3),
        "spacy": round(size / theirs, 3),
        "ratio": round(theirs / ours, 2),
    }


def _pipeline(language: str) -> Language:
    """A blank pipeline with an EntityRuler over the names that extraction looks for in that language."""
    # Vietnamese by white space, as spaCy parts it where no word segmenter is installed.
    pipeline = spacy.blank(language, config={"nlp": {"tokenizer": {"use_pyvi": False}}} if language == "vi" else {})
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    known = {surface.text for surface in authorities().surfaces() if surface.language in {language, "vi", "en"}}
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in sorted(known)])  # type: ignore[attr-defined]
    return pipeline


def _extract(found: Sequence[Document]) -> None:
    for document in found:
        extract(document)


def _mark(found: Sequence[Document], pipelines: dict[str, Language]) -> None:
    for document in found:
        pipelines[document.language](document.text)


def _by_turns(turns: int, *askers: Callable[[], None]) -> list[float]:
    """The best processor time of each, in seconds; a first turn warms everybody up."""
    seconds: list[list[float]] = [[] for _ in askers]
    for turn in range(turns + 1):
        for asker, measured in zip(askers, seconds, strict=True):
            began = time.process_time()
            asker()
            if turn:
                measured.append(time.process_time() - began)
    return [min(measured) for measured in seconds]


def memory(found: Sequence[Document], number: int) -> dict[str, object]:
    """Megabytes of resident memory after a tenth of the documents and after all of them: equal, where nothing is kept."""
    process = psutil.Process()
    measured = []
    for place, document in enumerate(_each_another(found, number), 1):
        extract(document)
        if place in {number // 10, number}:
            measured.append(round(process.memory_info().rss / 1e6, 1))
    return {"documents": number, "after_a_tenth": measured[0], "after_all": measured[-1]}


def _each_another(found: Sequence[Document], number: int) -> Iterator[Document]:
    """So many documents: those found over and over, each time with names and numbers that no other has."""
    for place in range(number):
        document = found[place % len(found)]
        text = f"{document.text}\nNguyễn Văn {_name(place)}, 34{place}. Báo cáo số {place}/BC-UBND.\n"
        yield document.model_copy(update={"id": document_id(text.encode()), "text": text})


def _name(place: int) -> str:
    """A capitalised word for a number: no two alike."""
    letters = "aeioubcdghklmnpqrstvxy"
    word = ""
    while place or not word:
        place, rest = divmod(place, len(letters))
        word += letters[rest]
    return word.capitalize()


if __name__ == "__main__":
    main()
