"""What a machine lacks skips a test with its one line, or fails it where everything is required."""

from __future__ import annotations

import pytest

from tests.requirements import require


def test_what_is_there_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TEST_REQUIRE", "all")
    require("/usr/bin/something", "no something")


def test_what_lacks_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THIDUA_TEST_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"^no something: install it$"):
        require(None, "no something: install it")


def test_what_lacks_fails_where_all_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TEST_REQUIRE", "all")
    with pytest.raises(pytest.fail.Exception, match="no something: install it"):
        require(None, "no something: install it")


def test_another_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TEST_REQUIRE", "some")
    with pytest.raises(pytest.UsageError, match="THIDUA_TEST_REQUIRE=some"):
        require(None, "no something")
