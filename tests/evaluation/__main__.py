"""`make eval`: score every corpus, compare with docs/evaluation.json, and write that file and docs/evaluation.md anew.

A figure that is worse than the kept one ends it with exit code 1, and nothing is written; `--accept` writes in any case.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import PROJECT

from .calibration import fitted, written
from .corpora import DEVELOPMENT, FRESH, SEEDS, Measured, measured
from .figures import Figures, drops, figures
from .report import BEGIN, END, page

CALIBRATION = PROJECT / "loaders" / "calibration.yaml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare and write, or fit confidence; the exit code."""
    options = _options().parse_args(arguments)
    corpora = measured(fresh=True)
    own = [corpus for corpus in corpora if corpus.name != SEEDS]  # with ../shared or without, the same comes out
    if options.calibrate:
        CALIBRATION.write_text(written(fitted(one for corpus in own for one in corpus.outcomes())), encoding="utf-8")
        print(f"Written: {CALIBRATION.relative_to(PROJECT)}. Run `make eval` to see what it does.")
        return 0
    corpora = [corpus for corpus in corpora if options.held_out or not corpus.name.startswith(FRESH)]
    now = figures(corpora, own)
    _tell(now, corpora if options.misses else ())
    return _settle(now, options.docs, options.accept)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accept", action="store_true", help="keep the new figures even where they are worse")
    parser.add_argument("--misses", action="store_true", help="list what was missed, wrong and forbidden on the development corpus")
    parser.add_argument("--calibrate", action="store_true", help="fit loaders/calibration.yaml instead")
    parser.add_argument(
        "--held-out", action="store_true", help="score the fresh documents as well; write no rules by what those set aside tell"
    )
    parser.add_argument("--docs", type=Path, default=PROJECT / "docs", help="folder of evaluation.md and evaluation.json")
    return parser


def _tell(now: Figures, corpora: Sequence[Measured]) -> None:
    for name, found in now.items():
        shares = found["all"]
        told = ", ".join(f"{key} {shares[key]:.3f}" for key in ("f1", "precision", "recall", "grounded"))
        print(f"{name}: {told}, forbidden {shares['forbidden']} of {shares['traps']}")
    for corpus in corpora:
        if corpus.name == DEVELOPMENT:
            print(corpus.corpus.score(corpus.readings))


def _settle(now: Figures, docs: Path, accept: bool) -> int:
    kept_file, page_file = docs / "evaluation.json", docs / "evaluation.md"
    kept: Figures = json.loads(kept_file.read_text(encoding="utf-8")) if kept_file.exists() else {}
    worse = list(drops(kept, now))
    for line in worse:
        print(f"Worse: {line}", file=sys.stderr)
    if worse and not accept:
        print("Nothing is written. `make eval ARGS=--accept` keeps the new figures.", file=sys.stderr)
        return 1
    # Figures of a corpus that is not here stay as they were.
    kept_file.write_text(json.dumps({**kept, **now}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    old = page_file.read_text(encoding="utf-8") if page_file.exists() else f"{BEGIN}\n{END}\n"
    page_file.write_text(page(old, {**kept, **now}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
