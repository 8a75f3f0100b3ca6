"""The command `thidua`."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from .commands import documents, exchange, questions, service
from .errors import AmbiguousError, ExitCode, NotFoundError, explain, meaning_of
from .settings import SettingsError, read_settings
from .terminal import errors, things_list

_HELP = """
Who led which bloc, what came of a resolution — and the sentence that says so.

**thidua** reads documents about Vietnam's emulation-and-commendation system (*thi đua, khen thưởng*),
keeps what they state in a graph, each statement with the passage it stands on, and answers from it.

    thidua load reports/

    thidua leaders "Khối thi đua số 4 Bộ Quốc phòng" --year 2025

    thidua trace 57-NQ/TW

    thidua serve

The graph is kept by an engine of its own under THIDUA_HOME, or by the Neo4j that THIDUA_NEO4J_URI names.
Settings are environment variables; `thidua doctor` shows them.
"""

_EPILOG = """
Exit codes: 0 done · 1 failed (a bug) · 2 wrong use, wrong setting, port taken · 3 some documents failed ·
4 not found, or more than one thing has the name · 5 the engine does not answer · 6 a file can't be read or written ·
130 stopped by Ctrl-C · 141 nobody reads the output any more.
"""

_TERMINATED = 128 + signal.SIGTERM


class _Commands(TyperGroup):
    """The commands, with every error told in one line and turned into its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _outcomes():
            _log_to_stderr()
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


@contextlib.contextmanager
def _outcomes() -> Iterator[None]:
    try:
        yield
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
    errors().print(f"{explain(error)}")
    if isinstance(error, NotFoundError | AmbiguousError) and error.near:
        errors().print(f"{'Near it' if isinstance(error, NotFoundError) else 'They'} are:\n{things_list(error.near)}")


def _log_to_stderr() -> None:
    """Log as the settings say; wrong ones are the business of the commands that need them."""
    with contextlib.suppress(SettingsError):
        logging.basicConfig(level=read_settings().log_level.upper(), format="%(levelname)s %(name)s: %(message)s")


app = typer.Typer(
    name="thidua",
    cls=_Commands,
    help=_HELP,
    epilog=_EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_PANELS = {
    "Documents": {"extract": documents.extract, "load": documents.load_documents, "withdraw": documents.withdraw},
    "Questions": {"leaders": questions.leaders, "trace": questions.trace, "search": questions.search},
    "Exchange": {"export": exchange.export_graph, "import": exchange.import_graph, "hash": exchange.hash_graph},
    "Service": {"serve": service.serve, "doctor": service.doctor, "token": service.token},
}
for _panel, _commands in _PANELS.items():
    for _name, _command in _commands.items():
        app.command(_name, rich_help_panel=_panel)(_command)


def run() -> None:
    """Entry point. SIGTERM ends a command as Ctrl-C does, so that an engine it started is stopped."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    app()


if __name__ == "__main__":
    run()
