"""What is written otherwise and means the same is read the same: Unicode forms, spaces, signs, tones, line ends, the page around a text."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache

import pytest

from loaders.extraction import extract
from loaders.reading import read_document
from ontology.models import Entity
from tests.conftest import PROJECT

CORPUS = PROJECT / "tests" / "corpus" / "dev"
TEXTS = sorted(path.name for path in CORPUS.glob("*.txt"))
_LATE_TONES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ủy": "uỷ",
    "úy": "uý",
    "ùy": "uỳ",
    "ụy": "uỵ",
}


def _softly_hyphenated(text: str) -> str:
    return re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u00ad\\2", text)


def _widely_spaced(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda match: "  " if match.start() % 3 == 0 else " ", text)


def _with_late_tones(text: str) -> str:
    for early, late in _LATE_TONES.items():
        text = re.sub(rf"(?<!q){early}(?![^\W\d_])", late, text)
    return text


def _page(text: str) -> str:
    """A page of a portal: no paragraphs, a `div` a line, words that a change of font parts."""
    title, _, rest = text.partition("\n")
    lines = "\n".join(f"<div><span>{_in_fonts(line)}</span></div>" for line in rest.split("\n") if line.strip())
    head = f"<head><meta charset='utf-8'><title>{html.escape(title)}</title></head>"
    menu = "<div id='nav'><ul><li><a href='/'>Home</a></li><li><a href='/a'>A</a></li></ul></div>"
    return f"<html>{head}<body>{menu}<div class='detail'><h2>{html.escape(title)}</h2>{lines}</div></body></html>"


def _in_fonts(line: str) -> str:
    words = html.escape(line, quote=False).split(" ")
    halves = (f"<span class='f'>{word[:2]}</span><span>{word[2:]}</span>" if word.isalpha() and len(word) > 3 else word for word in words)
    return " ".join(half if place % 5 == 2 else word for place, (word, half) in enumerate(zip(words, halves, strict=True)))


WRITTEN: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: _softly_hyphenated(text).replace("\u00ad", "\u200b"),
    "soft hyphens": _softly_hyphenated,
    "wide spaces": _widely_spaced,
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "straight quotation marks": lambda text: re.sub("[“”„«»]", '"', text).replace("’", "'"),
    "dashes": lambda text: text.replace(" - ", " – "),
    "blank lines": lambda text: re.sub("\n+", "\n\n\n", text),
    "the tone on the other vowel": _with_late_tones,
    "the letter of another alphabet": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "a page around it": _page,
}


def _read(text: str, name: str) -> set[str]:
    """What is stated, less the digits that tell apart what only one document knows; every quote stands in the document."""
    document = read_document(text.encode(), name, 1_000_000)
    stated = extract(document).statements
    assert all(document.text[item.start : item.end] == item.quote for one in stated for item in one.evidence)
    said = ((one.subject.id, one.predicate, _object(one.object), one.qualifiers.given(), one.status) for one in stated)
    return {re.sub(r"-[0-9a-f]{10}(?![0-9a-z])", "", json.dumps(one, ensure_ascii=False)) for one in said}


def _object(thing: object) -> str:
    if isinstance(thing, Entity):
        return thing.id
    return re.sub(r"[\s“”„«»\"]+", " ", unicodedata.normalize("NFC", str(getattr(thing, "literal", thing)))).strip()


@cache
def _as_it_is(name: str) -> set[str]:
    return _read((CORPUS / name).read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("name", TEXTS)
def test_what_is_written_otherwise_is_read_the_same(name: str, written: str) -> None:
    text = WRITTEN[written]((CORPUS / name).read_text(encoding="utf-8"))
    read = _read(text, name if written != "a page around it" else name.replace(".txt", ".html"))
    assert {*read} ^ _as_it_is(name) == set()
