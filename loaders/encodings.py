"""Bytes to text. (first step)"""

from __future__ import annotations

from .errors import DocumentError


def decode(content: bytes, name: str) -> str:
    """Text of bytes."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"is not UTF-8: byte {error.start}") from error
