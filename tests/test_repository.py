"""The repository keeps its own rules: the rooms, style and types, pinned and explained dependencies, and no trace of one machine."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT
from tests.requirements import require

ROOMS = ("app", "graph", "loaders", "ontology")
CONFIGURATION = tomllib.loads((PROJECT / "pyproject.toml").read_text())
# Addresses that a file may speak of: vocabularies, licences and conventions. Documents may cite whatever they quote.
KNOWN_HOSTS = {
    "www.w3.org",
    "www.apache.org",
    "keepachangelog.com",
    "semver.org",
    "maven.apache.org",
    "schema.org",
    "purl.org",
    "www.ica.org",
}
CITING_FOLDERS = ("examples/", "loaders/authority/", "tests/")


def tool(name: str, *arguments: str, folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    program = shutil.which(name, path=str(Path(sys.executable).parent)) or name
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def tracked() -> dict[str, str]:
    """Every text file under version control that is there, by its path."""
    require(shutil.which("git") and (PROJECT / ".git").exists(), "not a git clone: which files are tracked is unknown")
    names = tool("git", "ls-files", "-z").stdout.split("\0")
    return {name: text for name in names if name and (text := text_of(PROJECT / name)) is not None}


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return None


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py"))]


def function_lines() -> Iterator[int]:
    """The length of each function's body, without signature and docstring."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                yield (body[-1].end_lineno or 0) - body[0].lineno + 1


def requirements() -> list[Requirement]:
    project = CONFIGURATION["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(line) for group in (project["dependencies"], *extras) for line in group]


def pins() -> dict[str, str]:
    lines = [line for line in (PROJECT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in lines), "constraints.txt holds more than plain pins"
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def explained() -> dict[str, str]:
    """Package -> licence, from the tables of docs/dependencies.md."""
    rows = re.findall(r"^\| `([\w.-]+)` \|.*\| ([^|]+) \|$", (PROJECT / "docs" / "dependencies.md").read_text(), re.MULTILINE)
    return dict(rows)


def licence_of(package: str) -> str:
    about = metadata.metadata(package)
    return str(about.get("License-Expression") or about.get("License") or "")


# --- style, types, architecture


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check", "mypy", "lint-imports"])
def test_the_code_passes(command: str) -> None:
    done = tool(*command.split())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "forbidden"), [("loaders", "graph"), ("graph", "loaders"), ("ontology", "app"), ("graph", "app"), ("ontology", "loaders")]
)
def test_a_forbidden_import_would_be_found(room: str, forbidden: str, tmp_path: Path) -> None:
    for name in ROOMS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tmp_path / room / "__init__.py").write_text(f"import {forbidden}\n")
    done = tool(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", folder=tmp_path)
    assert done.returncode == 1
    assert f"{room} is not allowed to import {forbidden}" in done.stdout


def test_modules_are_small() -> None:
    lines = {path.relative_to(PROJECT): len(path.read_text().splitlines()) for path in modules()}
    assert {str(path): count for path, count in lines.items() if count > 300} == {}
    assert statistics.median(lines.values()) <= 130


def test_functions_are_small() -> None:
    assert statistics.median(function_lines()) <= 8


def test_modules_are_named_for_what_they_do() -> None:
    assert [path for path in modules() if path.stem in {"utils", "util", "helpers", "base", "common", "misc"}] == []


# --- dependencies


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    absolute = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    return {name.partition(".")[0] for name in plain | absolute}


def test_what_is_imported_is_asked_for() -> None:
    asked = {canonicalize_name(Requirement(line).name) for line in CONFIGURATION["project"]["dependencies"]}
    provided_by = metadata.packages_distributions()
    imports = {(name, path.relative_to(PROJECT).as_posix()) for path in modules() for name in imported(path)}
    foreign = {(name, path) for name, path in imports if name not in ROOMS and name not in sys.stdlib_module_names}
    missing = {name: path for name, path in sorted(foreign) if asked.isdisjoint(map(canonicalize_name, provided_by.get(name, [])))}
    assert missing == {}


def test_every_dependency_is_pinned_within_what_is_asked() -> None:
    pinned = pins()
    wrong = [str(need) for need in requirements() if pinned.get(canonicalize_name(need.name), "none") not in need.specifier]
    assert wrong == []


def test_every_pin_runs_on_the_oldest_python() -> None:
    oldest = CONFIGURATION["project"]["requires-python"].removeprefix(">=") + ".0"
    asks = {name: metadata.metadata(name).get("Requires-Python") or "" for name, version in pins().items() if is_installed(name, version)}
    assert len(asks) > len(requirements())
    assert {name: versions for name, versions in asks.items() if oldest not in SpecifierSet(versions)} == {}


def is_installed(name: str, version: str) -> bool:
    try:
        return metadata.version(name) == version
    except metadata.PackageNotFoundError:
        return False  # asked for by another release of Python or on another system


def test_dependencies_are_explained_and_nothing_else_is() -> None:
    assert set(explained()) == {need.name for need in requirements()}


def installed() -> set[str]:
    """What is asked for and here: what only `make bench` installs may be missing."""
    only_measuring = {Requirement(line).name for line in CONFIGURATION["project"]["optional-dependencies"]["bench"]}
    here = {canonicalize_name(found.name) for found in metadata.distributions()}
    return {need.name for need in requirements() if need.name not in only_measuring or canonicalize_name(need.name) in here}


@pytest.mark.parametrize("package", sorted(installed()))
def test_the_licence_is_what_the_package_says(package: str) -> None:
    stated, said = explained()[package], " ".join(licence_of(package).split())
    family = re.match(r"[A-Za-z]+", stated)
    assert family
    assert said.startswith(family[0]), f"docs/dependencies.md says {stated}, the package says {said[:60]}"


# --- what stands in the files


def test_no_path_of_a_machine_is_written_down(tracked: dict[str, str]) -> None:
    paths = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")
    assert [(name, found[0]) for name, text in tracked.items() for found in paths.finditer(text)] == []


def test_no_unknown_host_is_written_down(tracked: dict[str, str]) -> None:
    strangers = {
        (name, host)
        for name, text in tracked.items()
        if not name.startswith(CITING_FOLDERS)
        for host in re.findall(r"[a-z+]+://(?:[^\s/@\"']*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", text)
        if host not in KNOWN_HOSTS and not host.endswith(".example") and host not in {"127.0.0.1", "0.0.0.0", "example.org"}
    }
    assert strangers == set()


def test_no_package_index_is_written_down(tracked: dict[str, str]) -> None:
    index = re.compile(r"--(?:extra-)?index-url|--find-links|PIP_INDEX_URL|<mirror>|<repositor(?:y|ies)>")
    here = Path(__file__).relative_to(PROJECT).as_posix()
    assert [name for name, text in tracked.items() if name != here and index.search(text)] == []


def test_the_licence_is_complete() -> None:
    text = (PROJECT / "LICENSE").read_text()
    assert "Version 2.0, January 2004" in text
    assert [int(number) for number in re.findall(r"^ {3}(\d)\. ", text, re.MULTILINE)] == list(range(1, 10))
    assert "END OF TERMS AND CONDITIONS" in text
    assert text.rstrip().endswith("limitations under the License.")
    assert CONFIGURATION["project"]["license"] == "Apache-2.0"


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{CONFIGURATION['project']['version']}]" in (PROJECT / "CHANGELOG.md").read_text()
