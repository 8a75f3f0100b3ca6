"""The tool of those who write language packs: explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.explanation import explanation_json
from app.explanation_html import page
from app.explanation_terminal import lines
from app.settings import read_settings
from app.terminal import console, print_json
from loaders.reading import read_file

from .options import Json

_Path = Annotated[Path, typer.Argument(metavar="PATH", help="One document.", show_default=False)]
_Html = Annotated[Path | None, typer.Option("--html", help="Write the explanation to this file, as one HTML page.", show_default=False)]
_Items = Annotated[bool, typer.Option("--items", help="Show every item of each sentence too, and which no fact used.")]


def explain(path: _Path, html: _Html = None, items: _Items = False, as_json: Json = False) -> None:
    """Show what is read in a document and why: mentions, statements, the rule and the pattern behind each; no database is needed."""
    from loaders.extraction.inspection import inspect  # the language packs load with it, which no other command needs at its start

    settings = read_settings()
    found = inspect(read_file(path, settings.max_document_bytes), settings.authority)
    if html is not None:
        html.write_text(page(found, items), encoding="utf-8")
    if as_json:
        print_json(explanation_json(found, items))
    elif html is not None:
        console().print(f"Written: {html}", soft_wrap=True)
    else:
        for line in lines(found, items):
            console().print(line)
