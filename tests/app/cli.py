"""The command line as tests call it: in this process where that is enough, as a process of its own where it matters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

THIDUA = Path(sys.executable).with_name("thidua")


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with these settings and no others."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    return {**others, "COLUMNS": "120", **settings}


def thidua(*arguments: str, cwd: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command to its end."""
    return subprocess.run(
        [THIDUA, *arguments], env=environment(**settings), cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )


def start(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start the installed command in a process group of its own."""
    options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    return subprocess.Popen([THIDUA, *arguments], env=environment(**settings), **options)
