"""An endpoint that answers as a language model does, on a port of its own, as well or as badly as a test wants."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What to send: status, body, headers, seconds to wait before, and between the bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def document(self) -> dict[str, Any]:
        """The document that was sent along."""
        return dict(json.loads(self.body["messages"][1]["content"])["document"])


@dataclass
class Model:
    """A running endpoint: its address, what it was asked, and how it answers."""

    url: str
    respond: Callable[[Asked], Answer]
    asked: list[Asked] = field(default_factory=list)


def completion(content: object) -> Answer:
    """A chat completion with this text, or with this object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return Answer(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


def stating(*statements: dict[str, Any]) -> Callable[[Asked], Answer]:
    """Answers with these statements, whatever is asked."""
    return lambda _: completion({"statements": list(statements)})


@contextmanager
def model(respond: Callable[[Asked], Answer]) -> Iterator[Model]:
    """An endpoint that runs until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.model = Model(f"http://127.0.0.1:{server.server_port}/v1", respond)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.model  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        served: Model = self.server.model  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        served.asked.append(asked)
        answer = served.respond(asked)
        time.sleep(answer.delay)
        self.send_response(answer.status)
        for name, value in {"content-type": "application/json", "content-length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client had enough, as some tests want it to
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        if not answer.drip:
            self.wfile.write(answer.body)
            return
        for byte in answer.body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(answer.drip)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what a test expects, it checks."""
