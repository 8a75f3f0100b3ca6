"""The explanation in a terminal: each sentence with its mentions marked, and under it what was read and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from loaders.extraction.inspection import Inspection, SeenSentence

from .explanation import claim, items, mention, outermost, pieces, reasons, visible

_STYLES = {
    "body": "bold cyan",
    "bloc": "bold yellow",
    "person": "bold green",
    "movement": "bold magenta",
    "resolution": "bold blue",
    "award": "bold red",
    "event": "underline",
    "time": "cyan",
    "figure": "green",
    "other": "italic",
}


def lines(found: Inspection, with_items: bool) -> Iterator[Text]:
    """What to print, line by line."""
    document = found.document
    yield Text.assemble(
        (visible(document.title or document.name), "bold"), f"  ({document.language}, as of {found.year or 'no known year'})"
    )
    if not found.language_known:
        yield Text(f"There is no language pack for {document.language!r}: nothing is read.")
    for sentence in found.sentences:
        yield Text()
        yield from _sentence(sentence, document.text, with_items)
    if found.language_known:
        yield Text(f"\n{len(found.statements)} statements.")


def _sentence(sentence: SeenSentence, text: str, with_items: bool) -> Iterator[Text]:
    yield Text.assemble(*((piece.text, _STYLES.get(piece.family, "")) for piece in pieces(sentence, text)))
    for item in outermost(sentence):
        why = item.origin.rule if item.origin else "code"
        yield Text.assemble("    ", (visible(item.text), "bold"), f"  {item.kind}  {mention(item) if item.entity else ''}  ", (why, "dim"))
    for fact in sentence.facts:
        yield Text.assemble("  ➔ ", (claim(fact), "bold"))
        yield from (Text(f"      {name}: {value}", style="dim") for name, value in reasons(fact.origin, fact.assumed))
    if with_items:
        told = (f"{visible(item.text)}:{item.kind}{'' if became == 'stated' else '?'}" for item, became in items(sentence))
        yield Text("    items: " + "  ".join(told), style="dim")
