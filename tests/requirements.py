"""What tests need that a machine may lack: they skip with one clear line, or fail where everything is required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

REQUIRE_VARIABLE = "THIDUA_TEST_REQUIRE"


def everything_is_required() -> bool:
    """Whether this run must not skip (`THIDUA_TEST_REQUIRE=all`, as continuous integration sets it)."""
    value = os.environ.get(REQUIRE_VARIABLE, "")
    if value not in {"", "all"}:
        raise pytest.UsageError(f"{REQUIRE_VARIABLE}={value}: it may be `all` or not set")
    return value == "all"


def lacking(why: str) -> NoReturn:
    """End the test that runs: skip it, or fail it where everything is required."""
    if everything_is_required():
        pytest.fail(f"{why} ({REQUIRE_VARIABLE}=all)", pytrace=False)
    pytest.skip(why)


def require(found: object, why: str) -> None:
    """Go on where `found` is true; else skip or fail with `why`, one line that says what lacks and how to get it."""
    if not found:
        lacking(why)
