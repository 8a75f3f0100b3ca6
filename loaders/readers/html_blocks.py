"""An element to lines: one for each block, table row and broken line, its words unchanged and in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from .html_tree import Element, words

CELL_SEPARATOR = "\t"
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd"),
        *("label", "mark", "meter", "nobr", "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
# In these, spans stand for words; elsewhere (bylines, date lines) they are laid out apart and need a space between.
_RUNNING = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dd", "dt", "figcaption", "caption", "blockquote", "pre"),
        *("a", "b", "i", "em", "strong", "span", "font", "u", "small"),
    )
)
_LARGEST_CELL = 600
_MOST_SPANNED = 50  # rows or columns of one cell


@dataclass(slots=True)
class Block:
    """A line of the page.

    Attributes:
        text: its words, white space collapsed.
        element: what holds it.
        linked: how many of its characters are links.
    """

    text: str
    element: Element
    linked: int


@dataclass(slots=True)
class _Line:
    element: Element
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, linked: bool) -> None:
        if text:
            self.pieces.append(text)
            self.linked += len(" ".join(text.split())) if linked else 0

    def block(self) -> Block | None:
        text = " ".join("".join(self.pieces).split())
        return Block(text, self.element, min(self.linked, len(text))) if text else None


def blocks(root: Element) -> Iterator[Block]:
    """The lines of an element, in document order; iterative, so that depth costs nothing."""
    line = _Line(root)
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag == "table" and is_data_table(element):
                yield from filter(None, [line.block(), *table_rows(element)])
                line = _Line(_holder(element))
                walk.skip_subtree()
                continue
            if breaks(element):
                yield from filter(None, [line.block()])
                line = _Line(element)
            elif _stands_apart(element):
                line.add(" ", False)
            links += tag == "a"
            line.add(element.text, links > 0)
            continue
        links -= tag == "a"
        if breaks(element):
            yield from filter(None, [line.block()])
            line = _Line(_holder(element))
        if element is not root:
            line.add(element.tail, links > 0)
    yield from filter(None, [line.block()])


def breaks(element: Element) -> bool:
    """Whether an element begins and ends a line; a line break inside a headline does not."""
    if element.tag == "br":
        return not any(parent.tag in ("h1", "h2", "h3") for parent in islice(element.iterancestors(), 3))
    return element.tag not in _INLINE


def is_data_table(table: Element) -> bool:
    """Whether a table holds cells to be read in rows, not the layout of a page or one picture with its caption."""
    if table.find(".//table") is not None or table.find(".//h1") is not None:
        return False
    rows = [len(row.xpath("td|th")) for row in table.iter("tr")]
    return sum(cells > 1 for cells in rows) >= 2 and all(len(words(cell)) <= _LARGEST_CELL for cell in table.iter("td"))


def table_rows(table: Element) -> Iterator[Block]:
    """The caption, then each row as one line of cells; where a merged cell reaches over, a cell without words keeps its place."""
    reaching: dict[int, int] = {}  # by column, how many rows more the cell above takes
    for element in table.iter("caption", "tr"):
        texts = [cell_text(element)] if element.tag == "caption" else _texts_of(element.xpath("td|th"), reaching)
        if any(texts):
            yield Block(CELL_SEPARATOR.join(texts), element, sum(len(words(link)) for link in element.iter("a")))


def _texts_of(cells: Sequence[Element], reaching: dict[int, int]) -> list[str]:
    """The words of a row's cells, column by column."""
    texts: list[str] = []
    for cell in cells:
        _skip(texts, reaching)
        rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
        for place in range(len(texts), len(texts) + columns):
            reaching[place] = rows - 1
        texts += [cell_text(cell), *[""] * (columns - 1)]
    _skip(texts, reaching)
    return texts


def _skip(texts: list[str], reaching: dict[int, int]) -> None:
    """Leave cells without words in the columns that a cell of a row above reaches into."""
    while reaching.get(len(texts), 0) > 0:
        reaching[len(texts)] -= 1
        texts.append("")


def _span(cell: Element, attribute: str) -> int:
    value = (cell.get(attribute) or "1").strip()
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1


def cell_text(cell: Element) -> str:
    """The words of a cell, its lines joined by spaces."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag not in _INLINE:
            pieces.append(" ")
        if event == "start":
            pieces.append(element.text or "")
        elif element is not cell:
            pieces.append(element.tail or "")
    return " ".join("".join(pieces).split())


def _holder(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _stands_apart(element: Element) -> bool:
    """Whether an inline element is laid out apart from the one right before it, with nothing between them."""
    before = element.getprevious()
    parent = element.getparent()
    if before is None or before.tail or parent is None or parent.tag in _RUNNING or element.tag in ("wbr", "img"):
        return False
    return element.get("class") is not None or before.get("class") is not None or "a" in (element.tag, before.tag)
