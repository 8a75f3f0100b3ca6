"""The explanation as one HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from loaders.extraction.inspection import Inspection, Read, SeenSentence

from .explanation import FAMILIES, Piece, claim, items, mention, outermost, pieces, reasons, visible

_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --page: #fdfdfc; --quiet: #595959; --line: #d5d5d0; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
body { color: var(--text); background: var(--page); }
h1 { font-size: 1.4rem; line-height: 1.3; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
p { margin: .3rem 0; }
mark { color: inherit; padding: 0 .15em; border-radius: .2em; background: hsl(var(--hue, 0) 70% 85%); }
mark.other { background: none; text-decoration: underline dotted; }
ul { margin: .3rem 0; padding-left: 1.2rem; } li { margin: .2rem 0; }
summary { cursor: pointer; } code { font-size: .9em; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .3rem 0 .6rem 1rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; } .quiet { color: var(--quiet); }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --page: #161616; --quiet: #a8a8a8; --line: #3a3a3a; }
  mark { background: hsl(var(--hue, 0) 45% 28%); }
}
"""
_HUES = {family: place * 360 // len(FAMILIES) for place, family in enumerate(FAMILIES)}


def page(found: Inspection, with_items: bool) -> str:
    """The whole page. Everything that comes from the document is escaped."""
    document = found.document
    title = escape(visible(document.title or document.name))
    hues = "\n".join(f"mark.{family} {{ --hue: {hue}; }}" for family, hue in _HUES.items())
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}: what is read, and why</title>\n<style>{_STYLE}{hues}\n</style>\n</head>\n<body>",
            f'<h1 lang="{_language(found)}">{title}</h1>',
            f'<p class="quiet">{escape(document.name)} · language {escape(document.language)} · as of {found.year or "no known year"}'
            f" · {len(found.statements)} statements</p>",
            f'<p class="quiet">{" ".join(map(_legend, FAMILIES))}</p>',
            "" if found.language_known else "<p>There is no language pack for this language: nothing is read.</p>",
            *(_sentence(sentence, found, with_items) for sentence in found.sentences),
            "</body>\n</html>\n",
        ]
    )


def _legend(family: str) -> str:
    return f'<mark class="{family}">{family}</mark>'


def _language(found: Inspection) -> str:
    return "" if found.document.language == "und" else escape(found.document.language)


def _sentence(sentence: SeenSentence, found: Inspection, with_items: bool) -> str:
    marked = "".join(map(_piece, pieces(sentence, found.document.text)))
    return "\n".join(
        [
            f'<section>\n<p lang="{_language(found)}">{marked}</p>',
            *_listed(_mentions(sentence), "Mentions"),
            *(_fact(fact) for fact in sentence.facts),
            *(_listed(_items(sentence), "Items") if with_items else ()),
            "</section>",
        ]
    )


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    return f'<mark class="{piece.family}" title="{escape(piece.told)}">{text}</mark>' if piece.family else text


def _mentions(sentence: SeenSentence) -> Iterator[str]:
    for item in outermost(sentence):
        yield f"<li>{escape(visible(item.text))} <code>{escape(mention(item))}</code>{_why(reasons(item.origin))}</li>"


def _fact(fact: Read) -> str:
    why = _why(reasons(fact.origin, fact.assumed))
    return f"<details open>\n<summary><code>{escape(claim(fact))}</code></summary>\n{why}</details>"


def _items(sentence: SeenSentence) -> Iterator[str]:
    for item, became in items(sentence):
        yield f'<li>{escape(visible(item.text))} <code>{escape(item.kind)}</code> <span class="quiet">{became}</span></li>'


def _listed(entries: Iterator[str], name: str) -> Iterator[str]:
    found = list(entries)
    if found:
        yield f"<details>\n<summary>{name} ({len(found)})</summary>\n<ul>\n" + "\n".join(found) + "\n</ul>\n</details>"


def _why(named: Iterator[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd><code>{escape(value)}</code></dd>" for name, value in named)
    return f"<dl>{rows}</dl>" if rows else ""
