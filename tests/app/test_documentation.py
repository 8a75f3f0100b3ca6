"""What is promised to users is written down: every setting, command, option and route stands in docs/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from app import shapes
from app.api import create_app
from app.errors import MEANINGS, ExitCode
from app.main import app
from app.settings import Settings, variable
from ontology.rdf import FORMATS


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, str]:
    return {page.stem: page.read_text(encoding="utf-8") for page in (project / "docs").glob("*.md")}


def test_every_setting_is_documented_and_no_other(pages: dict[str, str]) -> None:
    documented = set(re.findall(r"^\| `(THIDUA_[A-Z0-9_]+)`", pages["operations"], re.MULTILINE))
    assert documented == {variable(field) for field in Settings.model_fields}


def test_every_setting_explains_itself() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_every_command_and_option_is_documented(pages: dict[str, str]) -> None:
    group = get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"`thidua {name}" in pages["cli"], name
        assert command.help, name
        for option in (opt for parameter in command.params for opt in parameter.opts if opt.startswith("--")):
            assert f"`{option}" in pages["cli"], f"{name} {option}"


def test_no_command_is_documented_that_is_not_there(pages: dict[str, str]) -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"^\| `thidua ([a-z]+)", pages["cli"], re.MULTILINE)) == commands


def test_every_exit_code_is_documented(pages: dict[str, str]) -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", pages["cli"], re.MULTILINE)}
    assert {int(code) for code in ExitCode} <= documented


def test_every_route_and_parameter_is_documented(pages: dict[str, str]) -> None:
    description = create_app(Settings(), None).openapi()  # type: ignore[arg-type]  # no request is made
    routes = {f"{method.upper()} {path}" for path, methods in description["paths"].items() for method in methods}
    documented = set(re.findall(r"`((?:GET|POST|DELETE) /[^`?]*)`", pages["api"])) - {"GET /openapi.json"}
    assert documented == routes
    parameters = {
        item["name"] for methods in description["paths"].values() for route in methods.values() for item in route.get("parameters", [])
    }
    assert all(f"`{name}`" in pages["api"] or f"{name}=" in pages["api"] or f"{{{name}}}" in pages["api"] for name in parameters)


def test_every_route_describes_its_parameters_and_its_answers() -> None:
    description = create_app(Settings(), None).openapi()  # type: ignore[arg-type]  # no request is made
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            assert route.get("summary"), (method, path)
            assert all(item.get("description") for item in route.get("parameters", [])), (method, path)
            assert all(answer.get("description") for answer in route["responses"].values()), (method, path)


def test_every_error_status_and_export_format_is_documented(pages: dict[str, str]) -> None:
    assert all(f"| {meaning.status} |" in pages["api"] for meaning in MEANINGS.values() if meaning.status != 500)
    assert all(f"`{name}`" in pages["api"] and f"`{name}`" in pages["cli"] for name in FORMATS)


def test_every_parameter_and_every_answer_has_an_example() -> None:
    description = create_app(Settings(), None).openapi()  # type: ignore[arg-type]  # no request is made
    for path, methods in description["paths"].items():
        for method, route in methods.items():
            for item in route.get("parameters", []):
                assert item.get("examples") or item["schema"].get("examples"), (method, path, item["name"])
            for status, answer in route["responses"].items():
                for content in answer.get("content", {}).values():
                    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
                    assert not name or description["components"]["schemas"][name]["examples"], (method, path, status)


def _shapes() -> list[type[shapes.Shape]]:
    return [shape for shape in vars(shapes).values() if isinstance(shape, type) and issubclass(shape, shapes.Shape)]


@pytest.mark.parametrize("shape", _shapes(), ids=lambda shape: shape.__name__)
def test_every_example_has_the_shape_it_is_an_example_of(shape: type[shapes.Shape]) -> None:
    for example in shape.model_json_schema().get("examples", []):
        shape.model_validate(example)
