"""The authority files: what they know, how they are read, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.authorities import AuthorityError, AuthorityIndex, Record, authorities
from ontology.folding import fold
from ontology.identifiers import slug_of

INDEX = authorities()
RECORDS = sorted(INDEX.by_id.values(), key=lambda record: record.id)


def read(folder: Path, *files: str) -> AuthorityIndex:
    for number, text in enumerate(files, start=1):
        (folder / f"own-{number}.yaml").write_text(text, encoding="utf-8")
    return authorities(folder)


# What is known


@pytest.mark.parametrize(
    ("identifier", "names"),
    [
        (
            "unit/quan-doan-34",
            [
                "Quân đoàn 34",
                "quan doan 34",
                "34th Army Corps",
                "34th Corps",
                "34. armékorpset",
                "34. korpset",
                "34e Legerkorps",
                "34e Corps",
            ],
        ),
        ("unit/quan-doan-12", ["Quân đoàn 12", "12th Army Corps Command", "12. armékorpskommandoen"]),
        ("unit/bo-tu-lenh-86", ["Bộ Tư lệnh 86", "86th Command", "86. kommandoen", "Commando 86", "Cyberspace Operations Command"]),
        (
            "unit/bo-tu-lenh-bao-ve-lang-chu-tich-ho-chi-minh",
            ["Bộ Tư lệnh Lăng", "Mausoleum Command", "Ho Chi Minh-mausoleumkommandoen", "Đoàn 969"],
        ),
        ("unit/binh-doan-12", ["Binh đoàn 12", "Truong Son Construction Corporation"]),
        ("unit/quan-khu-7", ["Quân khu 7", "Military Region 7", "Military Zone 7", "militærregion 7", "Militaire Regio 7"]),
        (
            "council/hoi-dong-thi-dua-khen-thuong-trung-uong",
            ["Centrale Emulatie- en Beloningsraad", "CCEC", "Conseil central de la course et de la récompense"],
        ),
        ("council/thuong-truc-hoi-dong-thi-dua-khen-thuong-trung-uong", ["Permanent Comité van de Centrale Emulatie- en Beloningsraad"]),
        ("organization/ban-thi-dua-khen-thuong-trung-uong", ["Central Committee for Emulation and Commendation"]),
        (
            "organization/bo-quoc-phong",
            ["BQP", "MND", "Ministry of National Defense", "Forsvarsdepartementet", "Ministerie van Nationale Defensie"],
        ),
        ("organization/tong-cuc-chinh-tri", ["General Political Department", "generelle politiske avdelingen", "Tổng cục Chính trị"]),
        (
            "organization/bo-dan-toc-va-ton-giao",
            ["Ministerie van Etnische Minderheden en Religies", "Ministry of Ethnic and Religious Affairs"],
        ),
        ("organization/van-phong-chinh-phu", ["overheidskantoor", "Overheidsbureau", "Government Office", "VPCP"]),
        ("organization/van-phong-quoc-hoi", ["Bureau van de Nationale Vergadering"]),
        ("organization/tong-lien-doan-lao-dong-viet-nam", ["VGCL", "Vietnamese Algemene Arbeidsconfederatie"]),
        (
            "organization/uy-ban-trung-uong-mttq-viet-nam",
            ["Centraal Comité van het Vietnamese Vaderlandfront", "Centraal Comité van het Vietnamese Vaderlandsfront"],
        ),
        ("resolution/57-nq-tw", ["57-NQ/TW", "Resolutie nr. 57-NQ/TW", "Nghị quyết số 57-NQ/TW"]),
        ("resolution/152-2025-nd-cp", ["Nghị định 152/2025/NĐ-CP", "Besluit nr. 152/2025/ND-CP", "Decree No. 152/2025/ND-CP"]),
        ("resolution/luat-thi-dua-khen-thuong", ["Wet op emulatie en aanbeveling", "Law on Emulation and Reward"]),
        ("movement/thi-dua-quyet-thang", ["Thi đua Quyết thắng", "TĐQT", "Emulatie om te Winnen", "Determined to Win"]),
        (
            "movement/binh-dan-hoc-vu-so",
            ["Digitale geletterdheid voor iedereen", "Digital leseferdighet for folket", "Digital Popular Education"],
        ),
        ("movement/ca-nuoc-thi-dua-doi-moi-sang-tao-va-chuyen-doi-so", ["Nationale emulatie in innovatie en digitale transformatie"]),
        ("award/co-thi-dua-cua-chinh-phu", ["regjeringens emuleringsflagg", "Government Emulation Flag"]),
        (
            "award/huy-chuong-thanh-nien-xung-phong-ve-vang",
            ["Glorious Youth Volunteer Medal", "Kỷ niệm chương Thanh niên xung phong vẻ vang"],
        ),
        ("person/pham-thi-thanh-tra", ["Phạm Thị Thanh Trà", "Pham Thi Thanh Tra"]),
        ("bloc/bo-quoc-phong-4", ["Khối thi đua số 4, Bộ Quốc phòng", "emulasjonsblokk nr. 4 i Forsvarsdepartementet"]),
        ("bloc/binh-doan-16-4", ["Khối thi đua số 4 Binh đoàn 16"]),
    ],
)
def test_one_thing_by_all_its_names(identifier: str, names: list[str]) -> None:
    folder = identifier.partition("/")[0]
    assert {name: INDEX.find(name, folder) for name in names} == dict.fromkeys(names, (identifier,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quân đoàn 12", "Binh đoàn 12"),
        ("Central Emulation and Commendation Council", "Central Emulation and Commendation Committee"),
        ("Thường trực Hội đồng Thi đua - Khen thưởng Trung ương", "Ủy ban Thường vụ Quốc hội"),
        ("Bình dân học vụ số", "Bình dân học vụ"),
        ("Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao"),
        ("Đoàn kết, kỷ cương, đổi mới, hiệu lực, hiệu quả", "Đoàn kết, quyết tâm, chủ động, kịp thời, đột phá, hiệu quả"),
        ("Khối thi đua số 4 Bộ Quốc phòng", "Khối thi đua số 4 Bộ Tổng Tham mưu"),
        ("Resolution No. 71-NQ/TW", "Resolution No. 71/NQ-CP"),
    ],
)
def test_what_is_easily_confused_stays_apart(one: str, other: str) -> None:
    assert INDEX.find(one)
    assert INDEX.find(other)
    assert not set(INDEX.find(one)) & set(INDEX.find(other))


def test_every_ministry_of_2025_and_what_it_took_over() -> None:
    today = [
        record
        for record in RECORDS
        if record.id.startswith("organization/bo-") and record.parent == "organization/chinh-phu" and record.valid.covers(2026)
    ]
    assert len(today) == 14
    assert INDEX.by_id["organization/bo-xay-dung"].replaces == ("organization/bo-giao-thong-van-tai",)
    assert INDEX.by_id["organization/bo-giao-thong-van-tai"].valid.end == "2025-02-28"


def test_sixty_three_provinces_became_thirty_four() -> None:
    places = [record for record in RECORDS if record.type == "unit" and record.kind in {"province", "city"}]
    after = [record for record in places if record.valid.covers(2026)]
    assert (len(places), len(after)) == (63, 34)
    merged = sorted(other for record in after for other in record.replaces)
    assert merged == sorted({record.id for record in places} - {record.id for record in after})


def test_two_corps_became_the_thirty_fourth() -> None:
    corps = INDEX.by_id["unit/quan-doan-34"]
    assert corps.replaces == ("unit/quan-doan-3", "unit/quan-doan-4")
    assert (corps.valid.covers(2024), corps.valid.covers(2023)) == (True, False)


# What holds for every record that comes with the program


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_every_record_is_named_in_vietnamese_and_english_and_makes_an_entity(record: Record) -> None:
    assert {"vi", "en"} <= set(record.names)
    entity = INDEX.entity(record.id)
    assert entity.labels == dict(record.names)
    assert {name.text for name in entity.names()} == {text for _, text in record.full_names()}
    assert not entity.provisional


@pytest.mark.parametrize("record", [record for record in RECORDS if record.type == "bloc" and record.number], ids=lambda record: record.id)
def test_bloc_ids_follow_the_rule_by_which_mentions_are_put_together(record: Record) -> None:
    assert record.parent is not None
    parts = [record.parent.partition("/")[2], "cum" if record.kind == "cum" else None, record.number, record.series]
    assert record.id == f"bloc/{'-'.join(part for part in parts if part)}"


def test_numbered_documents_have_the_id_of_their_number() -> None:
    numbered = [record for record in RECORDS if record.type == "resolution" and record.number]
    assert len(numbered) >= 20
    assert all(record.id == f"resolution/{slug_of(record.number or '')}" for record in numbered)


def test_every_full_name_is_found_whatever_its_spelling() -> None:
    for surface in INDEX.surfaces():
        assert surface.folded == fold(surface.text)
        if not surface.contextual:
            assert surface.id in INDEX.find(surface.text)
            assert INDEX.find(surface.text.upper(), surface.id.partition("/")[0]) == (surface.id,)


def test_a_contextual_name_is_a_surface_but_names_nothing_by_itself() -> None:
    council = "council/hoi-dong-thi-dua-khen-thuong-trung-uong"
    assert ("de Raad", council, True) in {(surface.text, surface.id, surface.contextual) for surface in INDEX.surfaces()}
    assert INDEX.find("de Raad") == ()
    assert "de Raad" not in {name.text for name in INDEX.entity(council).names()}


def test_contextual_names_may_be_shared() -> None:
    meant = {surface.id for surface in INDEX.surfaces() if surface.contextual and surface.folded == "resolution 71"}
    assert meant == {"resolution/71-nq-tw", "resolution/71-nq-cp"}


@given(st.text(max_size=20))
def test_find_never_fails_and_answers_with_known_ids(name: str) -> None:
    assert all(identifier in INDEX.by_id for identifier in INDEX.find(name))


def test_an_unknown_id_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        INDEX.entity("unit/quan-doan-99")


# A folder of one's own

OWN = """
- id: unit/so-y-te-tinh-mau
  names: {vi: Sở Y tế tỉnh Mẫu, en: Mau Department of Health}
  aliases: {vi: [SYT Mẫu]}
  context_names: {vi: [Sở]}
  parent: organization/bo-y-te
  valid: {from: 2010, to: 2025-06-30}
  source: register of the archive
