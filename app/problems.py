"""Errors as the service answers them: `application/problem+json` (RFC 9457), by the one table in `errors`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from . import shapes
from .errors import MEANINGS, AmbiguousError, NotFoundError, ParameterError, explain, meaning_of

_log = logging.getLogger(__name__)


def problem(title: str, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    """The answer that says what is wrong."""
    content = {"title": title, "status": status, "detail": detail, **more}
    return JSONResponse(content, status, dict(headers or {}), media_type="application/problem+json")


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's description says of these error answers, and of the two any route may give."""
    words = {meaning.status: meaning.title for meaning in MEANINGS.values()}
    schema = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {status: {"description": words[status], "model": shapes.Problem, **schema} for status in sorted({*statuses, 422, 503})}


def add_handlers(app: FastAPI) -> None:
    """Let the service answer every error of the table, and FastAPI's own, in one form."""
    for kind in MEANINGS:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _wrong_parameters)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _bug)


def _known(request: Request, error: Exception) -> Response:
    meaning = meaning_of(error)
    if meaning is None:
        return _bug(request, error)
    if meaning.status >= 500:
        _log.error("%s %s: %s", request.method, request.url.path, explain(error))
    return problem(meaning.title, meaning.status, explain(error), dict(meaning.headers), **_particulars(error))


def _particulars(error: Exception) -> dict[str, Any]:
    if isinstance(error, NotFoundError | AmbiguousError):
        return {"near": [{"id": thing.id, "labels": thing.labels} for thing in error.near]}
    if isinstance(error, ParameterError):
        return {"errors": [{"parameter": error.parameter, "problem": error.allowed}]}
    return {}


def _wrong_parameters(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
    errors = [{"parameter": str(item["loc"][-1]), "problem": item["msg"].removeprefix("Value error, ")} for item in error.errors()]
    detail = "; ".join(f"{item['parameter']}: {item['problem']}" for item in errors)
    return problem("Wrong parameter", 422, detail, errors=errors)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    detail = f"{request.method} {request.url.path}: {error.detail}"
    return problem(str(error.detail), error.status_code, detail, error.headers)


def _bug(request: Request, error: Exception) -> Response:
    """What nobody foresaw: the log has it in full, the client only that it happened."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem("Internal error", 500, "the service failed; its log says why")
