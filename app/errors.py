"""One table: what each error means to a script (exit code) and to a client (HTTP status), and nothing else decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from graph.errors import GraphError, JudgementRefused
from loaders.authority_records import AuthorityError
from loaders.errors import DocumentError
from ontology.models import Entity
from ontology.rdf import RdfError

from .settings import SettingsError


class ExitCode(IntEnum):
    """How a command ends, for scripts."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SOME_DOCUMENTS_FAILED = 3
    NOT_FOUND = 4
    ENGINE = 5
    FILE = 6
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class AppError(Exception):
    """What people asked for can't be done; the message says why."""


class NotFoundError(AppError):
    """No such thing; `near` are things it may have been meant to be."""

    def __init__(self, wanted: str, near: Sequence[Entity] = ()) -> None:
        super().__init__(f"nothing here is called {wanted!r}")
        self.near = tuple(near)


class AmbiguousError(AppError):
    """More than one thing has this name; `near` are they."""

    def __init__(self, wanted: str, near: Sequence[Entity]) -> None:
        super().__init__(f"more than one thing is called {wanted!r}; name one by its id")
        self.near = tuple(near)


class ParameterError(AppError):
    """A parameter that makes no sense; the message says what is allowed."""

    def __init__(self, parameter: str, allowed: str) -> None:
        super().__init__(f"{parameter}: {allowed}")
        self.parameter = parameter
        self.allowed = allowed


class WritingRefusedError(AppError):
    """Nobody may write, since no token is set."""


class UnauthorizedError(AppError):
    """No token came along, or none that may write."""


class TooLargeError(AppError):
    """A body over the limit."""


class UnsupportedMediaError(AppError):
    """A body of a kind that is not read."""


class PortTakenError(AppError):
    """Somebody else listens there."""


@dataclass(frozen=True)
class Meaning:
    """What an error is to the outside; `headers` go along with its HTTP answer."""

    exit_code: ExitCode
    status: int
    title: str
    headers: tuple[tuple[str, str], ...] = ()


MEANINGS: dict[type[Exception], Meaning] = {
    SettingsError: Meaning(ExitCode.USAGE, 500, "Wrong setting"),
    AuthorityError: Meaning(ExitCode.USAGE, 500, "An authority file can't be used"),
    NotFoundError: Meaning(ExitCode.NOT_FOUND, 404, "Not found"),
    AmbiguousError: Meaning(ExitCode.NOT_FOUND, 404, "More than one thing has this name"),
    ParameterError: Meaning(ExitCode.USAGE, 422, "Wrong parameter"),
    WritingRefusedError: Meaning(ExitCode.USAGE, 403, "Writing is refused"),
    UnauthorizedError: Meaning(ExitCode.USAGE, 401, "A token is needed", (("WWW-Authenticate", "Bearer"),)),
    # Hanging up is the one way to stop somebody who goes on sending.
    TooLargeError: Meaning(ExitCode.USAGE, 413, "Too large", (("Connection", "close"),)),
    UnsupportedMediaError: Meaning(ExitCode.USAGE, 415, "This kind of body is not read"),
    DocumentError: Meaning(ExitCode.SOME_DOCUMENTS_FAILED, 422, "The document can't be read"),
    PortTakenError: Meaning(ExitCode.USAGE, 500, "The port is taken"),
    JudgementRefused: Meaning(ExitCode.USAGE, 409, "The judgement contradicts others"),
    # Whether it is down, refuses the password or fails: to a client it is one thing, and trying again may help.
    GraphError: Meaning(ExitCode.ENGINE, 503, "The graph engine does not answer", (("Retry-After", "5"),)),
    RdfError: Meaning(ExitCode.FAILED, 500, "The graph can't be written as RDF"),
    OSError: Meaning(ExitCode.FILE, 500, "A file can't be read or written"),
}


def meaning_of(error: BaseException) -> Meaning | None:
    """The row of the table for an error, by its nearest class; None where it is a bug of ours."""
    return next((MEANINGS[kind] for kind in type(error).__mro__ if kind in MEANINGS), None)


def explain(error: BaseException) -> str:
    """The error in words for people: what failed, with the file where there is one."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    # Drivers put several causes on lines of their own; a complaint is one line.
    return " ".join(str(error).split())
