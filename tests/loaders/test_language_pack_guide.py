"""The guide's own pack works as the guide says, and the guide names every key, cue and form there is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from loaders.extraction.examples import examples, failures, unshown_rules
from loaders.extraction.pack import Pack, read_pack
from tests.conftest import PROJECT

GUIDE = (PROJECT / "docs/language-packs.md").read_text(encoding="utf-8")
PACKS = PROJECT / "loaders/packs"


@pytest.fixture
def swedish(tmp_path: Path) -> Pack:
    (written,) = re.findall(r"```yaml\n(language: sv\n.*?)```", GUIDE, flags=re.DOTALL)
    (tmp_path / "sv.yaml").write_text(written, encoding="utf-8")
    shutil.copy(PACKS / "common.yaml", tmp_path)
    return read_pack("sv", tmp_path)


def test_the_smallest_pack_reads_its_examples(swedish: Pack) -> None:
    assert len(examples(swedish)) == 4
    assert failures(swedish) == []
    assert unshown_rules(swedish) == []


def test_an_example_that_fails_says_what_was_read(swedish: Pack) -> None:
    wrong = Pack(
        **{**vars(swedish), "examples": ({"text": "Quân đoàn 34, blockledare.", "year": 2025, "states": [["any", "launched", "any"]]},)}
    )
    (told,) = failures(wrong)
    assert told.splitlines()[:2] == ["packs/sv.yaml: example 1: 'Quân đoàn 34, blockledare.'", "  expected any launched any (asserted)"]
    assert told.splitlines()[2] == "  read nothing"


def test_every_cue_of_the_common_grammar_is_explained() -> None:
    named = set("|".join(re.findall(r"<([a-z_|]+)>", (PACKS / "common.yaml").read_text(encoding="utf-8"))).split("|"))
    assert not {cue for cue in named if f"`{cue}`" not in GUIDE}


def test_every_key_of_the_packs_is_explained() -> None:
    keys = {
        line.partition(":")[0]
        for path in PACKS.iterdir()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"[a-z_]+:", line)
    }
    assert not {key for key in keys if f"| `{key}` |" not in GUIDE}
