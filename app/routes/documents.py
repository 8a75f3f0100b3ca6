"""Documents: listed, shown with text and statements, taken in, withdrawn."""

import logging
from pathlib import PurePath
from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app import shapes
from app.errors import ParameterError, UnsupportedMediaError
from app.modelling import endpoint
from app.parameters import GraphOf, SettingsOf, Window, window_of
from app.presentation import document_view_json, page_json, written_json
from app.problems import described
from app.protection import WriterOnly, too_large
from app.settings import Settings
from graph.answers import Written
from graph.port import StatementGraph
from loaders.pipeline import statements_of
from loaders.reading import read_document

from .answers import answer, not_found, page

_LOG = logging.getLogger(__name__)
# What a body may be, and the ending by which the readers know it.
_SUFFIXES = {"text/plain": ".txt", "text/markdown": ".md", "text/html": ".html"}
MOST_NAME = 200
_FORM = "multipart/form-data"
_BODY = {
    "required": True,
    "description": "The document itself, or a form with it as `file`.",
    "content": {
        "text/plain": {"schema": {"type": "string", "minLength": 1}, "example": "Det 34. armékorpset ledet emuleringsblokk nr. 4 i 2025."},
        "text/markdown": {"schema": {"type": "string", "minLength": 1}},
        "text/html": {"schema": {"type": "string", "minLength": 1}, "example": "<html><body><article><p>…</p></article></body></html>"},
        _FORM: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "additionalProperties": False,
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
    },
}
_Slug = Annotated[str, Path(description="The SHA-256 of the document's bytes.", examples=["9b1e" * 16])]
_Name = Annotated[
    str | None,
    Query(min_length=1, max_length=MOST_NAME, pattern=r"^[^/\\\x00-\x1f]+$", description="The file name to keep.", examples=["report.txt"]),
]


def add(app: FastAPI, settings: Settings) -> None:
    """The list, one document, and the two routes that write."""
    app.get("/document/{slug}", tags=["Document"], response_model=shapes.DocumentDetail, responses=described(404))(show_document)
    app.post(
        "/document",
        tags=["Document"],
        status_code=201,
        dependencies=[WriterOnly],
        response_model=shapes.Stored,
        responses={200: {"model": shapes.Stored, "description": "It was there already."}, **described(401, 403, 413, 415)},
        openapi_extra={"requestBody": _BODY},
    )(add_document)
    app.delete(
        "/document/{slug}",
        tags=["Document"],
        status_code=204,
        dependencies=[WriterOnly],
        response_class=Response,
        responses=described(401, 403, 404),
    )(withdraw_document)
    _add_list(app, settings.max_page)


def _add_list(app: FastAPI, max_page: int) -> None:
    @app.get("/document", tags=["Document"], response_model=shapes.Documents, responses=described())
    def list_document(graph: GraphOf, window: Annotated[Window, Depends(window_of(max_page))]) -> Response:
        """Every document, by id."""
        found = graph.documents(window.cursor, window.limit)
        return page(page_json(found, window.next(found.cursor)))


def show_document(graph: GraphOf, slug: _Slug) -> Response:
    """A document with its text and every statement that stands on it."""
    view = graph.document(f"document/{slug}")
    if view is None:
        raise not_found(graph, f"document/{slug}")
    return answer(document_view_json(view))


async def add_document(request: Request, graph: GraphOf, settings: SettingsOf, name: _Name = None) -> Response:
    """Read a document, extract its statements and store them; answers when they are stored.

    Bytes that are there already answer 200, and change the name at most.
    """
    content, given = await _received(request, name)
    if len(content) > settings.max_document_bytes:
        raise too_large(settings.max_document_bytes)
    written = await run_in_threadpool(_store, graph, settings, content, given)
    return answer(written_json(written), 201 if written.outcome == "new" else 200, {"location": f"/{written.document}"})


def withdraw_document(graph: GraphOf, slug: _Slug) -> Response:
    """Take a document out, with all that stands on it alone."""
    if not graph.withdraw(f"document/{slug}"):
        raise not_found(graph, f"document/{slug}")
    return Response(status_code=204)


async def _received(request: Request, name: str | None) -> tuple[bytes, str]:
    """The document's bytes and the name to keep."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _FORM:
        return await _uploaded(request, name)
    if media not in _SUFFIXES:
        raise UnsupportedMediaError(f"{media or 'no content type'}: a document comes as {', '.join([*_SUFFIXES, _FORM])}")
    return await request.body(), _named(name or "document", _SUFFIXES[media])


async def _uploaded(request: Request, name: str | None) -> tuple[bytes, str]:
    try:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            if isinstance(file, UploadFile):
                return await file.read(), name or _bare(file.filename)
    except HTTPException as error:
        raise ParameterError("file", f"the form can't be read: {error.detail}") from None
    raise ParameterError("file", "the form must have the document as its file `file`")


def _bare(filename: str | None) -> str:
    """The name of an uploaded file without the folders some clients send along, and without what no file name has."""
    name = PurePath((filename or "").replace("\\", "/")).name
    return "".join(character for character in name if character.isprintable())[:MOST_NAME] or "document.txt"


def _named(name: str, suffix: str) -> str:
    """The name with an ending the readers know, where it has none of theirs."""
    return name if PurePath(name).suffix.lower() in {".htm", *_SUFFIXES.values()} else f"{name}{suffix}"


def _store(graph: StatementGraph, settings: Settings, content: bytes, name: str) -> Written:
    document = read_document(content, name, settings.max_document_bytes)
    reading = statements_of(document, settings.authority, endpoint(settings))
    for cause in getattr(reading, "failures", ()):
        _LOG.warning("%s was read without the model: %s", document.id, cause)
    return next(iter(graph.write([reading])))
