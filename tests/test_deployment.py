"""The composition, the image and the scripts, as far as they can be checked without a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import Settings, variable
from tests.conftest import PROJECT
from tests.neo4j.container import IMAGE
from tests.requirements import require

SHELL = "/bin/sh"


@pytest.fixture(scope="module")
def composition() -> dict[str, Any]:
    return dict(yaml.safe_load((PROJECT / "docker-compose.yml").read_text()))


@pytest.fixture(scope="module")
def dockerfile() -> list[list[str]]:
    """The instructions as lists of words, with continued lines joined."""
    text = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def compose(**environment: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("docker-compose")
    plugin = shutil.which("docker")
    if not command and plugin and subprocess.run([plugin, "compose", "version"], capture_output=True, check=False).returncode:
        plugin = None
    require(command or plugin, "no docker-compose: install the package docker-compose")
    program = [str(command)] if command else [str(plugin), "compose"]
    clean = {name: value for name, value in os.environ.items() if name != "NEO4J_PASSWORD"}
    return subprocess.run([*program, "config"], cwd=PROJECT, env=clean | environment, capture_output=True, text=True, check=False)


def test_the_composition_is_valid() -> None:
    done = compose(NEO4J_PASSWORD="a password of a test")
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(done.stdout)["services"]["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/a password of a test"


def test_the_composition_has_no_default_password() -> None:
    done = compose()
    assert done.returncode != 0
    assert "set NEO4J_PASSWORD" in done.stderr


def test_ports_are_published_on_loopback_only(composition: dict[str, Any]) -> None:
    published = [port for service in composition["services"].values() for port in service.get("ports", [])]
    assert published
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


def test_every_volume_is_declared(composition: dict[str, Any]) -> None:
    used = {volume.split(":")[0] for service in composition["services"].values() for volume in service["volumes"]}
    assert used == set(composition["volumes"])


def test_no_service_gains_privileges(composition: dict[str, Any]) -> None:
    assert all(service["security_opt"] == ["no-new-privileges:true"] for service in composition["services"].values())


def test_the_service_waits_for_a_healthy_database(composition: dict[str, Any]) -> None:
    services = composition["services"]
    assert services["thidua"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in services["neo4j"]["healthcheck"]["test"][1]


def test_the_composition_runs_the_neo4j_that_is_tested(composition: dict[str, Any]) -> None:
    assert composition["services"]["neo4j"]["image"] == IMAGE


def test_the_variables_are_settings(composition: dict[str, Any], dockerfile: list[list[str]]) -> None:
    known = {variable(field) for field in Settings.model_fields}
    named = set(composition["services"]["thidua"]["environment"])
    named |= {word.split("=")[0] for line in dockerfile if line[0] == "ENV" for word in line if word.startswith("THIDUA_")}
    assert {name for name in named if name not in known} == set()


def test_the_image_runs_without_rights(dockerfile: list[list[str]]) -> None:
    last_stage = dockerfile[max(at for at, line in enumerate(dockerfile) if line[0] == "FROM") :]
    users = [line[1] for line in last_stage if line[0] == "USER"]
    assert users
    assert users[-1] not in {"root", "0"}


def test_the_image_copies_what_is_here_and_not_ignored(dockerfile: list[list[str]]) -> None:
    copied = {name for line in dockerfile if line[0] == "COPY" and not line[1].startswith("--from") for name in line[1:-1]}
    admitted = {line[1:] for line in (PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for name in copied if not (PROJECT / name).exists()} == set()
    assert copied == admitted


def test_make_says_what_can_be_made() -> None:
    targets = re.findall(r"^\.PHONY: (.+)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)[0].split()
    said = subprocess.run(["make", "--no-print-directory", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^ {2}make (\w+) +\S", said, re.MULTILINE) == targets


def find_python(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    script = PROJECT / ".ci" / "find-python"
    return subprocess.run([SHELL, script], env={"PATH": str(path), **environment}, capture_output=True, text=True, check=False)


def pretend(path: Path, body: str) -> None:
    path.write_text(f"#!{SHELL}\n{body}\n")
    path.chmod(0o755)


def test_a_machine_without_python_is_told_so(tmp_path: Path) -> None:
    done = find_python(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("thidua needs Python 3.11 or later; none is on the path")
    assert done.stderr.count("\n") == 1


def test_a_python_without_venv_is_told_so(tmp_path: Path) -> None:
    pretend(tmp_path / "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = find_python(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("python3 cannot make environments: install its venv package")


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    pretend(tmp_path / "python3.13", "exit 1")
    pretend(tmp_path / "python3", "exit 0")
    assert find_python(tmp_path).stdout == "python3\n"


def test_a_named_python_that_is_too_old_is_refused(tmp_path: Path) -> None:
    pretend(tmp_path / "python3", "exit 0")
    pretend(tmp_path / "old", "exit 1")
    done = find_python(tmp_path, PYTHON=str(tmp_path / "old"))
    assert done.returncode == 1
    assert done.stderr == f"PYTHON={tmp_path}/old is not a Python of 3.11 or later\n"