"""


def test_a_folder_of_ones_own_adds_records(tmp_path: Path) -> None:
    index = read(tmp_path, OWN)
    record = index.by_id["unit/so-y-te-tinh-mau"]
    assert (record.parent, record.valid.start, record.valid.end) == ("organization/bo-y-te", "2010", "2025-06-30")
    assert index.find("syt mau") == ("unit/so-y-te-tinh-mau",)
    assert len(index.by_id) == len(INDEX.by_id) + 1
    assert index.entity("unit/quan-doan-34") == INDEX.entity("unit/quan-doan-34")


def test_a_folder_of_ones_own_adds_names_to_known_records(tmp_path: Path) -> None:
    names = "{en: Tay Nguyen and Cuu Long Corps, da: 34. hærkorps}"
    index = read(tmp_path, f"- extends: unit/quan-doan-34\n  names: {names}\n  aliases: {{vi: [QĐ34]}}\n  source: own register\n")
    labels = index.entity("unit/quan-doan-34").labels
    assert (labels["en"], labels["da"]) == ("34th Army Corps", "34. hærkorps")
    for name in ("Tay Nguyen and Cuu Long Corps", "qđ34", "34th Corps"):
        assert index.find(name) == ("unit/quan-doan-34",)
    assert index.by_id["unit/quan-doan-34"].source == INDEX.by_id["unit/quan-doan-34"].source


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    more = "- extends: unit/so-y-te-tinh-mau\n  aliases: {en: [Health Department of Mau]}\n  source: own\n"
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = read(tmp_path / "one", OWN, more), read(tmp_path / "two", more, OWN)
    assert one.entity("unit/so-y-te-tinh-mau") == two.entity("unit/so-y-te-tinh-mau")
    assert set(one.surfaces()) == set(two.surfaces())


def test_what_is_no_yaml_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("- not a record", encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    assert set(authorities(tmp_path).by_id) == set(INDEX.by_id)


def test_scalars_stay_as_they_are_written(tmp_path: Path) -> None:
    index = read(tmp_path, "- id: unit/on\n  number: 012\n  names: {vi: No, en: 1e3}\n  source: yes\n")
    record = index.by_id["unit/on"]
    assert (record.number, record.names["vi"], record.names["en"], record.source) == ("012", "No", "1e3", "yes")


def test_the_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match="is no folder of authority files"):
        authorities(tmp_path / "nowhere")


# What is refused: each error names the file, the record and the cause

BODY = "names: {vi: Đơn vị Một, en: Unit One}\n  source: test"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{: broken", "is not well-formed YAML"),
        ("id: unit/a", "holds no list of records"),
        ("just text", "holds no list of records"),
        ("- only text", "record 1: is no mapping"),
        ("- names: {vi: Một}", "record 1: needs one `id`"),
        ("- id: unit/a\n  extends: unit/a", "record 1: needs one `id`"),
        (f"- id: Unit One\n  {BODY}", "record 1: 'Unit One' is no id"),
        (f"- id: [unit/a]\n  {BODY}", "is no id"),
        (f"- id: planet/a\n  {BODY}", "planet/a: unknown type; the types are award, bloc"),
        (f"- id: unit/a\n  {BODY}\n  colour: red", "unit/a: unknown key colour; a record may have"),
        ("- id: unit/a\n  source: test", "unit/a: has no `names`"),
        ("- id: unit/a\n  names: {vi: Một}", "unit/a: has no `source`"),
        ("- id: unit/a\n  names: {vi: ' '}\n  source: test", "`names`: vi must be one text"),
        ("- id: unit/a\n  names: {vi: [Một]}\n  source: test", "`names`: vi must be one text"),
        ("- id: unit/a\n  names: Một\n  source: test", "`names` must be a mapping from language"),
        ("- id: unit/a\n  names: {no: En}\n  source: test", "'no' is no language code of ours.*Norwegian is nb"),
        ("- id: unit/a\n  names: {English: One}\n  source: test", "'English' is no language code"),
        (f"- id: unit/a\n  {BODY}\n  aliases: {{vi: Hai}}", "`aliases: vi` must be a list of texts"),
        (f"- id: unit/a\n  {BODY}\n  aliases: {{vi: ['']}}", "`aliases: vi` must be a list of texts"),
        (f"- id: unit/a\n  {BODY}\n  parent: [x]", "`parent` must be a text"),
        (f"- id: unit/a\n  {BODY}\n  parent: unit/nowhere", "`parent` names unit/nowhere, which does not exist"),
        (f"- id: unit/a\n  {BODY}\n  parent: unit/a", "`parent` names the record itself"),
        (f"- id: unit/a\n  {BODY}\n  replaces: unit/b", "`replaces` must be a list"),
        (f"- id: unit/a\n  {BODY}\n  replaces: [unit/nowhere]", "`replaces` names unit/nowhere, which does not exist"),
        (f"- id: unit/a\n  {BODY}\n  valid: 2025", "`valid` must be"),
        (f"- id: unit/a\n  {BODY}\n  valid: {{since: 2025}}", "`valid` must be"),
        (f"- id: unit/a\n  {BODY}\n  valid: {{from: 15/12/2024}}", "'15/12/2024' is no date"),
        (f"- id: unit/a\n  {BODY}\n  valid: {{from: 2024-02-30}}", "'2024-02-30' is no date"),
        (f"- id: unit/a\n  {BODY}\n  valid: {{from: 2025, to: 2024}}", "ends .2024. before it begins"),
        (f"- id: unit/a\n  {BODY}\n  series: cities", "`series` belongs to records of type bloc only"),
        (f"- id: unit/a\n  {BODY}\n  issuer: organization/chinh-phu", "`issuer` belongs to records of type resolution only"),
        (f"- id: resolution/a\n  number: 9/NQ-CP\n  {BODY}", "has the id resolution/9-nq-cp"),
        ("- id: unit/a\n  names: {vi: '...'}\n  source: test", "has no letter or digit"),
        (
            "- id: unit/a\n  names: {vi: Quan Doan 34}\n  source: test",
            "'Quan Doan 34' already means unit/quan-doan-34 .units.yaml.; make it a `context_names`",
        ),
        (f"- id: unit/quan-doan-34\n  {BODY}", "is already a record of units.yaml; use `extends`"),
        ("- extends: unit/nowhere\n  aliases: {vi: [Một]}\n  source: test", "unit/nowhere: `extends` a record that does not exist"),
        (f"- id: unit/a\n  id: unit/b\n  {BODY}", "line 2: the key 'id' stands twice"),
        (f"- &a\n  id: unit/a\n  {BODY}\n- *a", "line 5: a YAML alias"),
        ("- id: unit/a\n---\n- id: unit/b", "a second YAML document begins"),
    ],
)
def test_refused_with_the_cause(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(AuthorityError, match=message) as refused:
        read(tmp_path, text)
    assert str(refused.value).startswith("own-1.yaml: ")


def test_a_ring_of_parents_is_refused(tmp_path: Path) -> None:
    ring = (
        "- {id: unit/a, names: {vi: Vòng A}, parent: unit/b, source: t}\n- {id: unit/b, names: {vi: Vòng B}, parent: unit/a, source: t}\n"
    )
    with pytest.raises(AuthorityError, match=r"own-1.yaml: unit/a: `parent`: unit/a is reached twice"):
        read(tmp_path, ring)


def test_one_name_for_things_of_two_classes_is_no_error(tmp_path: Path) -> None:
    index = read(tmp_path, "- {id: unit/toa-an-nhan-dan, names: {vi: Tòa án nhân dân}, source: t}\n")
    assert index.find("Tòa án nhân dân") == ("organization/toa-an-nhan-dan", "unit/toa-an-nhan-dan")
    assert index.find("Tòa án nhân dân", "unit") == ("unit/toa-an-nhan-dan",)
