"""What a page's head says about it: meta tags, JSON-LD, title, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from loaders.metadata import Metadata

from .dates import stamp
from .html_tree import Element, words

_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publish-date"),
    *("dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "sailthru.date", "parsely-pub-date", "date", "article.published"),
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LARGEST_JSON = 1_000_000
_LONGEST_SITE = 60
_SITE = re.compile(r"\s(?:[-–—|»·:]{1,2})\s")


def read_metadata(tree: Element) -> Metadata:
    """Title, date, source (site name, then address) and language, each as the page states it, else None."""
    meta = _meta(tree)
    linked = _linked_data(tree)
    title = tree.find(".//title")
    full = words(title) if title is not None else ""
    name = meta.get("og:title") or linked.get("headline") or without_site(full)
    return Metadata(
        title=name or None,
        date=next(filter(None, (stamp(meta.get(key)) for key in _DATES)), None) or stamp(linked.get("datePublished")),
        source=_source(meta.get("og:site_name") or linked.get("publisher") or _site_of(full), _address(tree, meta)),
        language=tree.get("lang") or tree.get(_XML_LANG) or meta.get("content-language") or meta.get("og:locale"),
    )


def without_site(title: str) -> str:
    """A page's title without the site's name behind it."""
    return title[: _last_break(title)].strip() or title


def page_title(tree: Element) -> str | None:
    """The words of the title tag, which stand in the page, unlike those of meta tags."""
    title = tree.find(".//title")
    return without_site(words(title)) or None if title is not None else None


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (key := element.get(attribute)):
                found.setdefault(key.strip().lower(), content)
    return found


def _address(tree: Element, meta: dict[str, str]) -> str | None:
    canonical = next((link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
    address = (canonical or meta.get("og:url") or "").strip()
    return address if re.match("https?://", address) else None


def _source(site: str | None, address: str | None) -> str | None:
    return ", ".join(filter(None, (site, address))) or None


def _site_of(title: str) -> str | None:
    """The name behind the last dash or bar of a title, if it is short: `... | Province Post`."""
    at = _last_break(title)
    site = title[at:].strip(" -–—|»·:") if at < len(title) else ""
    return site if 0 < len(site) <= _LONGEST_SITE and len(site) < at else None


def _last_break(title: str) -> int:
    breaks = [match.start() for match in _SITE.finditer(title)]
    return breaks[-1] if breaks else len(title)


def _linked_data(tree: Element) -> dict[str, str]:
    """Headline, datePublished and the publisher's name out of the page's JSON-LD."""
    found: dict[str, str] = {}
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _LARGEST_JSON:
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):  # many pages carry broken JSON, and some nest it to do harm
            continue
        for thing in _things(data):
            _note(thing, found)
    return found


def _note(thing: dict[str, Any], found: dict[str, str]) -> None:
    publisher = thing.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    for key, value in (("headline", thing.get("headline")), ("datePublished", thing.get("datePublished")), ("publisher", name)):
        if isinstance(value, str) and value.strip() and "datePublished" in thing:
            found.setdefault(key, " ".join(value.split()))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    stack = [data]
    while stack:
        thing = stack.pop()
        if isinstance(thing, dict):
            yield thing
        stack.extend(reversed(list(thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ())))
