"""The service and what keeps it: serve, doctor, token."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from app.diagnosis import diagnose
from app.opening import opened
from app.settings import read_settings
from app.terminal import console, errors, print_json
from app.tokens import new_token, token_hash

from .options import Json

_Host = Annotated[str | None, typer.Option("--host", help="Address to listen on; THIDUA_HOST where not given.", show_default=False)]
_Port = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, help="Port to listen on; THIDUA_PORT where not given.", show_default=False)
]


def serve(host: _Host = None, port: _Port = None, as_json: Json = False) -> None:
    """Run the HTTP service, until Ctrl-C.

    Where no Neo4j is set the embedded engine runs under it; other commands use the same one meanwhile.
    """
    from app.serving import listen, serve_until_told  # the web framework loads with it, which no other command needs

    settings = read_settings()
    # The port first: whoever finds it taken should not have waited for an engine.
    with listen(host or settings.host, settings.port if port is None else port) as (address, socket), opened() as (settings, graph):
        if as_json:
            print_json({"url": address, "pid": os.getpid()}, pretty=False)
        else:
            console().print(f"Serving on {address} (its description: {address}/openapi.json). Ctrl-C ends it.", soft_wrap=True)
        serve_until_told(settings, graph, socket)


def doctor(as_json: Json = False) -> None:
    """Say what is configured, which engine answers, and what is wrong, in plain words."""
    diagnosis = diagnose()
    if as_json:
        print_json(diagnosis.as_json())
    else:
        for name, value in diagnosis.facts:
            console().print(f"{name:<22}{value}", soft_wrap=True)
        for wrong in diagnosis.wrong:
            errors().print(f"Wrong: {wrong}")
        if not diagnosis.wrong:
            console().print("All is well.")
    raise typer.Exit(diagnosis.exit_code)


def token(as_json: Json = False) -> None:
    """Make a token for writing over HTTP: keep it, and put its hash into THIDUA_TOKENS."""
    made = new_token()
    if as_json:
        print_json({"token": made, "sha256": token_hash(made)})
    else:
        console().print(f"Token (shown this once): {made}\nIts hash, for THIDUA_TOKENS:  {token_hash(made)}", soft_wrap=True)
