"""Many documents through several processes: the same in any number, in order, a few at a time, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psutil
import pytest

from app.loading import Batch, reader_of, readings
from app.settings import Settings
from ontology.models import Reading

COUNT = 60
READ = reader_of(Settings())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents that differ, and one without text among them."""
    for number in range(COUNT):
        text = f"Quân đoàn {number} là đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025.\n"
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "013.txt").write_text("")
    return tmp_path


def read(folder: Path, workers: int) -> tuple[list[Reading], Batch]:
    batch = Batch.of([folder])
    return list(readings(batch, workers, READ)), batch


def test_the_same_comes_out_in_any_number_of_processes(folder: Path) -> None:
    alone, batch = read(folder, 1)
    assert [reading.document.name for reading in alone] == [f"{number:03}.txt" for number in range(COUNT) if number != 13]
    assert [failure.reason for failure in batch.failed] == ["is empty"]
    for workers in (2, 8):
        together, other = read(folder, workers)
        assert together == alone
        assert other.failed == batch.failed


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_are_read_as_they_are_asked_for(folder: Path, workers: int) -> None:
    batch = Batch.of([folder])
    coming = readings(batch, workers, READ)
    next(coming)
    last = batch.paths[-1]
    last.unlink()
    assert len(list(coming)) == COUNT - 3
    assert str(last) in [failure.name for failure in batch.failed]


def test_a_process_that_is_killed_costs_nothing(folder: Path) -> None:
    batch = Batch.of([folder])
    coming = readings(batch, 2, READ)
    first = next(coming)
    for worker in _workers():
        os.kill(worker.pid, signal.SIGKILL)
    assert [first, *coming] == read(folder, 1)[0]


def test_no_process_is_left_where_the_rest_is_not_wanted(folder: Path) -> None:
    coming = readings(Batch.of([folder]), 2, READ)
    next(coming)
    assert _workers()
    coming.close()
    assert not _workers()


def test_a_document_named_twice_is_read_once(folder: Path) -> None:
    assert Batch.of([folder, folder / "001.txt"]).paths == Batch.of([folder]).paths


def _workers() -> list[psutil.Process]:
    """The processes that read: what the fork server, a child of ours, has started."""
    alive = [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    servers = [child for child in alive if any("forkserver" in word for word in child.cmdline())]
    return [worker for server in servers for worker in server.children()]
