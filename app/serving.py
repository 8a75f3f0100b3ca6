"""The HTTP server: a socket of our own, uvicorn on it."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from graph.port import StatementGraph
from loaders.authorities import authorities

from .api import create_app
from .errors import PortTakenError
from .settings import Settings

_BACKLOG = 2048


@contextmanager
def listen(host: str, port: int) -> Iterator[tuple[str, socket.socket]]:
    """A listening socket and its address as a URL; port 0 takes a free one.

    Raises:
        PortTakenError: somebody listens there, or the address is not ours.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PortTakenError(f"can't listen on {host}: {error.strerror}") from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            # At once, so that a second service is refused now and not when this one has its engine.
            listener.listen(_BACKLOG)
        except OSError as error:
            raise PortTakenError(_why(error, host, port)) from error
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        yield f"http://{shown}:{listener.getsockname()[1]}", listener


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; choose another with --port or THIDUA_PORT"
    return f"can't listen on {host}:{port}: {error.strerror}"


def server_of(settings: Settings, graph: StatementGraph) -> uvicorn.Server:
    """A server of the service, ready to run on sockets.

    Raises:
        AuthorityError: an authority file of the archive's own can't be used; better now than at the first document.
    """
    authorities(settings.authority)
    config = uvicorn.Config(
        create_app(settings, graph),
        log_config=None,
        log_level=settings.log_level,
        access_log=settings.log_level in ("info", "debug"),
        server_header=False,
        timeout_graceful_shutdown=5,
        lifespan="off",
        ws="none",
    )
    return uvicorn.Server(config)


def serve_until_told(settings: Settings, graph: StatementGraph, listener: socket.socket) -> None:
    """Answer requests until Ctrl-C or SIGTERM; requests under way are finished."""
    sys.stdout.flush()
    server_of(settings, graph).run(sockets=[listener])
