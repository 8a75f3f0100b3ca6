"""Readings in any number, always the same: documents about units, blocs, movements and resolutions, as news reports tell of them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ontology.identifiers import document_id
from ontology.models import Document, Entity, Evidence, Qualifiers, Reading, Statement

_STATEMENTS_A_DOCUMENT = 20
_SEED = 34


def readings(statements: int) -> Iterator[Reading]:
    """Readings with that many statements of one passage each, 20 a document; one in ten is told by an earlier document too."""
    chance = random.Random(_SEED)  # the same corpus every time
    things = _Things(statements)
    told: list[Statement] = []
    for number in range(0, statements, _STATEMENTS_A_DOCUMENT):
        said = [_said(chance, things, told) for _ in range(min(_STATEMENTS_A_DOCUMENT, statements - number))]
        told.extend(said[:2])
        yield _reading(number, said)


class _Things:
    """Units, blocs, movements and resolutions; a statement in ten brings a thing of its own."""

    def __init__(self, statements: int) -> None:
        self.units = [_thing("unit", f"Đơn vị thi đua số {n}", f"Emulation unit no. {n}") for n in range(max(statements // 20, 10))]
        self.blocs = [_thing("bloc", f"Khối thi đua số {n}", f"Emulation bloc no. {n}") for n in range(max(statements // 100, 5))]
        self.movements = [_thing("movement", f"Phong trào số {n}", f"Movement no. {n}") for n in range(max(statements // 50, 5))]
        self.resolutions = [
            _thing("resolution", f"Nghị quyết số {n}-NQ/TW", f"Resolution no. {n}") for n in range(max(statements // 50, 5))
        ]


def _thing(kind: str, vietnamese: str, english: str) -> Entity:
    number = english.rpartition(" ")[2]
    return Entity(id=f"{kind}/so-{number}", labels={"vi": vietnamese, "en": english})


def _said(chance: random.Random, things: _Things, told: list[Statement]) -> Statement:
    if told and chance.random() < 0.1:
        return chance.choice(told)
    unit, bloc, movement = chance.choice(things.units), chance.choice(things.blocs), chance.choice(things.movements)
    shapes = (
        (unit, "leads_bloc", bloc),
        (unit, "member_of_bloc", bloc),
        (bloc, "promotes_movement", movement),
        (movement, "implements", chance.choice(things.resolutions)),
    )
    subject, predicate, obj = chance.choice(shapes)
    return Statement(subject=subject, predicate=predicate, object=obj, qualifiers=Qualifiers(year=chance.randint(1990, 2026)))


def _reading(number: int, said: list[Statement]) -> Reading:
    sentences = [f"{index}. Năm {s.qualifiers.year}: {s.subject.labels['vi']} - {s.predicate} - {s.id}. " for index, s in enumerate(said)]
    text = f"Bản tin số {number}. " + "".join(sentences)
    document = Document(
        id=document_id(text.encode()), name=f"report-{number:07}.txt", language="vi", title=f"Bản tin số {number}", text=text
    )
    stated, start = [], len(text) - sum(map(len, sentences))
    for statement, sentence in zip(said, sentences, strict=True):
        stated.append(statement.model_copy(update={"evidence": (_evidence(statement, document, start, start + len(sentence)),)}))
        start += len(sentence)
    return Reading(document=document, statements=tuple(stated))


def _evidence(statement: Statement, document: Document, start: int, end: int) -> Evidence:
    obj = statement.object
    return Evidence(
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        rule=f"vi/{statement.predicate}/1",
        confidence=0.95,
        language="vi",
        subject_mention=statement.subject.labels["vi"],
        object_mention=obj.labels["vi"] if isinstance(obj, Entity) else "",
    )
