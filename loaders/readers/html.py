"""HTML: the article without the page around it.

Each block of the page is one line; white space within it is collapsed and its words are unchanged.
"""

from __future__ import annotations

import re

from loaders.errors import Unreadable
from loaders.metadata import Content, Metadata

from .visible import source_line, stated_date

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|title|table|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(r"</(?:p|div|body|html|article|h1|table)\s*>", re.IGNORECASE)


def is_html(decoded: str) -> bool:
    """Whether text is a page: it begins with a tag of HTML and closes one."""
    return bool(_START.match(decoded.lstrip("\ufeff")[:100_000])) and bool(_CLOSING.search(decoded))


def read(decoded: str) -> Content:
    """The article of a page.

    Raises:
        Unreadable: no page for people.
    """
    from .html_article import Article  # lxml loads with it
    from .html_metadata import page_title, read_metadata
    from .html_tree import drop_unseen, parse

    tree = parse(decoded.lstrip("\ufeff"))
    metadata, title = read_metadata(tree), page_title(tree)
    drop_unseen(tree)
    article = Article(tree, metadata.title or title)
    lines = [block.text for block in article.lines()]
    if not lines:
        raise Unreadable("is HTML without text")
    if article.headline is None and title and title not in lines[:3]:
        lines.insert(0, title)
    said = Metadata(title=article.title).filled_from(metadata)
    visible = Metadata(date=article.date or stated_date(lines[1:]), source=source_line(lines))
    return Content("\n".join(lines) + "\n", "text/html", said.filled_from(visible))
