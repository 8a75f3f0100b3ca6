"""What can go wrong between us and the engine, in words for people."""

from __future__ import annotations


class GraphError(Exception):
    """The graph could not do what was asked; the message says what to look at."""


class EngineUnreachable(GraphError):
    """No engine answers at the address, or it went away in the midst of the work."""


class WrongCredentials(GraphError):
    """The engine answers and refuses the user or the password."""


class EngineFailed(GraphError):
    """The engine answered with an error, or the embedded engine could not be started."""


class GraphBusy(GraphError):
    """Other writers were in the way for longer than a writer waits; nothing was written."""


class UnsoundReading(GraphError):
    """A reading that can't be stored: a statement without evidence, or with evidence of another document."""


class JudgementRefused(GraphError):
    """A judgement that contradicts others, or makes one of two things that authority files know; nothing was changed."""
