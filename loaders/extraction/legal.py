"""Numbers of normative documents: `57-NQ/TW`, `152/2025/NĐ-CP`, with or without diacritics, and who issues by their suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ontology.identifiers import slug_of

from .items import Item
from .view import TextView, fold_text

# {number}[/{year}]{- or /}{type}[{- or /}{issuer}...]; Party documents write 57-NQ/TW, the State 03/NQ-CP, the Assembly 176/2025/QH15.
_NUMBER = re.compile(
    r"(?<![\w/])(?P<number>\d{1,5})(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s?[-/]\s?"
    r"(?P<tail>(?:NQLT|NQ|CTPH|CT(?![rR])|C[ĐD](?!\w)|N[ĐD]|Q[ĐD](?!\w*\s)|Q[ĐD]|TTLT|TT(?![rR])|KH|TB|KL|H[DĐ]|TT[rR]|CT[rR]|QC|QH\d{1,2}|L-CTN|SL|UBND|BC|CV|V[BP]HN|[BS][A-ZĐ]{1,7}(?=-[A-ZĐ])|[A-ZĐ]{3,8}(?=-[A-ZĐ]{2}))"
    r"(?:\s?[-/]\s?[A-ZĐƯ](?:\w|\.(?=\w))*(?:\s?-\s?[A-ZĐƯ][\wĐƯ]*)*)?)",
)
_TYPES = {
    "nq": "resolution",
    "ct": "directive",
    "nd": "decree",
    "qd": "decision",
    "tt": "circular",
    "ttlt": "circular",
    "nqlt": "resolution",
    "ctph": "programme",
    "kh": "plan",
    "tb": "notice",
    "kl": "conclusion",
    "hd": "guidance",
    "ttr": "submission",
    "ctr": "programme",
    "qc": "regulation",
    "qh": "law",
}


def find_numbers(view: TextView) -> Iterator[Item]:
    """Document numbers, with `key` (folded, hyphenated: `57-nq-tw`), `kind`, `issuer` suffix (folded) and `year`."""
    for match in _NUMBER.finditer(view.text):
        yield Item("legal_number", *match.span(), facts=number_facts(match))


def number_facts(match: re.Match[str]) -> dict[str, Any]:
    """What a number says by its own grammar."""
    tail = re.sub(r"\s", "", match["tail"])
    pieces = [fold_text(piece).replace(".", "") for piece in re.split(r"[-/]", tail)]
    kind = _TYPES.get(re.sub(r"\d", "", pieces[0]), "document")
    year = f"{match['year']}-" if match["year"] else ""
    issuer = "-".join(pieces[1:]) or pieces[0]
    return {
        "key": slug_of(f"{match['number']}-{year}{'-'.join(pieces)}"),
        "number": match["number"],
        "kind": kind,
        "issuer": issuer,
        "year": int(match["year"]) if match["year"] else None,
    }


# Who issues what is numbered so, where a suffix stands for one body alone; ministries and provinces have suffixes of their own.
ISSUERS = {
    "cp": "organization/chinh-phu",
    "ttg": "organization/thu-tuong-chinh-phu",
    "vpcp": "organization/van-phong-chinh-phu",
    "qh": "organization/quoc-hoi",
    "ubtvqh": "organization/uy-ban-thuong-vu-quoc-hoi",
    "bnv": "organization/bo-noi-vu",
    "bqp": "organization/bo-quoc-phong",
    "bca": "organization/bo-cong-an",
    "bxd": "organization/bo-xay-dung",
    "bng": "organization/bo-ngoai-giao",
    "btp": "organization/bo-tu-phap",
    "btc": "organization/bo-tai-chinh",
    "bct": "organization/bo-cong-thuong",
    "byt": "organization/bo-y-te",
    "bgddt": "organization/bo-giao-duc-va-dao-tao",
    "bvhttdl": "organization/bo-van-hoa-the-thao-va-du-lich",
    "bkhcn": "organization/bo-khoa-hoc-va-cong-nghe",
    "bnnmt": "organization/bo-nong-nghiep-va-moi-truong",
}
# How the numbers of the bodies that reports name without a suffix go on: "Resolution 68 of the Politburo" is 68-NQ/TW.
SUFFIXES = {
    ("resolution", "organization/bo-chinh-tri"): "nq-tw",
    ("resolution", "organization/ban-chap-hanh-trung-uong-dang"): "nq-tw",
    ("directive", "organization/bo-chinh-tri"): "ct-tw",
    ("directive", "organization/ban-bi-thu"): "ct-tw",
    ("resolution", "organization/chinh-phu"): "nq-cp",
    ("decision", "organization/thu-tuong-chinh-phu"): "qd-ttg",
    ("directive", "organization/thu-tuong-chinh-phu"): "ct-ttg",
}


def issuer_of(suffix: str) -> str | None:
    """The id of the body that a number's last part stands for (`cp` the Government), where it stands for one only."""
    return ISSUERS.get(re.sub(r"\d+$", "", suffix))


def short_key(kind: str | None, number: str, issuer: str) -> str | None:
    """The key of a document known by type, number and issuer, where these tell its suffix."""
    suffix = SUFFIXES.get((kind or "", issuer))
    return f"{number}-{suffix}" if suffix else None
