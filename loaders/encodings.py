"""Bytes to text: Unicode first, then the encoding the page names, then the legacy encodings whose words come out as words.

A file is never read by replacing what does not fit: either an encoding fits it all, or it is an error that says where it does not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

from .errors import DocumentError
from .vietnamese_encodings import decode_tcvn3, decode_tcvn5712, decode_vni

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_VIETNAMESE: tuple[Callable[[bytes], str], ...] = (
    lambda content: content.decode("cp1258"),
    decode_tcvn3,
    decode_tcvn5712,
    decode_vni,
)
_DECLARED = re.compile(rb"""(?:charset\s*=|<\?xml[^>]{0,99}?encoding\s*=)\s*["']?([\w.:-]+)""", re.IGNORECASE)
_PAGE_ENCODING = re.compile(
    r"windows-\d+|iso-8859-\d+|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5|macintosh|us-ascii", re.IGNORECASE
)
_SAMPLE = 200_000
_UTF16_SAMPLE = 4096
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile("(?:ngh?|gh?|gi|kh|nh|ph|qu|th|tr|ch|[bcdđhklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WESTERN_WORD = re.compile("[A-Za-zß-öø-ÿœšž]+|[A-ZÀ-ÖØ-ÞŒŠŽ]+[a-zß-öø-ÿœšž]*")
_WESTERN_MARKS = frozenset("“”‘’„‚‹›«»–—…•·§°€£©®™†‡½¼¾²³¹ªº¿¡´¨¸×÷±µ¶¬¦¢¥¤\xa0\xad")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_FITS = 0.85
_FEWEST_WORDS = 3
_FOREIGN_WORD = 3


def decode(content: bytes, name: str) -> str:
    """The text of a file.

    A byte order mark of UTF-8 stays as U+FEFF, as Python's `utf-8` has it; UTF-16 and UTF-32 lose theirs, as Python's codecs have it.

    Raises:
        DocumentError: no encoding fits; it names the first byte that is not UTF-8.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_strictly(content, encoding, name)
    if b"\x00" in content:
        return _decode_unmarked_utf16(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = None if _is_broken_utf8(content) else _decode_legacy(content)
        if text is None:
            raise DocumentError(name, f"{_not_utf8(content, error)}, and no other encoding fits it") from error
        return text


def _decode_strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"begins as {encoding.upper()} but breaks at byte {error.start}: {error.reason}") from error


def _decode_unmarked_utf16(content: bytes, name: str) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = content[:_UTF16_SAMPLE].decode(encoding, "replace")
        # Every script of ours lies below U+0250, at U+1E00 and in the general punctuation; a wrong byte order lands far from there.
        ours = sum(1 for c in sample if (c < "\u0370" and c != "\x00") or "\u1e00" <= c < "\u2100")
        if ours >= 0.9 * len(sample):
            return _decode_strictly(content, encoding, name)
    raise DocumentError(name, f"is not text: byte {content.index(0)} is zero, and it is no UTF-16")


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> str:
    return f"is not valid UTF-8 (byte {error.start} is 0x{content[error.start]:02X}: {error.reason})"


def _is_broken_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: to read such a file as anything else would garble all the rest."""
    lenient = content.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    return sum(1 for character in lenient if character > "\x7f") - broken > broken


def _decode_legacy(content: bytes) -> str | None:
    return _decode_vietnamese(content) or _decode_declared(content) or _decode_western(content) or _decode_detected(content)


def _decode_vietnamese(content: bytes) -> str | None:
    """The reading in which nearly all words with marks are Vietnamese syllables, if there is one; the best of them."""
    best, found = 0, None
    for reading in _VIETNAMESE:
        try:
            fit = _vietnamese_fit(reading(content[:_SAMPLE]))
            if fit > best:
                best, found = fit, reading(content)
        except UnicodeDecodeError:
            continue
    return found


def _vietnamese_fit(text: str) -> int:
    """How many words with marks are Vietnamese syllables, less the others; 0 where these are many, or few marks are Vietnamese alone.

    Single letters do not count: one standard's dash is another's letter.
    """
    marked = [word for word in _LETTERS.findall(unicodedata.normalize("NFC", text).lower()) if len(word) > 1 and not word.isascii()]
    telling = sum(1 for word in marked if any(letter > "\xff" for letter in word))
    syllables = sum(map(_is_syllable, marked))
    if _CONTROL.search(text) or telling < _FEWEST_WORDS or syllables < _FITS * len(marked):
        return 0
    return syllables - _FOREIGN_WORD * (len(marked) - syllables)


def _is_syllable(word: str) -> bool:
    plain, tones = _TONES.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))


def _decode_declared(content: bytes) -> str | None:
    """As the page says of itself, where that is an encoding of text and fits; Latin-1 means Windows-1252, as in every browser."""
    match = _DECLARED.search(content[:4096])
    declared = match[1].decode("ascii", "replace").lower() if match else ""
    if not _PAGE_ENCODING.fullmatch(declared):
        return None
    try:
        return content.decode("cp1252" if declared in ("iso-8859-1", "us-ascii") else declared)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_western(content: bytes) -> str | None:
    """As Windows-1252, where every marked word is spelled as a Western language spells and every other sign is typography."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    marked = [word for word in _LETTERS.findall(text) if not word.isascii()]
    signs = {c for c in text if c > "\x7f" and not c.isalpha()}
    fits = signs <= _WESTERN_MARKS and sum(1 for word in marked if _WESTERN_WORD.fullmatch(word)) >= _FITS * len(marked)
    return text if fits and _is_mostly_plain(text) else None


def _is_mostly_plain(text: str) -> bool:
    """Whether letters without marks prevail, as they do in every Western language."""
    return sum(1 for c in text if c > "\x7f") <= 0.4 * len(text)


def _decode_detected(content: bytes) -> str | None:
    """As the detector finds, our last resort: it is often wrong about short texts."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], threshold=0.1).best()
    if best is None or best.encoding.startswith("utf"):
        return None
    try:
        return content.decode(best.encoding)
    except UnicodeDecodeError:
        return None
