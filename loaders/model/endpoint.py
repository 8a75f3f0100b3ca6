"""Where a language model is: what a run is told of it, small enough to be sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass, field


class ModelError(Exception):
    """The model gave no answer that can be used; the message says why, in words for people."""


@dataclass(frozen=True)
class Endpoint:
    """`url` as `http://127.0.0.1:8080/v1`, the model's name there, a key, and the seconds that one answer may take."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
