"""Settings: read from the environment, refused where they make no sense."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings, SettingsError, read_settings, variable
from app.tokens import may_write, new_token, token_hash


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("THIDUA_")]:
        monkeypatch.delenv(name)


def test_nothing_need_be_set() -> None:
    settings = read_settings()
    assert settings.neo4j_uri is None
    assert settings.host == "127.0.0.1"
    assert not settings.tokens
    assert settings.home.is_absolute()


def test_what_is_set_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hashes = [token_hash("a"), token_hash("b")]
    for name, value in {
        "HOME": str(tmp_path),
        "NEO4J_URI": "neo4j+s://graph.example:7687",
        "PORT": "0",
        "TOKENS": f" {hashes[0]}, {hashes[1].upper()},",
        "AUTHORITY": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"THIDUA_{name}", value)
    settings = read_settings()
    assert (settings.home, settings.neo4j_uri, settings.port) == (tmp_path, "neo4j+s://graph.example:7687", 0)
    assert settings.tokens == frozenset(hashes)


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    default = getattr(read_settings(), field)
    monkeypatch.setenv(variable(field), "")
    assert getattr(read_settings(), field) == default


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEO4J_URI", "http://graph.example"),
        ("NEO4J_URI", "bolt://"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("BASE_IRI", "https://example.org/no-slash"),
        ("BASE_IRI", "example.org/"),
        ("TOKENS", "a plain token"),
        ("MAX_DOCUMENT_BYTES", "0"),
        ("MAX_PAGE", "-1"),
        ("AUTHORITY", "/nowhere/at/all"),
        ("HEAP", "plenty"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"THIDUA_{name}", value)
    with pytest.raises(SettingsError, match=f"THIDUA_{name}"):
        read_settings()


def test_a_misspelt_setting_is_refused_and_the_right_ones_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_NEO4J_URL", "bolt://localhost")
    with pytest.raises(SettingsError, match=r"THIDUA_NEO4J_URL.*THIDUA_NEO4J_URI"):
        read_settings()


def test_variables_of_the_tests_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TEST_ANYTHING", "x")
    read_settings()


def test_neither_a_password_nor_a_plain_token_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_NEO4J_PASSWORD", "hunter2")
    assert "hunter2" not in repr(read_settings())
    monkeypatch.setenv("THIDUA_TOKENS", "a plain token")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    assert "plain token" not in str(refused.value)


@given(st.text())
def test_only_the_token_itself_may_write(other: str) -> None:
    token = new_token()
    assert may_write(token, {token_hash("another"), token_hash(token)})
    assert not may_write(other, {token_hash(token)})


def test_no_two_tokens_are_alike() -> None:
    assert len({new_token() for _ in range(100)}) == 100
