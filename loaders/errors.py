"""What can be wrong with a document, said for people."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document that can't be read.

    Attributes:
        name: the file's name, as the user gave it.
        cause: what is wrong with it, in plain words.
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)
        self.name = name
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"


class Unreadable(Exception):
    """Why a reader can't read what it was given; `read_document` adds the name and makes it a DocumentError."""
