"""Exports, imports and the hash: whole or not at all, the same from run to run, and back again without loss."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib
from hypothesis import given, settings
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, serialize

from app.exchange import ExchangeError, content_hash, export, import_file
from app.external_sort import sorted_unique
from graph.errors import GraphError
from ontology.models import Document, Entity, Reading, Statement
from ontology.rdf import FORMATS, RdfError, triples
from tests.ontology.examples import BASE, corpus
from tests.ontology.memory_graph import MemoryGraph
from tests.ontology.strategies import corpora


@given(said=corpora())
@settings(max_examples=40)
def test_the_hash_is_that_of_the_canonical_graph(said: tuple[Reading, ...]) -> None:
    graph = MemoryGraph(said)
    dataset = Dataset(Quad(*triple) for record in graph.traverse() for triple in triples(record, BASE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = cast(bytes, serialize(dataset, format=RdfFormat.N_QUADS)).splitlines(keepends=True)
    assert content_hash(graph, BASE) == hashlib.sha256(b"".join(sorted(lines))).hexdigest()


@pytest.mark.parametrize("suffix", FORMATS)
@given(said=corpora())
@settings(max_examples=25)
def test_export_and_import_give_the_same_hash(said: tuple[Reading, ...], suffix: str) -> None:
    graph, other = MemoryGraph(said), MemoryGraph()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"graph.{suffix}")
        export(graph, file, BASE)
        assert [written.outcome for written in import_file(other, file, BASE)] == ["new"] * len(said)
    assert content_hash(other, BASE) == content_hash(graph, BASE)
    assert tuple(other.readings.values()) == said


@given(said=corpora())
@settings(max_examples=25)
def test_xml_keeps_line_ends_for_every_parser(said: tuple[Reading, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "graph.rdf")
        export(MemoryGraph(said), file, BASE)
        texts = {str(text) for text in rdflib.Graph().parse(file, format="xml").objects(predicate=rdflib.URIRef(_em("text")))}
    assert texts == {reading.document.text for reading in said}


def _em(name: str) -> str:
    return f"https://thidua.example/ontology#{name}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_exports_are_the_same_bytes_in_whatever_order_things_come(tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{number}.{suffix}" for number in range(2)]
    export(MemoryGraph(corpus()), files[0], BASE)
    export(MemoryGraph(reversed(corpus())), files[1], BASE)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 1000


_ELSEWHERE = """
import sys
from pathlib import Path
from app.exchange import export
from tests.ontology.examples import BASE, corpus
from tests.ontology.memory_graph import MemoryGraph

