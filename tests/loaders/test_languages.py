"""The language of a text, long or short, with and without its marks."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.languages import detect, language_of
from ontology.folding import fold

VI = "Khối gồm sáu đơn vị, trong đó Sở Nội vụ là Khối trưởng năm 2024; hội nghị đã bầu Sở Tài chính làm Khối trưởng cho năm sau và trao cờ."
TEXTS = {
    "vi": VI,
    "en": (
        "The bloc has six members, of which the Department of Home Affairs was the head in 2024; it handed over the flag at the meeting."
    ),
    "nb": (
        "Blokken har seks medlemmer, og innenriksavdelingen var leder i 2024; den overleverte flagget til "
        "den nye enheten på møtet etter at det ble valgt."
    ),
    "nn": (
        "Blokka har seks medlemer, og eininga var leiar i 2024; ho overleverte flagget til den nye eininga "
        "på møtet etter at det vart valt, og dei gjekk heim."
    ),
    "da": (
        "Blokken har seks medlemmer, og afdelingen var leder i 2024; den overrakte flaget til den nye enhed "
        "på mødet, efter at det blev valgt af dem."
    ),
    "sv": (
        "Blocket har sex medlemmar, och avdelningen var ledare under 2024; den överlämnade flaggan till den "
        "nya enheten på mötet efter att det valdes."
    ),
    "nl": (
        "Het blok heeft zes leden, en de afdeling was in 2024 het hoofd; op de bijeenkomst werd de vlag aan de nieuwe eenheid overgedragen."
    ),
    "de": (
        "Der Block hat sechs Mitglieder, und die Abteilung war 2024 der Leiter; auf der Sitzung wurde die "
        "Fahne an die neue Einheit übergeben."
    ),
    "fr": (
        "Le bloc compte six membres, et le service en était le chef en 2024 ; lors de la réunion, il a remis "
        "le drapeau à la nouvelle unité."
    ),
    "es": (
        "El bloque tiene seis miembros, y el departamento fue su jefe en 2024; en la reunión entregó la "
        "bandera a la nueva unidad que lo dirige."
    ),
    "ru": ("В блоке шесть членов, и управление возглавляло его в 2024 году; на совещании знамя было передано новому подразделению."),
}
SHORT = {
    "vi": "Hội nghị tổng kết",
    "en": "The 34th Corps leads the bloc.",
    "nb": "Det 34. armékorpset leder emuleringsblokk nr. 4 i 2025.",
    "nl": "De Raad keek terug op 2025.",
    "de": "Der Rat tagte gestern in Hanoi.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_known_by_itself_whatever_its_page_claims(language: str) -> None:
    assert detect(TEXTS[language]) == language
    assert language_of(TEXTS[language], "el-GR") == language


@pytest.mark.parametrize("language", SHORT)
def test_a_sentence_is_enough(language: str) -> None:
    assert detect(SHORT[language]) == language


def test_vietnamese_is_known_without_its_marks_and_decomposed() -> None:
    assert detect(fold(VI)) == "vi"
    assert detect(unicodedata.normalize("NFD", VI)) == "vi"


def test_vietnamese_names_do_not_make_a_text_vietnamese() -> None:
    assert (
        detect(f"{TEXTS['nb']} Nguyễn Văn Tường, Phạm Thị Hòe og Trần Mậu Đức var til stede, sammen med Lê Quốc Bảo fra Đồng Nai.") == "nb"
    )


@pytest.mark.parametrize("text", ["", "12345 67/89", "…", "ok"])
def test_what_is_no_language_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


@pytest.mark.parametrize(
    ("claimed", "language"), [("no", "nb"), ("nb-NO", "nb"), ("EN_us", "en"), ("", "und"), ("no such", "und"), (None, "und")]
)
def test_a_claim_decides_where_the_text_can_not(claimed: str | None, language: str) -> None:
    assert language_of("Da Lat.", claimed) == language


@pytest.mark.parametrize("claimed", ["nb", "da"])
def test_of_languages_that_are_nearly_one_a_sentence_is_in_the_one_it_claims(claimed: str) -> None:
    assert language_of("Brigade 147 fungerer som leder i blokk nr. 2.", claimed) == claimed
