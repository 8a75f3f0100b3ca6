"""The language model of a run: off unless set, told of in the end, never in the way of the answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import ExitCode
from tests.model_server import Answer, model, stating

from .cli import thidua

GOOD: dict[str, Any] = {
    "predicate": "member_of_bloc",
    "subject": {"type": "unit", "name": "Nhà in Thăng Long"},
    "object": {"type": "bloc", "name": "Khối thi đua số 4 Bộ Quốc phòng"},
    "qualifiers": {"year": 2025},
    "status": "asserted",
    "quote": "Nhà in Thăng Long có mặt trong đó.",
}
TEXT = "Quân đoàn 34 là đơn vị Khối trưởng Khối thi đua số 4 Bộ Quốc phòng năm 2025.\nNhà in Thăng Long có mặt trong đó.\n"
INVENTED = {**GOOD, "quote": "Nhà in Thăng Long là Khối trưởng"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rules_of(printed: str) -> list[str]:
    return [item["rule"] for line in printed.splitlines() for item in json.loads(line)["evidence"]]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_extract_tells_on_standard_error_what_became_of_the_proposals(report: Path, workers: str) -> None:
    without = thidua("extract", str(report))
    with model(stating(GOOD, INVENTED)) as served:
        done = thidua("extract", str(report), "--workers", workers, THIDUA_LLM_URL=served.url, THIDUA_LLM_MODEL="owl")
    assert done.returncode == 0
    assert done.stderr.strip() == "Model owl: 1 statements added, 0 read by the rules too, 1 refused (quote not in the text: 1)."
    assert sorted(rules_of(done.stdout)) == sorted([*rules_of(without.stdout), "model/owl"])
    assert without.stderr == ""


def test_a_model_that_fails_is_told_and_the_rules_reading_is_printed(report: Path) -> None:
    with model(lambda _: Answer(b"", status=500)) as served:
        done = thidua("extract", str(report), THIDUA_LLM_URL=served.url, THIDUA_LLM_MODEL="owl")
    assert done.returncode == 0
    assert "Without the model: 1 of 1 documents (it answers HTTP 500: 1)." in done.stderr
    assert done.stdout == thidua("extract", str(report)).stdout != ""


def test_load_counts_them_in_its_summary(report: Path, tmp_path: Path) -> None:
    with model(stating(GOOD, INVENTED)) as served:
        settings = {"THIDUA_LLM_URL": served.url, "THIDUA_LLM_MODEL": "owl", "THIDUA_HOME": str(tmp_path / "home")}
        told = thidua("load", str(report), **settings)
        again = thidua("load", str(report), "--json", **settings)
    assert "1 new" in told.stdout
    assert "Model owl: 1 statements added" in told.stderr
    assert json.loads(again.stdout)["unchanged"] == 1
    assert json.loads(again.stdout)["model"]["refused"] == {"quote not in the text": 1}


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"THIDUA_LLM_URL": "file:///etc/passwd", "THIDUA_LLM_MODEL": "owl"}, "THIDUA_LLM_URL"),
        ({"THIDUA_LLM_URL": "http://127.0.0.1:9/v1"}, "THIDUA_LLM_MODEL"),
        ({"THIDUA_LLM_TIMEOUT": "0"}, "THIDUA_LLM_TIMEOUT"),
        ({"THIDUA_LLM_TIMEOUT": "soon"}, "THIDUA_LLM_TIMEOUT"),
    ],
)
def test_settings_that_make_no_sense_are_refused(report: Path, settings: dict[str, str], named: str) -> None:
    done = thidua("extract", str(report), **settings)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, "")
    assert named in done.stderr


def test_the_key_is_never_told(report: Path) -> None:
    settings = {"THIDUA_LLM_URL": "http://127.0.0.1:9/v1", "THIDUA_LLM_MODEL": "owl", "THIDUA_LLM_KEY": "hunter2"}
    done = thidua("extract", str(report), THIDUA_LOG_LEVEL="debug", **settings)
    assert "Without the model" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
