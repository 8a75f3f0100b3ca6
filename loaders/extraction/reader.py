"""One document, read: sentences to mentions, mentions to facts, facts to statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from loaders.authorities import AuthorityIndex
from loaders.readers.furniture import furniture
from loaders.reconciliation import Reconciler
from ontology.models import Document, Entity, Reading

from .bloc_kinds import of_their_kinds
from .chart import Chart
from .chronicle import chronicle_years
from .context import Context, slug_bloc
from .dating import settle_year
from .enumerated import known_by_lists
from .facts import Fact
from .first_person import speaking
from .groups import standing_together
from .homes import at_home
from .inference import implied
from .items import BODIES, YEARS, Item, says
from .laid import LayoutReader
from .layout import LaidOut
from .marking import Marker
from .mentioned import MentionReader
from .mentions import MentionBuilder
from .ownership import letterhead, owner_of
from .pack import Pack, Rule
from .patterns import Match
from .posts import office_of, posts_of
from .quotations import named_again
from .relations import RelationReader
from .results import ResultReader
from .retraction import as_corrected
from .roles import RoleReader
from .short_names import ShortNames
from .stating import stated
from .succession import next_term
from .view import Sentence, TextView
from .watching import UNWATCHED, Watch

Read = tuple[Sentence, list[Item]]
Told = Callable[[Fact], bool]


def _always(_fact: Fact) -> bool:
    return True


class DocumentReader:
    """Reads one document with a language pack and the authority files."""

    def __init__(self, document: Document, pack: Pack, index: AuthorityIndex, watch: Watch = UNWATCHED) -> None:
        self._document = document
        self._pack = pack
        self._view = LaidOut(document.text, pack.joints)
        self._reconciler = Reconciler(index, pack.language, document.id)
        self._marker = Marker(self._view, pack, index, self._reconciler)
        self._context = Context(document.model_copy(update={"text": self._view.text}), self._reconciler)  # where items have their places
        self._roles = RoleReader(self._context, index, self._view.text, pack.language)
        self._own = MentionReader(self._context, self._view.text, pack.language)
        self._relations = RelationReader(self._context, self._view.text)
        self._paragraph = -1  # the one being read
        self._before: Sequence[Item] = ()  # the sentences before in it
        self._last_read: set[tuple[str, int]] = set()
        self._watch = watch
        self._chart = Chart(pack, watch.building(MentionBuilder(self._view.text, self._reconciler)), self._view.lower)

    def read(self) -> Reading:
        """The document with its statements, by id."""
        statements = stated(self.facts(self.sentences()), self._document, self._view)
        # Checked when they were made, document and statements need no second check.
        return Reading.model_construct(document=self._document, statements=statements)

    def sentences(self) -> list[Read]:
        """The sentences with the mentions in them, in order."""
        beside = furniture([self._view.text[start:end] for start, end in self._view.paragraphs()])
        sentences = [
            sentence
            for sentence in self._view.sentences(self._pack.abbreviations, self._pack.ordinal_dot, self._pack.openers)
            if sentence.paragraph not in beside
        ]
        laid = zip(sentences, self._marker.laid(sentences), strict=True)
        mentioned = [(sentence, _holders(self._chart.mentions(items))) for sentence, items in laid]
        mentioned = named_again(mentioned, self._view.text)
        mentioned = list(known_by_lists(mentioned, self._view.text, partial(self._reconciler.thing, "unit"), self._pack.suffixes))
        short = ShortNames(self._view.text, self._reconciler.place)
        told = speaking(short.stand_for_units(mentioned), self._document, self._reconciler)
        return standing_together(told, self._view.text)

    def facts(self, read: Sequence[Read]) -> list[Fact]:
        """What the sentences state, in the order of the readers; to be asked once, since reading leaves its traces in the context."""
        self._settle(self._marker.found, [items for _, items in read])
        chronicle = chronicle_years(read)
        self._context.now = max(chronicle.values(), default=self._context.year)
        told = []
        for sentence, items in read:
            self._context.year = chronicle.get(sentence.paragraph, self._context.year)
            told.append((items, self._told_in(sentence, items)))
        facts = list(as_corrected(told, self._view.text, self._context.now))
        facts += [
            fact
            for _, items in read
            for item in items
            if item.entity or item.parts
            for part in item.flat()
            for fact in self._own.read(part)
        ]
        layout = LayoutReader(self._context, self._pack, self._view.text, self._reconciler, chronicle)
        laid = list(layout.read(read, self._read_as_sentence))
        facts += ResultReader(self._context, self._relations, self._pack.language).read(read, chronicle)
        facts = [*layout.settled(facts), *laid]
        return list(implied(of_their_kinds(list(at_home(facts, self._context)), self._context, self._pack), self._context))

    def entity(self, item: Item) -> Entity | None:
        """The thing a mention means, by what the sentences told so far."""
        return self._relations.meaning.entity(item)

    @property
    def year(self) -> int | None:
        """The year the document is about."""
        return self._context.year

    @property
    def view(self) -> TextView:
        """The text as the rules see it."""
        return self._view

    def _settle(self, base: Sequence[Item], sentences: Sequence[Sequence[Item]]) -> None:
        """What later sentences lean on: the year, the blocs, who holds the offices named."""
        context = self._context
        context.year = settle_year(context.document, base)
        context.years = [item for item in base if item.type in _DATED and item.facts.get("year")]
        opening = (str(item.facts["date"]) for item in base if item.type == "date" and item.facts.get("date") and item.start < _OPENING)
        context.dateline = next(opening, "")
        context.title_bloc = slug_bloc(context.document, self._reconciler)
        for items in sentences:
            context.note_asides(items)
            if says(items, "guest"):
                context.guests.update(part.start for item in items for part in item.flat() if part.type in BODIES)
            for item in items:
                if item.parts or item.type in _NOTED:
                    self._note(item)
            for person, post, _ in posts_of(items):
                if post.facts.get("body") is None and post.facts.get("implied"):
                    context.holders.setdefault((post.facts["role"], post.facts["implied"]), person)
        context.letterhead = letterhead(sentences)
        context.owner = context.owner or owner_of(context, context.letterhead)

    def _note_bloc(self, bloc: Item) -> None:
        """A bloc, and the body it is named after, which "the Corps" may mean later on."""
        self._context.note_bloc(bloc)
        if isinstance(bloc.facts.get("parent"), Entity):
            self._context.note_body(bloc.but(type="organization", entity=bloc.facts["parent"]))

    def _note(self, item: Item) -> None:
        for part in item.flat():
            if part.type in BODIES:
                self._context.note_body(part)
            if part.type == "bloc":
                self._note_bloc(part)
        if item.type == "resolution":
            self._context.resolutions.append(item)
        if item.type in {"person", "holder"}:
            self._context.persons.append(item)
        if item.type == "blocs" and self._context.owner is None:
            self._context.emulation = True
            said = [part.entity or self._context.like(str(part.facts["like"]), part.start) for part in item.parts if _names_body(part)]
            self._context.owner = next(iter(said), None)
        if item.type == "council":
            self._context.councils.append(item)
        if item.type == "movement":
            self._context.movements.append(item)
        if item.type == "award":
            self._context.awards.append(item)

    def _told_in(self, sentence: Sentence, items: list[Item]) -> list[Fact]:
        """The facts of a sentence; an office it gives for a year to come sets the year of those in the next of its paragraph."""
        if sentence.paragraph != self._paragraph:
            self._context.term, self._before = None, ()
        self._paragraph = sentence.paragraph
        facts = list(self._facts(sentence, items))
        self._before = [*self._before, *items]
        self._context.term = next_term(facts, self._context.now)
        return facts

    def _comes_after(self, cues: str) -> bool:
        """Whether a sentence before, in the same paragraph, has a word of one of some cues (`member|counted`)."""
        return any(says(item.flat(), *cues.split("|")) for item in self._before)

    def _has_its_place(self, rule: Rule, sentence: Sentence) -> bool:
        """Whether a rule that is tied to a place in the text, by what was read before or stands above, may be met in a sentence."""
        continued = rule.details.get("continues")
        if continued is not None and (continued, sentence.paragraph) not in self._last_read:
            return False
        if "after" in rule.details and not self._comes_after(str(rule.details["after"])):
            return False
        return "under" not in rule.details or self._context.stands_under(str(rule.details["under"]))

    def _facts(self, sentence: Sentence, items: list[Item]) -> Iterator[Fact]:
        if _is_heading(items):
            self._context.heading = items
        read = set()
        for fact in self._read(sentence, self._chart.readings(items)):
            read.add(_gist(fact))
            yield fact

        def is_new(fact: Fact) -> bool:
            """What was read without skipping stays as it was read; what a document is about follows on it directly."""
            return _gist(fact) not in read and fact.predicate != "has_subject"

        yield from self._read(sentence, self._chart.over_skips(items), is_new)
        yield from self._read(sentence, self._chart.frames(items, {predicate for predicate, *_ in read}))
        self._last_read = {(predicate, sentence.paragraph) for predicate, *_ in read}
        yield from self._roles.read(items)
        self._remember(items)

    def _read(self, sentence: Sentence, matches: Iterable[tuple[list[Item], Rule, Match]], is_told: Told = _always) -> Iterator[Fact]:
        for items, rule, match in matches:
            for fact in self._relations.read(rule, match, items) if self._has_its_place(rule, sentence) else ():
                if is_told(fact):
                    self._watch.fact(rule, match, fact)
                    yield fact

    def _read_as_sentence(self, items: list[Item]) -> Iterator[Fact]:
        """What the rules read in items that stand together in no sentence, as those of a list under its opening line."""
        for layer, rule, match in self._chart.readings(items):
            if _ALONE.isdisjoint(rule.details):
                yield from self._relations.read(rule, match, layer)

    def _remember(self, items: Sequence[Item]) -> None:
        """Who a sentence opens with is its topic; one that plans for a year sets the year of the plans after it."""
        kinds = {item.type for item in items}
        self._context.spoken = None
        if not kinds.isdisjoint(_TOPICS):
            self._context.topic = next((item for item in items[:3] if item.type in _TOPICS), self._context.topic)
            self._context.spoken = next(item for item in items if item.type in _TOPICS)
        if not kinds.isdisjoint(_DATED):
            self._context.last_year = next(
                (int(item.facts["year"]) for item in reversed(items) if item.type in _DATED and item.facts.get("year")),
                self._context.last_year,
            )
        if "resolution" in kinds:
            self._context.told = next(item for item in items if item.type == "resolution")
        if says(items, "future"):
            years = [year for item in items if item.type in YEARS and (year := self._context.year_of(item)) is not None]
            self._context.plan_year = years[0] if years else self._context.plan_year


def _holders(items: list[Item]) -> list[Item]:
    """Posts that stand for who holds them: of an office there is one of, with no name beside it ("the Prime Minister launched")."""
    held = {id(post) for _, post, _ in posts_of(items)}
    items = [office_of(item) if item.type == "post" and id(item) not in held else item for item in items]
    return [
        item.but(type="holder") if item.type == "post" and item.facts.get("implied") and id(item) not in held else item for item in items
    ]


def _gist(fact: Fact) -> tuple[str, str, str]:
    """What a fact says, whenever and however it is so."""
    return fact.predicate, fact.subject.id, fact.object.id if isinstance(fact.object, Entity) else fact.object.literal


def _names_body(part: Item) -> bool:
    """Whether a part of a mention is a body, named or meant by its kind ("the Ministry's seven blocs")."""
    return part.entity is not None or "like" in part.facts


def _is_heading(items: Sequence[Item]) -> bool:
    """Whether a line is a heading: a few plain words that end in no sign and name nothing."""
    plain = all(len(item.type) == 1 or item.type[0] == "<" or item.type in {"word", "name", "number"} for item in items)
    return plain and 0 < len(items) <= _HEADING and items[-1].type != "."


_ALONE = frozenset({"continues", "after", "under"})  # what ties a rule to a place in the text
_DATED = frozenset({"year", "date"})
_HEADING = 5  # items
_OPENING = 400  # characters, in which a dateline stands
_NOTED = BODIES | {"bloc", "blocs", "resolution", "person", "holder", "council", "movement", "award"}
_TOPICS = frozenset({"council", "organization", "unit", "bloc"})
