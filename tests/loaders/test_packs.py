"""Language packs: each does what its own examples say, and one that can't be used is refused with file, place and cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extraction import languages
from loaders.extraction.examples import examples, failures, shown_rules, unshown_rules
from loaders.extraction.pack import PackError, pack, read_pack
from loaders.extraction.pack_checks import dead_ends

COMMON = """
mentions:
  - type: bloc
    stage: 30
    patterns: ["<bloc> {number}"]
rules:
  leads_bloc: ["{unit}, {head}"]
"""
OWN = """
language: xx
cues:
  bloc: [bloko, grupo de laboro]
  head: ["[nova] estr(o|ino)"]
"""


def written(folder: Path, own: str, common: str = COMMON) -> Path:
    (folder / "common.yaml").write_text(common, encoding="utf-8")
    (folder / "xx.yaml").write_text(own, encoding="utf-8")
    return folder


# What the packs that come with the program do


@pytest.mark.parametrize("language", languages())
def test_a_pack_reads_its_own_examples(language: str) -> None:
    assert not (failed := failures(language)), "\n" + "\n".join(failed)


@pytest.mark.parametrize("language", languages())
def test_every_rule_of_a_pack_is_shown_by_an_example(language: str) -> None:
    unshown = unshown_rules(language)
    assert not unshown, f"packs/{language}.yaml: give each of these rules an example that stands on it, or drop it: {', '.join(unshown)}"


def test_every_common_rule_is_shown_by_an_example_of_some_language() -> None:
    shown = frozenset().union(*map(shown_rules, languages()))
    common = {rule.name for language in languages() if (known := pack(language)) for rule in known.rules if rule.name.startswith("common/")}
    assert not common - shown, f"no pack's example stands on {', '.join(sorted(common - shown))}"


@pytest.mark.parametrize("language", languages())
def test_a_pack_says_also_what_is_not_stated(language: str) -> None:
    assert sum(1 for example in examples(language) if example.denies) >= 4


@pytest.mark.parametrize("language", languages())
def test_no_rule_of_a_pack_waits_in_vain(language: str) -> None:
    assert not (found := dead_ends(language)), "\n" + "\n".join(found)


def test_there_are_packs_for_the_four_languages() -> None:
    assert {"en", "nb", "nl", "vi"} <= set(languages())


def test_a_language_without_a_pack_has_none() -> None:
    assert pack("zz") is None
    with pytest.raises(PackError, match=r"there is no language pack 'zz'; there are .*en.*vi"):
        examples("zz")


# Reading a pack


def test_short_forms_stand_for_all_they_spell(tmp_path: Path) -> None:
    known = read_pack("xx", written(tmp_path, OWN))
    assert {cue.phrase for cue in known.cues if cue.type == "<head>"} == {"nova estro", "nova estrino", "estro", "estrino"}


def test_a_phrase_may_serve_two_cues(tmp_path: Path) -> None:
    known = read_pack("xx", written(tmp_path, OWN + "  to: [al]\n  of: [al, de]\n"))
    assert {cue.type for cue in known.cues if cue.phrase == "al"} == {"<of|to>"}


def test_words_that_yaml_takes_for_truth_values_stay_words(tmp_path: Path) -> None:
    known = read_pack("xx", written(tmp_path, OWN + "  on: [on, no, yes]\n"))
    assert {cue.phrase for cue in known.cues if cue.type == "<on>"} == {"on", "no", "yes"}


def test_rules_are_named_by_file_group_and_number(tmp_path: Path) -> None:
    known = read_pack(
        "xx", written(tmp_path, OWN + "rules:\n  leads_bloc: ['{head}: {unit}', {match: '{head} {unit}', status: planned}]\n")
    )
    assert [rule.name for rule in known.rules] == ["common/leads_bloc/1", "xx/leads_bloc/1", "xx/leads_bloc/2"]
    assert known.rules[-1].details == {"status": "planned"}


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("cues: {bloc: [", "packs/xx.yaml: is not well-formed YAML"),
        ("- language: xx", "packs/xx.yaml: the whole: Input should be a valid dictionary"),
        ("", "packs/xx.yaml: the whole"),
        ("cues: {post: {estro: Head, estro: Chair}}", "packs/xx.yaml: is not well-formed YAML: 'estro' stands here twice"),
        ("colour: red", "packs/xx.yaml: colour: Extra inputs are not permitted"),
        ("ordinal_dot: sometimes", "packs/xx.yaml: ordinal_dot: Input should be a valid boolean"),
        ("abbreviations: nr", "packs/xx.yaml: abbreviations: Input should be a valid list"),
        ("months: [[januaro]]", "packs/xx.yaml: months.*at least 12 items"),
        ("cues: {head: estro}", "packs/xx.yaml: cues.head"),
        ("cues: {head: [12]}", "packs/xx.yaml: cues.head.*0: Input should be a valid string"),
        ("cues: {head: ['estr(o|ino']}", r"xx/head: 'estr\(o\|ino': a bracket is not closed"),
        ("cues: {head: ['-']}", "xx/head: '-' may come down to no word at all"),
        ("cues: {head: ['[nova]']}", r"xx/head: '\[nova\]' may come down to no word at all"),
        ("mentions: [{type: bloc, patterns: []}]", "packs/xx.yaml: mentions.0.stage: Field required"),
        ("mentions: [{type: bloc, stage: first, patterns: []}]", "packs/xx.yaml: mentions.0.stage: Input should be a valid integer"),
        ("rules: {leads_blok: ['{unit}, {head}']}", "packs/xx.yaml: rules: no predicate is called leads_blok"),
        ("rules: {leads_bloc: '{unit}, {head}'}", "packs/xx.yaml: rules.leads_bloc: Input should be a valid list"),
        ("rules: {leads_bloc: [{status: planned}]}", "xx/leads_bloc/1: has no `match`"),
        ("rules: {leads_bloc: ['{unit} [, {head}']}", r"xx/leads_bloc/1: '\{unit\} \[, \{head\}'"),
        ("rules: {leads_bloc: ['{unit , {head}']}", "xx/leads_bloc/1"),
        ("rules: {leads_bloc: ['{unit} <Head> {bloc}']}", "xx/leads_bloc/1: .* < stands alone"),
        ("folds: [{keep: unit}]", "xx/folds/1: has no `match`"),
    ],
)
def test_refused_with_file_place_and_cause(tmp_path: Path, own: str, message: str) -> None:
    with pytest.raises(PackError, match=message):
        read_pack("xx", written(tmp_path, own))


def test_a_fault_in_the_common_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"packs/common\.yaml: rules: no predicate is called leads"):
        read_pack("xx", written(tmp_path, OWN, "rules: {leads: []}"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"packs/xx\.yaml: can't be read: No such file"):
        read_pack("xx", tmp_path)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{unit} <hed> {bloc}", "xx/leads_bloc/1: the pack has no words for <hed>"),
        ("{unit:unti} <head> {bloc}", "xx/leads_bloc/1: nothing is ever what {unit} takes (unti)"),
        ("{unit} bloko {bloc}", "xx/leads_bloc/1: 'bloko' is always a cue; name the cue instead"),
        ("{unit} en grupo de-laboro {bloc}", "xx/leads_bloc/1: 'grupo de laboro' is always a cue; name the cue instead"),
        ("{unit} [nova] estrino", "xx/leads_bloc/1: 'estrino' is always a cue; name the cue instead"),
        ("{unit} {office:<head|bloc>}", "xx/leads_bloc/1: {office} is parted inside a cue at '<head'; write <a>|<b> in a slot"),
    ],
)
def test_what_a_rule_waits_for_in_vain_is_told(tmp_path: Path, rule: str, message: str) -> None:
    known = read_pack("xx", written(tmp_path, OWN + f"rules:\n  leads_bloc: ['{rule}']\n"))
    assert dead_ends(known) == [message]


@pytest.mark.parametrize(
    "rule", ["{unit} nova {bloc}", "{unit} grupo [de] laboro", "{unit} {office:<head>|<bloc>} {bloc}", "{unit} <head|bloc> {bloc}"]
)
def test_what_may_still_come_is_no_fault(tmp_path: Path, rule: str) -> None:
    assert not dead_ends(read_pack("xx", written(tmp_path, OWN + f"rules:\n  leads_bloc: ['{rule}']\n")))
