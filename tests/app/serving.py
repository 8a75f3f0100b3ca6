"""The service as tests meet it: a running server on a free loopback port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from app.serving import listen, server_of
from app.settings import Settings
from app.tokens import token_hash
from graph import Graph

TOKEN = "a token for tests"
WRITER = {"Authorization": f"Bearer {TOKEN}"}


def settings_for(home: Path, **others: Any) -> Settings:
    """Settings under which TOKEN may write."""
    return Settings(home=home, **{"tokens": frozenset({token_hash(TOKEN)}), **others})


@contextmanager
def served(settings: Settings, graph: Graph) -> Iterator[httpx.Client]:
    """A client of a server that runs in a thread of this process."""
    with listen("127.0.0.1", 0) as (address, listener):
        server = server_of(settings, graph)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            with httpx.Client(base_url=address, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
