"""The command `thidua`."""

from __future__ import annotations

from collections.abc import Callable

import typer

from . import outcomes
from .commands import documents, exchange, explaining, questions, review, service

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

app = typer.Typer(
    name="thidua",
    cls=outcomes.Commands,
    help=_HELP,
    epilog=_EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_PANELS: dict[str, dict[str, Callable[..., None]]] = {
    "Documents": {
        "extract": documents.extract,
        "explain": explaining.explain,
        "load": documents.load_documents,
        "withdraw": documents.withdraw,
    },
    "Questions": {"leaders": questions.leaders, "trace": questions.trace, "search": questions.search},
    "Review": {"review": review.review, "conflicts": review.conflicts},
    "Exchange": {"export": exchange.export_graph, "import": exchange.import_graph, "hash": exchange.hash_graph},
    "Service": {"serve": service.serve, "doctor": service.doctor, "token": service.token},
}
for _panel, _commands in _PANELS.items():
    for _name, _command in _commands.items():
        app.command(_name, rich_help_panel=_panel)(_command)


def run() -> None:
    """Entry point."""
    outcomes.run(app)


if __name__ == "__main__":
    run()
