"""The service does what its own description says: schemathesis draws requests from it and checks every answer."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.api import create_app
from app.settings import Settings

from .conftest import Service
from .corpus import READINGS
from .serving import WRITER

CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
DESCRIPTION = schemathesis.openapi.from_dict(create_app(Settings(), None).openapi())  # type: ignore[arg-type]  # no request is made
OPERATIONS = {operation.label: operation for operation in (found.ok() for found in DESCRIPTION.get_all_operations())}
IDS = [
    *(thing.id for reading in READINGS for statement in reading.statements for thing in statement.entities()),
    *(statement.id for reading in READINGS for statement in reading.statements),
    *(reading.document.id for reading in READINGS),
]


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        *((label, GenerationMode.POSITIVE) for label in sorted(OPERATIONS)),
        # Any bytes may be a text, so nothing is wrong about a body by its form alone; where nothing can be wrong nothing is drawn.
        *((label, GenerationMode.NEGATIVE) for label, operation in sorted(OPERATIONS.items()) if operation.query and not operation.body),
    ],
)
def test_the_service_answers_as_it_is_described(on_embedded: Service, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]
    checks = (*CHECKS, negative_data_rejection) if mode is GenerationMode.NEGATIVE else CHECKS

    @given(case=operation.as_strategy(generation_mode=mode), known=st.sampled_from(IDS) | st.none())
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    def ask(case: Any, known: str | None) -> None:
        kind = case.path.split("/")[1]
        if known and known.startswith(f"{kind}/") and "slug" in case.path_parameters:
            # What is drawn at random is never there; what is there must be answered as described too.
            case.path_parameters["slug"] = known.partition("/")[2]
        case.call_and_validate(base_url=str(on_embedded.client.base_url), headers=WRITER, checks=list(checks), timeout=30)

    ask()
