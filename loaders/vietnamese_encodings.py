"""Vietnamese encodings older than Unicode that Python has no codec for: TCVN3 (the ABC fonts), TCVN 5712:1993 (VSCII-1) and VNI.

No maintained library decodes them, and each is one small public table. TCVN3 has no capitals with tone marks of its own (capital fonts
show them), so a headline in capitals comes out as the file has it: `CộNG HOà`.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN_CONTROLS = {1: "Ú", 2: "Ụ", 4: "Ừ", 5: "Ử", 6: "Ữ", 17: "Ứ", 18: "Ự", 19: "Ỳ", 20: "Ỷ", 21: "Ỹ", 22: "Ý", 23: "Ỵ"}
_TCVN_80_9F = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN_A0_FF = "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TCVN_HIGH = {0xA0 + index: character for index, character in enumerate(_TCVN_A0_FF)}
_TCVN5712 = {**_TCVN_CONTROLS, **{0x80 + index: character for index, character in enumerate(_TCVN_80_9F)}, **_TCVN_HIGH}

# VNI writes a letter, then its mark; both together are one letter. The marks by what they add to the plain vowel before them:
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def decode_tcvn3(content: bytes) -> str:
    """Text typed with ABC fonts; below 0xA0 its files hold the quotes and dashes of Windows."""
    return content.decode("cp1252", "replace").translate(_TCVN3)


def decode_tcvn5712(content: bytes) -> str:
    """Text in the full standard, capitals and all."""
    return content.decode("latin-1").translate(_TCVN5712)


def decode_vni(content: bytes) -> str:
    """Text typed with VNI fonts on Windows."""
    return _VNI_PAIR.sub(lambda pair: _VNI[pair[0]], content.decode("cp1252", "replace"))


def _vni_table() -> dict[str, str]:
    """Each sequence of VNI and its letter, small and capital."""
    table = dict(_VNI_ALONE)
    for mark, tone in _VNI_TONES.items():
        table.update({vowel + mark: vowel + tone for vowel in "aeouy"})
        table.update({"ô" + mark: "ơ" + tone, "ö" + mark: "ư" + tone})
    for mark, tone in _VNI_CIRCUMFLEX.items():
        table.update({vowel + mark: f"{vowel}\u0302{tone}" for vowel in "aeo"})
    table.update({"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()})
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    # A capital at the head of a word is often followed by a small mark.
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in table.items()}
    return {key: unicodedata.normalize("NFC", value) for key, value in {**mixed, **capitals, **table}.items()}


_TCVN3 = {ord(bytes([byte]).decode("cp1252")): character for byte, character in _TCVN_HIGH.items()}
_VNI = _vni_table()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
