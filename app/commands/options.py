"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH", help="Files, and folders with files (.txt, .md, .html) at any depth.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Workers = Annotated[
    int, typer.Option("--workers", min=0, max=256, help="Processes that read; 0 chooses: one for few documents, else one a processor.")
]
Year = Annotated[int | None, typer.Option("--year", min=1000, max=2999, help="Only this year.", show_default=False)]
