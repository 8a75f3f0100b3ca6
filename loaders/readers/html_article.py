"""Where on a page the article is: the headline, and the smallest element that holds it and most of the page's prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from ontology.folding import fold

from .dates import stamp
from .html_blocks import Block, blocks, breaks
from .html_rules import LONGEST_HEADING, heading_kind, is_button, is_certain, is_likely
from .html_tree import Element, body_of, is_removed, remove, words

_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "form", "menu"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "search", "banner", "menu", "menubar", "toolbar"}
)
_PROSE = 40
_MOST_OF_PROSE = 0.6
_LINKS = 0.6
_STRAY = 4
_FEWEST_LINKS = 3
_LISTS = frozenset({"ul", "ol", "div", "section", "table", "p", "dl"})
_TEASERS = frozenset({"p", "div", "li", "span", "h3", "h4", "h5"})
_LONGEST_TEASER = 160
_MOST_SECTIONS = 50
_CERTAIN_CEILING = 0.8
_LIKELY_CEILING = 0.5


class Article:
    """The article of a page.

    Attributes:
        headline: the element of the headline, if there is one.
        root: the element that holds it all.
    """

    def __init__(self, tree: Element, title: str | None) -> None:
        self._body = body = body_of(tree)
        self.headline = find_headline(body, title)
        self._keep = set() if self.headline is None else {self.headline, *self.headline.iterancestors()}
        self._sections = 0
        self._prune()
        self.root = self._find_root()

    @property
    def title(self) -> str | None:
        """The words of the headline."""
        return words(self.headline) if self.headline is not None else None

    @property
    def date(self) -> str | None:
        """The day of the first `<time datetime>` of the article."""
        return next((date for time in self.root.iter("time") if (date := stamp(time.get("datetime")))), None)

    def lines(self) -> list[Block]:
        """The article's lines, the headline first, without buttons and link lists."""
        found = [block for block in blocks(self.root) if not _is_furniture(block)]
        headline = self.headline
        if headline is None:
            return found
        within = {headline, *headline.iterdescendants()}
        first = next((i for i, block in enumerate(found) if block.element in within), None)
        if first is None:
            return found
        end = first + 1
        while end < len(found) and found[end].element in within:
            end += 1
        return found[first:end] + self._before(found[:first]) + found[end:]

    def _before(self, above: list[Block]) -> list[Block]:
        """What stands above the headline and belongs to the article: only where the page marks the article off."""
        marked = self.root.tag in ("article", "main", "section") or self.root.get("itemprop") is not None
        return [block for block in above if marked and not block.linked]

    def _prune(self) -> None:
        total, prose = _prose_of(self._body)
        for element in list(self._body.iter(etree.Element)):
            if element in self._keep or element is self._body:
                continue
            share = prose.get(element, 0) / total if total else 0.0
            if _is_clutter(element, share):
                remove(element)
        for element in list(self._body.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "li", "dt")):
            self._drop_section(element, total, prose)
        for element, (length, linked, links) in _links_of(self._body).items():
            if links >= _FEWEST_LINKS and linked >= _LINKS * length and element.tag in _LISTS and element not in self._keep:
                remove(element)

    def _drop_section(self, element: Element, total: int, prose: dict[Element, int]) -> None:
        """Drop the heading of a section of links or comments, and what follows it there."""
        if element in self._keep or is_removed(element) or _is_longer(element.itertext(), LONGEST_HEADING):
            return
        text = words(element)
        kind = heading_kind(text)
        if kind is None or not _heads_links(element, text):
            return
        element = _outermost_of(element, text, self._keep)
        if kind == "more":
            self._drop_links_after(element)
        elif self._sections < _MOST_SECTIONS:
            self._sections += 1
            followers = list(element.itersiblings())
            # "0 comments" above the article leads to them; it does not head them.
            if sum(prose.get(follower, 0) for follower in followers) <= _LIKELY_CEILING * total and not self._keep.intersection(followers):
                for follower in followers:
                    remove(follower)
        remove(element)

    def _drop_links_after(self, element: Element) -> None:
        while (follower := element.getnext()) is not None and follower not in self._keep and (_is_linked(follower) or _is_teaser(follower)):
            remove(follower)

    def _find_root(self) -> Element:
        total, prose = _prose_of(self._body)
        if self.headline is not None:
            for parent in self.headline.iterancestors():
                if parent is self._body or prose.get(parent, 0) >= _MOST_OF_PROSE * total:
                    return parent
        marked = self._body.xpath(".//*[@itemprop='articleBody'] | .//article | .//main | .//*[@role='main']")
        return max((e for e in marked if prose.get(e, 0) >= _LIKELY_CEILING * total), key=lambda e: prose.get(e, 0), default=self._body)


