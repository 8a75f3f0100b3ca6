"""Authority files of an archive's own, by THIDUA_AUTHORITY."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import ExitCode

from .cli import thidua

TEXT = "Đơn vị Sao Mai, đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025, đã bàn giao cờ luân lưu cho Bộ Tư lệnh 86.\n"
RECORD = """
- id: unit/don-vi-sao-mai
  names: {vi: Đơn vị Sao Mai, en: Morning Star Unit}
  source: the archive's own list of units
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document that names a unit nobody knows yet."""
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_record_of_ones_own_gives_a_thing_its_id(document: Path, tmp_path: Path, workers: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.yaml").write_text(RECORD, encoding="utf-8")

    def subjects(**settings: str) -> set[str]:
        done = thidua("extract", str(document), "--workers", workers, **settings)
        assert done.returncode == 0, done.stderr
        return {json.loads(line)["subject"]["id"] for line in done.stdout.splitlines()}

    assert "unit/don-vi-sao-mai" in subjects(THIDUA_AUTHORITY=str(folder))
    assert "unit/don-vi-sao-mai" not in subjects()


def test_a_file_that_can_t_be_used_is_told_once(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.yaml").write_text("- id: planet/mars\n", encoding="utf-8")
    done = thidua("extract", str(document), THIDUA_AUTHORITY=str(folder))
    assert done.returncode == ExitCode.USAGE
    assert "own.yaml" in done.stderr
    assert len(done.stderr.splitlines()) == 1
