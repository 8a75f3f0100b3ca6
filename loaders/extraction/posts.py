"""Who holds which post: chains of posts before a name ("minister, head of the office Tran Van Son") and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .items import WHEN, Item, says

_JOINTS = frozenset({",", "-", "–", "—"})
_OFFICES = frozenset({"head", "deputy"})
_BETWEEN = WHEN | {","}
_APPOINTING = ("chosen", "which", "chosen_end", "is", "has", "became", "becomes", "was", "in", "on", "as", "to", "article")


def _joins(item: Item, *more: str) -> bool:
    """Whether an item joins two posts of one chain."""
    return item.type in _JOINTS or item.has_cue_of(("and", "also", *more))


def posts_of(items: Sequence[Item]) -> Iterator[tuple[Item, Item, Item | None]]:
    """(person, post, the later post of the same chain whose body it shares) for every person with posts in a sentence."""
    claimed: set[int] = set()
    persons = [index for index, item in enumerate(items) if item.type == "person"]
    for index in persons:
        chain, claimed_here = _after(items, index)
        claimed |= claimed_here
        yield from ((items[index], post, sharer) for post, sharer in _shared(chain))
    for index in persons:
        yield from ((items[index], post, sharer) for post, sharer in _shared(_before(items, index, claimed)))


def _after(items: Sequence[Item], index: int) -> tuple[list[Item], set[int]]:
    """Posts in apposition after a name, unless the last of them runs straight on into the next name."""
    chain: list[int] = []
    at = index + 1
    while at < len(items):
        link = _appointed(items, at)
        while link < len(items) and (_joins(items[link], "article", "is", "in_office", "adverb") or items[link].type == "("):
            link += 1
        if link == at or link >= len(items) or items[link].type not in {"post", "head", "deputy"}:
            break
        if not chain and items[at].has_cue("and") and not items[at].has_cue("article"):
            break  # "X and the minister" are two people
        if _is_of_next(items, at, link):
            break
        chain.append(link)
        at = link + 1
    posts = [place for place in chain if items[place].type == "post"]
    return [items[place] for place in posts], set(chain)


def _appointed(items: Sequence[Item], at: int) -> int:
    """The place after `was in March 2025 appointed`, `has been elected as`, where such words stand there; else the place itself.

    In German the verb comes last: `wurde zum Direktor ernannt`.
    """
    link = at
    while link < len(items) and (items[link].type in _BETWEEN or items[link].has_cue_of(_APPOINTING)):
        link += 1
    return link if says(items[at:link], "chosen", "chosen_end") or (link > at and says(items[link + 1 : link + 2], "chosen")) else at


def _is_of_next(items: Sequence[Item], joint: int, post: int) -> bool:
    """Whether a post is the next person's: it runs on into the name, or "and the" opens it and a comma parts it from the name."""
    following = items[post + 1 : post + 3]
    if following and following[0].type == "person":
        return True
    parted = len(following) > 1 and following[0].type == "," and following[1].type == "person"
    opening = items[joint:post]
    return parted and says(opening, "and") and says(opening, "article")


def _before(items: Sequence[Item], index: int, claimed: set[int]) -> list[Item]:
    """Posts that run straight on into a name, and those before them up to a semicolon, a claimed post or another person."""
    chain: list[Item] = []
    at = index - 1
    while at >= 0 and _before_name(items, at):
        at -= 1
    if at > 0 and items[at].type in _OFFICES and _joins(items[at - 1]):  # "the director of A, head of the bloc Tran Van Son"
        at -= 2
    while at >= 0 and items[at].type == "post" and at not in claimed and not (chain and _is_of_another(items, at)):
        chain.insert(0, items[at])
        at -= 1
        link = at
        while link >= 0 and _joins(items[link], "article"):
            link -= 1
        if link == at or link < 0 or items[link].type != "post" or link in claimed:
            break
        at = link
    return chain


def _is_of_another(items: Sequence[Item], at: int) -> bool:
    """Whether a post is that of whom the person after it acts for ("on behalf of the Prime Minister, Minister X")."""
    return at > 0 and items[at - 1].has_cue_of(("on_behalf", "represents"))


def _before_name(items: Sequence[Item], at: int) -> bool:
    """What may stand between a post and the name: a title, a rank, a colon, "is"; a comma where the post opens the clause."""
    if items[at].type == ",":
        return at > 0 and items[at - 1].type == "post" and _opens(items, at - 1)
    if items[at].has_cue("is"):
        return at > 0 and items[at - 1].type == "post"
    return items[at].type == ":" or items[at].has_cue_of(("honorific", "rank", "article"))


def _opens(items: Sequence[Item], at: int) -> bool:
    """Whether a post stands at the beginning of a clause, so that a comma may follow it before the name."""
    return at == 0 or items[at - 1].type not in {",", "person"}


def _shared(chain: Sequence[Item]) -> Iterator[tuple[Item, Item | None]]:
    """Each post with the next one that names a body, whose body it shares where it names none."""
    for index, post in enumerate(chain):
        yield post, next((other for other in chain[index + 1 :] if other.facts.get("body") is not None), None)


def office_of(post: Item) -> Item:
    """The bloc office that a post no person holds may be instead: "leader" and "deputy" are words for both; a post of a body stays one."""
    cue = next((part for part in post.parts if part.has_cue("post")), None)
    office = next((name for name in ("head", "deputy") if cue is not None and cue.has_cue(name)), None)
    if office is None or post.facts.get("body") is not None or post.facts.get("like"):
        return post
    bloc = next((part for part in post.parts if part.type == "bloc"), None)
    return Item(office, post.start, post.end, facts={"bloc": bloc}, parts=post.parts)