export(MemoryGraph(corpus()), Path(sys.argv[1]), BASE)
"""


@pytest.mark.parametrize("suffix", FORMATS)
def test_exports_are_the_same_bytes_in_every_process(tmp_path: Path, project: Path, suffix: str) -> None:
    here, there = tmp_path / f"here.{suffix}", tmp_path / f"there.{suffix}"
    export(MemoryGraph(corpus()), here, BASE)
    subprocess.run([sys.executable, "-c", _ELSEWHERE, there], cwd=project, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert there.read_bytes() == here.read_bytes()


def test_n_triples_are_the_master_whose_hash_is_the_graphs(tmp_path: Path) -> None:
    graph, file = MemoryGraph(corpus()), tmp_path / "graph.nt"
    export(graph, file, BASE)
    lines = file.read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert hashlib.sha256(file.read_bytes()).hexdigest() == content_hash(graph, BASE)
    export(graph, tmp_path / "graph.data", BASE, "nt")
    assert (tmp_path / "graph.data").read_bytes() == file.read_bytes()


def test_another_base_is_another_hash() -> None:
    graph = MemoryGraph(corpus())
    assert content_hash(graph, BASE) != content_hash(graph, "https://archive.example/")


@pytest.mark.parametrize("run_bytes", [1, 50, 400, 10_000])
def test_sorting_on_disk_is_sorting(tmp_path: Path, run_bytes: int) -> None:
    lines = [f"{number * 7919 % 251:04d}\n".encode() for number in range(500)]
    assert list(sorted_unique(lines, tmp_path, run_bytes)) == sorted(set(lines))
    # More runs than may be open at once were merged and taken away on the way.
    assert len(list(tmp_path.iterdir())) <= 150


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"graph\.docx: no format is called 'docx'; there are nt, ttl, jsonld"):
        export(MemoryGraph(), tmp_path / "graph.docx", BASE)
    with pytest.raises(ExchangeError, match="no format is called ''"):
        import_file(MemoryGraph(), tmp_path / "graph", BASE)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Files can't grow beyond `size` bytes, as on a disk that is full then."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graph.{suffix}"
    file.write_text("the last export")
    with largest_file(1000), pytest.raises(ExchangeError, match=rf"graph\.{suffix}: can't be written: .+; nothing was changed there"):
        export(MemoryGraph(corpus()), file, BASE)
    assert file.read_text() == "the last export"
    assert list(tmp_path.iterdir()) == [file]


def test_a_graph_that_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    class Broken(MemoryGraph):
        def traverse(self) -> Iterator[Entity | Document | Statement]:
            yield Entity(id="bloc/b")
            raise GraphError("the engine went away")

    with pytest.raises(GraphError, match="went away"):
        export(Broken(), tmp_path / "graph.nt", BASE)
    assert list(tmp_path.iterdir()) == []


def test_what_rdf_cannot_hold_leaves_nothing(tmp_path: Path) -> None:
    document = corpus()[0].document.model_copy(update={"text": "a\x00b"})
    with pytest.raises(RdfError, match=r"U\+0000"):
        export(MemoryGraph([Reading(document=document)]), tmp_path / "graph.nt", BASE)
    assert list(tmp_path.iterdir()) == []


def test_only_plain_files_are_replaced(tmp_path: Path) -> None:
    for taken in (tmp_path, Path(os.devnull)):
        with pytest.raises(ExchangeError, match="is no plain file"):
            export(MemoryGraph(), taken, BASE, "nt")
    with pytest.raises(ExchangeError, match="can't be written"):
        export(MemoryGraph(), tmp_path / "nowhere" / "graph.nt", BASE)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, file = tmp_path / "latest.nt", tmp_path / "graph.nt"
    link.symlink_to(file)
    export(MemoryGraph(corpus()), link, BASE)
    assert link.is_symlink()
    assert file.stat().st_size > 1000


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_a_truncated_file_changes_nothing(tmp_path: Path, suffix: str, share: float) -> None:
    file, graph = tmp_path / f"graph.{suffix}", MemoryGraph()
    export(MemoryGraph(corpus()), file, BASE)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ExchangeError, match=rf"graph\.{suffix}: "):
        import_file(graph, file, BASE)
    assert graph.readings == {}


def test_a_file_cut_between_two_lines_changes_nothing(tmp_path: Path) -> None:
    file, graph = tmp_path / "graph.nt", MemoryGraph()
    export(MemoryGraph(corpus()), file, BASE)
    lines = file.read_bytes().splitlines(keepends=True)
    # The very last lines are the names of the last thing, and a thing may have no name; anything else that lacks is seen.
    last = max(number for number, line in enumerate(lines) if b"#prefLabel" not in line and b"#provisional" not in line)
    for kept in range(1, last, 5):
        file.write_bytes(b"".join(lines[:kept]))
        with pytest.raises(ExchangeError):
            import_file(graph, file, BASE)
        assert graph.readings == {}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\x89PNG\r\n\x1a\n", "is cut short or no N-Triples"),
        (b"<https://a.example/x> <https://a.example/y> <https://a.example/z> .\n", "describes https://a.example/x"),
        (b"<relative> <https://a.example/y> <https://a.example/z> .\n", "is cut short or no N-Triples"),
    ],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "graph.nt"
    file.write_bytes(content)
    with pytest.raises(ExchangeError, match=rf"graph\.nt: .*{complaint}"):
        import_file(MemoryGraph(), file, BASE)


def test_a_file_of_another_base_is_refused_with_both_named(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    export(MemoryGraph(corpus()), file, "https://archive.example/")
    with pytest.raises(ExchangeError, match=r"graph\.ttl: .*https://archive\.example/.*https://thidua\.example/.*THIDUA_BASE_IRI"):
        import_file(MemoryGraph(), file, BASE)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"graph\.nt: can't be read: No such file"):
        import_file(MemoryGraph(), tmp_path / "graph.nt", BASE)


_MEASURED = """
import resource, sys
from pathlib import Path
from app.exchange import content_hash, export
from graph.errors import GraphError
from ontology.models import Document

class Many:
    def traverse(self):
        for number in range(int(sys.argv[1])):
            yield Document(id=f"document/{number:064x}", name="a.txt", text="Khối trưởng " * 4000)

export(Many(), Path(sys.argv[2], "graph.ttl"), "https://thidua.example/")
print(content_hash(Many(), "https://thidua.example/"), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_stays_flat(tmp_path: Path, project: Path) -> None:
    def peak(documents: int) -> int:
        """In kB, of a process that exports and hashes so many documents of 64 kB."""
        command: list[Any] = [sys.executable, "-c", _MEASURED, documents, tmp_path]
        done = subprocess.run(list(map(str, command)), cwd=project, check=True, capture_output=True, text=True)
        return int(done.stdout.split()[1])

    # Both are more than one run of lines; three times as many, some 180 MB more, must not need more memory than chance has it.
    assert peak(4500) < peak(1500) + 32_000
