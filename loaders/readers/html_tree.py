"""Markup to a tree, within bounds of time and memory, and without what no reader of the page sees."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree

from loaders.errors import Unreadable

Element: TypeAlias = etree._Element

_MOST_TAGS = 300_000
_DEEPEST = 500
# libxml2 looks through all attributes of a tag for each further one: 10,000 take 0.1 s, 100,000 take minutes.
_MOST_ATTRIBUTE_PAIRS = 10**9
_ATTRIBUTE = r"""[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+))?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<[a-zA-Z][^ \t\n\f\r/>]*+((?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+)")
_LONG_TAG = 2000
_REMOVED = "removed"
_UNSEEN = (
    *("script", "style", "noscript", "template", "head", "link", "meta", "dialog", "select", "option", "datalist", "button", "input"),
    *("textarea", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "map"),
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(markup: str) -> Element:
    """The tree of a page; the root may be any element where the markup is a fragment.

    Raises:
        Unreadable: nothing in it, or more tags, depth or attributes than a page for people has.
    """
    if markup.count("<") > _MOST_TAGS:
        raise Unreadable(f"has more than {_MOST_TAGS:,} HTML tags")
    _check_attributes(markup)
    # The parser is told the encoding, so that a page's own claim, true for its bytes only, does not count.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"is HTML that can't be parsed: {error.msg}") from error
    if root is None:
        raise Unreadable("is HTML without content")
    # The parser stops without an error to catch at a depth of its own, far beyond this.
    if _depth(root) > _DEEPEST:
        raise Unreadable(f"has HTML nested deeper than {_DEEPEST} levels")
    return root


def drop_unseen(root: Element) -> None:
    """Take out scripts, forms' parts, and what is hidden."""
    for element in list(root.iter(*_UNSEEN)):
        if element is not root:
            remove(element)
    for element in list(root.iter(etree.Element)):
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", ""))
        # A page that shows its body by script hides it first.
        if hidden and element.tag not in ("html", "body") and element.getparent() is not None and element.find(".//h1") is None:
            remove(element)


def is_removed(element: Element) -> bool:
    """Whether an element was itself taken out of the page."""
    parent = element.getparent()
    return parent is not None and parent.tag == _REMOVED


def remove(element: Element) -> None:
    """Take an element out of the page; the text behind it stays.

    It goes to a place beside the body: when lxml frees a part of no tree, it walks all of it for each of its elements.
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    root = element.getroottree().getroot()
    removed = root.find(_REMOVED)
    (etree.SubElement(root, _REMOVED) if removed is None else removed).append(element)


def body_of(root: Element) -> Element:
    """The body of a page, made where it has none."""
    body = root.find("body")
    return etree.SubElement(root, "body") if body is None else body


def words(element: Element) -> str:
    """All text in an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def _depth(root: Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _check_attributes(markup: str) -> None:
    pairs = 0
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() > _LONG_TAG:
            pairs += sum(1 for _ in _ATTRIBUTES.finditer(tag[1])) ** 2
        if pairs > _MOST_ATTRIBUTE_PAIRS:
            raise Unreadable("has an HTML tag with tens of thousands of attributes")
