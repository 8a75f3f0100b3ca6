"""The names authority files know, as a lexicon in the spelling of the haystacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.authorities import AuthorityIndex

from .items import Item
from .lexer import Entry, Lexicon, normal
from .view import fold_text

# Whatever language a report is in, it may leave Vietnamese and English names as they are.
_ALWAYS = frozenset({"vi", "en"})
_COUNTRY = "vietnam"
_STEM = 3  # an inflected word has more letters than these before its ending
_PLACES = ("unit/tinh-", "unit/thanh-pho-")


@cache
def name_lexicon(index: AuthorityIndex, language: str, suffixes: tuple[str, ...], inflections: tuple[str, ...] = ()) -> Lexicon:
    """Names in a language, in Vietnamese and in English, also with the endings the language puts to names and changes inside them."""
    return Lexicon(_entries(index, language, suffixes, inflections))


def _entries(index: AuthorityIndex, language: str, suffixes: tuple[str, ...], inflections: tuple[str, ...]) -> Iterator[Entry]:
    for surface in index.surfaces():
        if surface.language not in _ALWAYS and surface.language != language:
            continue
        phrase = fold_text(normal(surface.text))
        facts = {"id": surface.id, "contextual": surface.contextual, "capital": surface.text[:1].isupper()}
        own = surface.language == language
        for variant in _inflected(phrase, inflections, suffixes) if own and inflections else (phrase,):
            for ending in ("", *(suffixes if own else ())):
                yield from (Entry(spelled, item_type(surface.id), facts) for spelled in _spelled(variant + ending))


def _spelled(phrase: str) -> Iterator[str]:
    """A name, and as news agencies write it that spell the country in two words."""
    yield phrase
    if _COUNTRY in phrase:
        yield phrase.replace(_COUNTRY, "viet nam")


def _inflected(phrase: str, endings: tuple[str, ...], suffixes: tuple[str, ...]) -> Iterator[str]:
    """A name and what it becomes as its words before the last change their endings: `zentraler Rat` is `den zentralen Rat`.

    A word may have any ending where it has one of them, one word at a time; a noun that stands first, or after such a word,
    takes the suffixes as well.
    """
    words = phrase.split(" ")
    yield phrase
    yield from _declined(words, endings)
    if len(words) > 1:
        yield from (" ".join((words[0] + suffix, *words[1:])) for suffix in suffixes)
    for place, word in enumerate(words[:-1]):
        ending = _ending(word, endings)
        if ending and len(word) > len(ending) + _STEM:
            stem = word[: -len(ending)]
            yield from (" ".join((*words[:place], stem + other, *words[place + 1 :])) for other in endings if other != ending)
            if place == 0 and len(words) > 2:  # "des Allgemeinen Bundes der ..."
                yield from (" ".join((stem + other, words[1] + suffix, *words[2:])) for other in endings for suffix in suffixes)


def _declined(words: Sequence[str], endings: tuple[str, ...]) -> Iterator[str]:
    """A noun after two adjectives or more, which change together: `Vietnamesisches Rotes Kreuz`, `dem Vietnamesischen Roten Kreuz`."""
    ended = [_ending(word, endings) for word in words[:-1]]
    if len(ended) > 1 and all(ended):
        stems = [word.removesuffix(ending) for word, ending in zip(words, ended, strict=False)]
        yield from (" ".join((*(stem + other for stem in stems), words[-1])) for other in endings)


def _ending(word: str, endings: tuple[str, ...]) -> str:
    """The longest of some endings that a word has, none where it has none of them."""
    return max((one for one in endings if word.endswith(one)), key=len, default="")


def item_type(identifier: str) -> str:
    """What kind of item a known thing is: its class, but a province or city is first of all a place."""
    return "place" if is_place(identifier) else identifier.partition("/")[0]


def is_place(identifier: str) -> bool:
    """Whether a known thing is a province or city."""
    return identifier.startswith(_PLACES)


def cues_and_names(cues: Iterable[Item], names: Iterable[Item]) -> Iterator[Item]:
    """Cues and names; words that are both ("Border Guard") stay a cue that carries the name, until a rule has used it or not."""
    named: dict[int, dict[int, Item]] = {}  # by start and end; there are far fewer names than cues
    for name in names:
        named.setdefault(name.start, {})[name.end] = name
    carried: set[tuple[int, int]] = set()
    for cue in cues:
        same = named[cue.start].get(cue.end) if cue.start in named else None
        if same is not None:
            carried.add((same.start, same.end))
        yield cue if same is None else cue.but(entity=same.entity, facts={**cue.facts, "named": same})
    yield from (name for ending in named.values() for name in ending.values() if (name.start, name.end) not in carried)
