"""Every encoding a report may come in, written by encoders of the tests' own."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from loaders.errors import DocumentError
from loaders.reading import read_document

VIETNAMESE = (
    "Khối thi đua số 8 họp tổng kết. Đại tá Nguyễn Văn Tường, Phó Tư lệnh, dự; quỹ, ướt, ỉa, kỵ binh, bẵng, lũy, nghĩa, xoè, thuở.\n"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"
WESTERN = [
    "«Å slå seg sammen for å bygge nye landlige områder» er en bevegelse på første plass.\n",
    "Die Straße über Köln nach München wird für die Übergabe der Fahne geräumt – heißt es.\n",
    "L’été à Hué, où l’élève François reçoit le drapeau : « une œuvre ».\n",
    "Señor Núñez habló del pequeño bloque.\n",
]
# Letter by letter as the fonts' manuals print them: plain vowels with their tones, in the order grave, acute, hook, tilde, dot.
VNI = {
    **dict(zip("àáảãạ", ["aø", "aù", "aû", "aõ", "aï"], strict=True)),
    **dict(zip("âầấẩẫậ", ["aâ", "aà", "aá", "aå", "aã", "aä"], strict=True)),
    **dict(zip("ăằắẳẵặ", ["aê", "aè", "aé", "aú", "aü", "aë"], strict=True)),
    **dict(zip("èéẻẽẹ", ["eø", "eù", "eû", "eõ", "eï"], strict=True)),
    **dict(zip("êềếểễệ", ["eâ", "eà", "eá", "eå", "eã", "eä"], strict=True)),
    **dict(zip("ìíỉĩị", ["ì", "í", "æ", "ó", "ò"], strict=True)),
    **dict(zip("òóỏõọ", ["oø", "où", "oû", "oõ", "oï"], strict=True)),
    **dict(zip("ôồốổỗộ", ["oâ", "oà", "oá", "oå", "oã", "oä"], strict=True)),
    **dict(zip("ơờớởỡợ", ["ô", "ôø", "ôù", "ôû", "ôõ", "ôï"], strict=True)),
    **dict(zip("ùúủũụ", ["uø", "uù", "uû", "uõ", "uï"], strict=True)),
    **dict(zip("ưừứửữự", ["ö", "öø", "öù", "öû", "öõ", "öï"], strict=True)),
    **dict(zip("ỳýỷỹỵđĐ", ["yø", "yù", "yû", "yõ", "î", "ñ", "Ñ"], strict=True)),
}
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđ" + "àảãáạ" + "ằẳẵắ" + "ặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae" + "b5b6b7b8b9" + "bbbcbdbe"
            "c6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ),
        strict=True,
    )
)


def in_vni(text: str) -> bytes:
    return "".join(VNI.get(letter, letter) for letter in text).encode("cp1252")


def in_tcvn3(text: str) -> bytes:
    return b"".join(bytes([TCVN3[letter]]) if letter in TCVN3 else letter.encode("cp1252") for letter in text)


def in_windows_1258(text: str) -> bytes:
    """The code page has letters with their shape marks, and tones apart."""
    decomposed = unicodedata.normalize("NFD", text)
    shaped = "".join(letter for letter in decomposed)
    for base, mark in [("a", "\u0302"), ("e", "\u0302"), ("o", "\u0302"), ("a", "\u0306"), ("o", "\u031b"), ("u", "\u031b")]:
        whole = unicodedata.normalize("NFC", base + mark)
        for tone in ("", *TONES):
            shaped = shaped.replace(base + tone + mark, whole + tone).replace(base + mark, whole)
    return shaped.encode("cp1258")


@pytest.mark.parametrize("encode", [in_vni, in_tcvn3, in_windows_1258])
def test_old_vietnamese_files_are_read(encode: Callable[[str], bytes]) -> None:
    document = read_document(encode(VIETNAMESE), "old.txt")
    assert unicodedata.normalize("NFC", document.text) == VIETNAMESE
    assert document.language == "vi"


def test_windows_1258_keeps_its_tones_apart() -> None:
    assert read_document(in_windows_1258(VIETNAMESE), "old.txt").text == in_windows_1258(VIETNAMESE).decode("cp1258")


def test_typography_in_tcvn3_is_that_of_windows() -> None:
    text = "Phong trào “Thi đua quyết thắng” – đợt một; khối trưởng mới của tỉnh…\n"
    assert read_document(in_tcvn3(text), "old.txt").text == text


def test_the_full_vietnamese_standard_has_capitals() -> None:
    raw = b"\x97I NGH\x91 KH\xffI THI \xa7UA: Kh\xe8i thi \xaeua s\xe8 8 t\xe6ng k\xd5t n\xa8m, b\xc7u kh\xe8i tr\xad\xebng\n"
    assert read_document(raw, "old.txt").text.startswith("ỘI NGHỊ KHỐI THI ĐUA: Khối thi đua số 8 tổng kết năm")


@pytest.mark.parametrize("text", [VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE), *WESTERN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert read_document(text.encode(encoding), "x.txt").text == text


@pytest.mark.parametrize("text", WESTERN)
def test_western_files_are_read(text: str) -> None:
    assert read_document(text.encode("cp1252"), "x.txt").text == text


def test_other_encodings_are_detected() -> None:
    text = "Центральный совет по соревнованию и награждениям собрался в Ханое, чтобы подвести итоги года.\n"
    assert read_document(text.encode("cp1251"), "x.txt").text == text


def test_a_page_names_its_encoding() -> None:
    page = "<html><head><meta charset='iso-8859-2'></head><body><h1>Zażółć gęślą jaźń</h1><p>Łódź, kość, źdźbło i żaba.</p></body></html>"
    assert "Zażółć gęślą jaźń\nŁódź" in read_document(page.encode("iso-8859-2"), "x.html").text


def test_a_page_that_names_the_wrong_encoding_is_read_by_its_words() -> None:
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{VIETNAMESE}</p></body></html>"
    assert VIETNAMESE.strip() in read_document(in_tcvn3(page), "x.html").text


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (VIETNAMESE.encode()[:50] + b"\xff" + VIETNAMESE.encode()[50:], r"not valid UTF-8 \(byte \d+ is 0xFF"),
        (VIETNAMESE.encode()[: VIETNAMESE.encode().index("ố".encode()) + 2], r"byte 2 is 0x|byte \d+ is 0xE1: unexpected end"),
        (b"abc\x81\x8d\x8f", r"byte 3 is 0x81: invalid start byte\), and no other encoding fits"),
        (b"\xff\xfea\x00b", r"begins as UTF-16 but breaks at byte 4: truncated"),
        (b"words\x00and\x00zeros\x01" * 30, r"byte 5 is zero, and it is no UTF-16"),
    ],
)
def test_what_fits_nothing_is_an_error_that_says_where(content: bytes, cause: str) -> None:
    with pytest.raises(DocumentError, match=f"^broken.txt: .*{cause}"):
        read_document(content, "broken.txt")
