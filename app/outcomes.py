"""How commands end: every error told in one line and turned into its exit code."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from .errors import AmbiguousError, ExitCode, NotFoundError, explain, meaning_of
from .settings import SettingsError, read_settings
from .terminal import errors, things_list

_TERMINATED = 128 + signal.SIGTERM


class Commands(TyperGroup):
    """Several commands."""

    def invoke(self, ctx: Any) -> Any:
        """Run the one that was asked for."""
        with _told():
            return super().invoke(ctx)


class Command(TyperCommand):
    """A command that stands alone."""

    def invoke(self, ctx: Any) -> Any:
        """Run it."""
        with _told():
            return super().invoke(ctx)


def run(app: typer.Typer) -> None:
    """Run the program. SIGTERM ends it as Ctrl-C does, so that an engine it started is stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    app()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    _log_to_stderr()
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        errors().print("Stopped.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    except BrokenPipeError:
        # Python flushes standard output once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.BROKEN_PIPE) from None
    except Exception as error:  # every error of the table ends here; others are bugs and go on with their traceback
        meaning = meaning_of(error)
        if meaning is None:
            raise
        _complain(error)
        raise typer.Exit(meaning.exit_code) from None


def _complain(error: Exception) -> None:
    errors().print(explain(error))
    if isinstance(error, NotFoundError | AmbiguousError) and error.near:
        errors().print(f"{'Near it' if isinstance(error, NotFoundError) else 'They'} are:\n{things_list(error.near)}")


def _log_to_stderr() -> None:
    """Log as the settings say; wrong ones are the business of the commands that need them."""
    with contextlib.suppress(SettingsError):
        logging.basicConfig(level=read_settings().log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
