"""One question to an OpenAI-compatible endpoint: bounded in time and size, no redirects, no tools."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import httpx

from .endpoint import Endpoint, ModelError

Messages = Sequence[dict[str, str]]

MAX_ANSWER = 1_000_000  # bytes
_ATTEMPTS = 3
_BUSY = frozenset({429, 503})
_LONGEST_WAIT = 5.0  # seconds between two attempts


class _Busy(ModelError):
    def __init__(self, status: int, wait: float) -> None:
        super().__init__(f"it answers HTTP {status} (busy)")
        self.wait = wait


def ask(endpoint: Endpoint, messages: Messages) -> str:
    """The text of the model's answer.

    Raises:
        ModelError: it is not there, answers an error, too slowly, too much, or in another form.
    """
    try:
        # Nothing of the environment: the document goes to the address that was set, through no proxy, with no other credentials.
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=endpoint.timeout) as client:
            return _content(_Question(endpoint, messages, client).answer())
    except httpx.TimeoutException:
        raise _too_slow(endpoint) from None
    except httpx.HTTPError as error:
        raise ModelError(f"it can't be reached at {endpoint.url} ({type(error).__name__})") from None


class _Question:
    """One question until it is answered or its time is over."""

    def __init__(self, endpoint: Endpoint, messages: Messages, client: httpx.Client) -> None:
        self._endpoint, self._messages, self._client = endpoint, messages, client
        self._deadline = time.monotonic() + endpoint.timeout

    def answer(self) -> bytes:
        """The body of the answer, asked for again where the endpoint is busy."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._once()
            except _Busy as busy:
                if time.monotonic() + busy.wait > self._deadline:
                    raise
                time.sleep(busy.wait)
        return self._once()

    def _once(self) -> bytes:
        url = f"{self._endpoint.url.rstrip('/')}/chat/completions"
        with self._client.stream("POST", url, json=self._body(), headers=self._headers()) as answer:
            _check_status(answer)
            return self._received(answer)

    def _received(self, answer: httpx.Response) -> bytes:
        received = bytearray()
        for chunk in answer.iter_raw():
            received += chunk
            if len(received) > MAX_ANSWER:
                raise ModelError(f"its answer is larger than {MAX_ANSWER:,} bytes")
            if time.monotonic() > self._deadline:
                raise _too_slow(self._endpoint)
        return bytes(received)

    def _body(self) -> dict[str, Any]:
        settled = {"temperature": 0, "seed": 0, "response_format": {"type": "json_object"}}
        return {"model": self._endpoint.model, "messages": list(self._messages), **settled}

    def _headers(self) -> dict[str, str]:
        # Not compressed, so that the limit on the size holds for what is kept in memory.
        key = self._endpoint.key
        return {"accept-encoding": "identity", **({"authorization": f"Bearer {key}"} if key else {})}


def _too_slow(endpoint: Endpoint) -> ModelError:
    return ModelError(f"it took longer than {endpoint.timeout:g} seconds")


def _check_status(answer: httpx.Response) -> None:
    if answer.status_code in _BUSY:
        raise _Busy(answer.status_code, _wait(answer.headers.get("retry-after", "")))
    if answer.status_code != httpx.codes.OK:
        raise ModelError(f"it answers HTTP {answer.status_code}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise ModelError("its answer is compressed, which was not asked for")


def _wait(retry_after: str) -> float:
    return min(float(retry_after), _LONGEST_WAIT) if retry_after.isdigit() else 1.0


def _content(body: bytes) -> str:
    """The text of the first choice of a chat completion."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise ModelError("its answer is no chat completion") from None
    if not isinstance(content, str):
        raise ModelError("its answer holds no text")
    return content
