"""The files of language packs: YAML of one shape, refused with the file, the place and the cause where it is another."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from typing import Annotated, Any, ClassVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ontology.vocabulary import vocabulary

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL = "tag:yaml.org,2002:bool"


class _Loader(_Safe):  # type: ignore[misc]
    """YAML in which `no`, `on` and `yes` are the words they are; truth values are `true` and `false` alone."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, form) for tag, form in resolvers if tag != _BOOL] for first, resolvers in _Safe.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """A mapping in which no key stands twice: the second would wipe the first without a word.

        Raises:
            ConstructorError: a key stands twice.
        """
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = next((place for place, key in enumerate(keys) if key in keys[:place]), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"{keys[twice]!r} stands here twice", node.value[twice][0].start_mark)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver(_BOOL, re.compile(r"(?:true|false)\Z"), list("tf"))

# A pattern alone, or with what is settled about its matches.
_Body = str | Annotated[dict[str, Any], Field(min_length=1)]


class PackError(ValueError):
    """A language pack that can't be used; the message names the file and the cause."""


class _Strict(BaseModel):
    # Strict, so that an unquoted 12 is told to be a number where a word is meant.
    model_config = ConfigDict(extra="forbid", strict=True)


class _Mentions(_Strict):
    type: str
    stage: int
    patterns: list[_Body]


class _File(_Strict):
    language: str = ""
    ordinal_dot: bool = False
    joints: list[str] = []
    abbreviations: list[str] = []
    suffixes: list[str] = []
    inflections: list[str] = []
    months: Annotated[list[list[str]], Field(min_length=12, max_length=12)] | Annotated[list[list[str]], Field(max_length=0)] = []
    date_forms: list[str] = []
    cues: dict[str, list[str] | dict[str, Any]] = {}
    mentions: list[_Mentions] = []
    folds: list[_Body] = []
    skips: list[_Body] = []
    rules: dict[str, list[_Body]] = {}
    frames: dict[str, list[_Body]] = {}
    fields: dict[str, list[str]] = {}
    sectors: dict[str, list[str]] = {}
    examples: list[dict[str, Any]] = []


def read_pack_file(folder: Traversable, name: str) -> dict[str, Any]:
    """What a file of a pack says, only the keys that are there.

    Raises:
        PackError: not well-formed, an unknown key, a value of another kind, or rules for no predicate of the ontology.
    """
    try:
        data = yaml.load(folder.joinpath(name).read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader
        read = _File.model_validate(data)
    except OSError as error:
        raise PackError(f"packs/{name}: can't be read: {error.strerror or error}") from error
    except yaml.YAMLError as error:
        raise PackError(f"packs/{name}: is not well-formed YAML: {error}") from error
    except ValidationError as error:
        raise PackError("; ".join(f"packs/{name}: {cause}" for cause in _causes(error))) from error
    if strange := set(read.rules) - set(vocabulary().predicates):
        raise PackError(f"packs/{name}: rules: no predicate is called {', '.join(sorted(strange))}")
    return read.model_dump(exclude_unset=True)


def _causes(error: ValidationError) -> list[str]:
    """Where and what, of every fault: `cues.head.2: Input should be a valid string`."""
    return [f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}" for fault in error.errors(include_url=False)]