def find_headline(body: Element, title: str | None) -> Element | None:
    """The element of the page's headline: its h1, or whatever says what the title says; of a fragment, its first heading."""
    folded = fold(title or "")
    heads = [element for element in body.iter("h1") if words(element)]
    if len(heads) == 1 and not _is_logo(heads[0], folded):
        return heads[0]
    if not folded:
        return _first(body.iter("h1", "h2", "h3"), lambda element: bool(words(element)))
    found = _first([*heads, *body.iter("h2", "h3")], lambda element: _says(words(element), folded))
    if found is None and not heads:
        # Old pages set their headline in a span or a table cell; it still says what the title says.
        found = _first(body.iter("span", "b", "strong", "font", "p", "div", "td"), lambda element: _is_exactly(element, folded))
    return found if found is not None else _longest(element for element in heads if not _is_logo(element, folded))


def _says(text: str, title: str) -> bool:
    said = fold(text)
    return len(said) >= 10 and (title.startswith(said) or said.startswith(title)) if title else False


def _is_exactly(element: Element, title: str) -> bool:
    # Folding drops signs, so that a headline may be somewhat longer than the folded title.
    return not _is_longer(element.itertext(), 2 * len(title) + _STRAY) and fold(words(element)) == title


def _is_logo(element: Element, title: str) -> bool:
    """A headline in one link to the front page is the site's name."""
    link = element.find(".//a") if element.getparent() is None or element.getparent().tag != "a" else element.getparent()  # type: ignore[union-attr]
    home = link is not None and (link.get("href") or "").split("?")[0].rstrip("/").count("/") in (0, 2)
    return home and not (title and _says(words(element), title))


def _first(elements: Iterable[Element], wanted: Callable[[Element], bool]) -> Element | None:
    return next((element for element in elements if wanted(element)), None)


def _longest(elements: Iterable[Element]) -> Element | None:
    return max(elements, key=lambda element: len(words(element)), default=None)


def _prose_of(body: Element) -> tuple[int, dict[Element, int]]:
    """The characters of prose in all, and under each element."""
    prose: dict[Element, int] = dict.fromkeys(body.iter(etree.Element), 0)
    for block in blocks(body):
        unlinked = len(block.text) - block.linked
        if unlinked >= _PROSE:
            prose[block.element] += unlinked
    # From the last to the first, so that each is complete before its parent takes it.
    for element in reversed(list(prose)):
        if element is not body and (parent := element.getparent()) is not None:
            prose[parent] += prose[element]
    return prose[body], prose


def _links_of(body: Element) -> dict[Element, tuple[int, int, int]]:
    """How many characters there are under each element, how many of them in links, and how many links."""
    found: dict[Element, tuple[int, int, int]] = {}
    for element in reversed(list(body.iter(etree.Element))):
        own = _length(element.text)
        parts = [(own, 0, 0)] + [(found[child][0] + _length(child.tail), *found[child][1:]) for child in element if child in found]
        length, linked, links = (sum(column) for column in zip(*parts, strict=True))
        found[element] = (length, length, 1) if element.tag == "a" else (length, linked, links)
    return found


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_clutter(element: Element, share: float) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if is_certain(named):
        return share < _CERTAIN_CEILING
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES or is_likely(named):
        return share < _LIKELY_CEILING
    return element.tag == "header" and not any(e.tag in ("article", "main") for e in element.iterancestors())


def _heads_links(element: Element, text: str) -> bool:
    """Whether nothing but links stands beside these words in their line: `<b>Topic</b>: unity` is a sentence of the article."""
    line = element
    while not breaks(line) and (parent := line.getparent()) is not None:
        line = parent
    return not _is_longer(_unlinked(line), _length(text) + _STRAY)


def _is_longer(texts: Iterable[str], length: int) -> bool:
    """Whether texts have more characters than this; stops as soon as it is known, as pages can be made to ask it often."""
    for text in texts:
        length -= _length(text)
        if length < 0:
            return True
    return False


def _unlinked(element: Element) -> Iterator[str]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and inner.tag == "a":
            walk.skip_subtree()
        elif event == "start":
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def _is_linked(element: Element) -> bool:
    """Whether an element is mostly links, or empty."""
    length = len(words(element))
    return length == 0 or sum(len(words(link)) for link in element.iter("a")) >= _LINKS * length


def _is_teaser(element: Element) -> bool:
    """Whether an element holds the headline of another page without a link: a short line that ends as no sentence does."""
    text = words(element)
    return element.tag in _TEASERS and len(text) <= _LONGEST_TEASER and not text.endswith((".", "!", "?", "…", ":"))


def _outermost_of(element: Element, text: str, keep: set[Element]) -> Element:
    """The largest element that holds these words only."""
    parent = element.getparent()
    while parent is not None and parent not in keep and parent.getparent() is not None and not _is_longer(parent.itertext(), _length(text)):
        element, parent = parent, parent.getparent()
    return element


def _is_furniture(block: Block) -> bool:
    if is_button(block.text):
        return True
    label, colon, _ = block.text.partition(":")
    if colon and heading_kind(label) and block.linked >= len(block.text) - len(label) - _STRAY:
        return True
    alone = block.linked == len(block.text)
    # A paragraph that is one link is a teaser of another page; a linked headline is the headline.
    return alone and block.element.tag not in ("h1", "h2", "figcaption", "tr", "td", "th")
