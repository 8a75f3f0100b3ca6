"""What the architecture guide points at is there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

GUIDES = ("architecture.md", "language-packs.md")


def text_of(guide: str) -> str:
    return (PROJECT / "docs" / guide).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_files_it_names_exist(guide: str) -> None:
    named = re.findall(r"`((?:app|graph|loaders|ontology|tests|docs)/[\w./-]+)`", text_of(guide))
    assert named
    assert [path for path in named if not (PROJECT / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_guides_it_links_to_exist(guide: str) -> None:
    linked = re.findall(r"\]\(([\w-]+\.md)\)", text_of(guide))
    assert linked
    assert [name for name in linked if not (PROJECT / "docs" / name).exists()] == []


def test_every_room_is_described() -> None:
    assert all(f"{room}/ " in text_of("architecture.md") for room in ("app", "graph", "loaders", "ontology", "tests"))
