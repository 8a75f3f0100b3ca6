"""Free loopback ports for the servers that tests start."""

from __future__ import annotations

import random
import socket

# Below the range from which the kernel takes the ports of outgoing connections, so that none of those
# can take a port between our choice and the server's start.
_LOWEST, _HIGHEST = 20_000, 30_000


def free_port() -> int:
    """A port on 127.0.0.1 that nothing listens on."""
    for port in random.sample(range(_LOWEST, _HIGHEST), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port among 100 tried between {_LOWEST} and {_HIGHEST}")
