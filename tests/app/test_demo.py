"""The demonstration, run as `make demo` runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .cli import environment


def test_the_demonstration_answers_the_three_questions_from_the_examples(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.demo", str(project / "examples")]
    settings = environment(THIDUA_HOME=str(tmp_path), COLUMNS="200")
    first = subprocess.run(command, cwd=project, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert first.returncode == 0, first.stderr
    for words in ("1. Which unit led ", "2. Which blocs did ", "3. What came of ", "“", "serve"):
        assert words in first.stdout
    assert (tmp_path / "export.ttl").stat().st_size > 10_000
    again = subprocess.run(command, cwd=project, env=settings, capture_output=True, text=True, timeout=120, check=False)
    assert "0 new, 0 changed" in again.stdout
    assert again.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]


def test_documents_of_ones_own(tmp_path: Path) -> None:
    told = "Quân đoàn 34, đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025, đã bàn giao cờ luân lưu cho Bộ Tư lệnh 86.\n"
    (tmp_path / "a.txt").write_text(told, encoding="utf-8")
    command = [sys.executable, "-m", "app.demo", str(tmp_path / "a.txt"), str(tmp_path / "missing.txt")]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Quân đoàn 34" in done.stdout
    assert "missing.txt: does not exist" in done.stderr
    assert (tmp_path / ".thidua" / "demo" / "export.ttl").exists()
