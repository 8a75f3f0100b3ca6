"""What guards the service: tokens for writing, a limit on bodies while they stream in, headers that tell browsers to trust little."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import TooLargeError, UnauthorizedError, WritingRefusedError
from .parameters import SettingsOf
from .tokens import may_write

# What a multipart body may have around its document: boundaries, part headers, the file's name.
_ENVELOPE = 64 * 1024

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

_bearer = HTTPBearer(auto_error=False, description="A token that `thidua token` printed and whose hash stands in THIDUA_TOKENS.")


async def _writer(settings: SettingsOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
    if not settings.tokens:
        raise WritingRefusedError("no token is set (THIDUA_TOKENS), so nobody may write over HTTP; `thidua token` makes one")
    if credentials is None:
        raise UnauthorizedError("writing needs a token: Authorization: Bearer …")
    if not may_write(credentials.credentials, settings.tokens):
        raise UnauthorizedError("this token may not write")


WriterOnly = Depends(_writer)


def too_large(limit: int) -> TooLargeError:
    """The error for what is over the limit, in words."""
    return TooLargeError(f"over the limit of {limit:,} bytes (THIDUA_MAX_DOCUMENT_BYTES)")


class BodyLimit:
    """Refuses a body as soon as it is known to be over the limit: by its declared length, else while it comes in."""

    def __init__(self, app: ASGIApp, max_document_bytes: int) -> None:
        self.app = app
        self.document = max_document_bytes
        self.limit = max_document_bytes + _ENVELOPE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        declared = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self.limit or (declared.isdecimal() and int(declared) > self.limit):
                raise too_large(self.document)
            return message

        await self.app(scope, counted, send)


class SafeHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
