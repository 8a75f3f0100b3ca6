"""Whatever is handed in: an error that names the file and the cause, in bounded time and memory."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.errors import DocumentError
from loaders.reading import discover, read_document, read_file


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "has no text"),
        (b"\xef\xbb\xbf\n", "has no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "looks like a PDF file"),
        (b"\x89PNG\r\n\x1a\n\x00", "looks like a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "looks like a JPEG image"),
        (b"PK\x03\x04\x14\x00", "looks like a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"ID3\x04\x00\x00", "MP3"),
        (b"<html><body></body></html>", "is HTML without text"),
        (b"<html><body><script>var a = 'words';</script></body></html>", "is HTML without text"),
    ],
)
def test_what_is_no_document_says_what_it_is(content: bytes, cause: str) -> None:
    with pytest.raises(DocumentError, match=f"^strange.txt: .*{cause}") as caught:
        read_document(content, "strange.txt")
    assert caught.value.name == "strange.txt"


def test_a_headline_may_begin_like_a_signature() -> None:
    assert read_document("ID3 là tên một cụm thi đua.\n".encode(), "x.txt").language == "vi"


def test_a_real_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "report.txt", "w") as archive:
        archive.writestr("word/document.xml", "<w:p/>")
    with pytest.raises(DocumentError, match=r"report.txt: .*ZIP"):
        read_file(tmp_path / "report.txt")


def test_the_limit_is_kept() -> None:
    with pytest.raises(DocumentError, match="larger than the limit of 1,000 bytes"):
        read_document(b"a" * 1001, "x.txt", 1000)


BOMBS = {
    "deep": ("<html><body>" + "<div>" * 100_000 + "words" + "</div>" * 100_000, "nested deeper"),
    "deep inline": ("<html><body><p>" + "<b>" * 1_000_000 + "words</p>", "more than 300,000|nested deeper"),
    "deep tables": ("<html><body>" + "<table><tr><td>" * 50_000 + "</p>", "nested deeper"),
    "many tags": ("<html><body>" + "<p>x" * 1_000_000 + "</p>", "more than 300,000 HTML tags"),
    "many attributes": ("<html><body><p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x</p>", "tens of thousands of attributes"),
    "attributes that hide": (
        "<html><body><p " + " ".join(f"a{i}='>'" for i in range(200_000)) + ">x</p>",
        "tens of thousands of attributes",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.timeout(30)
def test_pages_made_to_do_harm_are_refused(name: str) -> None:
    markup, cause = BOMBS[name]
    with pytest.raises(DocumentError, match=f"bomb.html: .*(?:{cause})"):
        read_document(markup.encode(), "bomb.html")


@pytest.mark.timeout(30)
def test_entities_of_a_document_type_are_not_expanded() -> None:
    entities = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    text = read_document(f"<!DOCTYPE html [{entities}]><html><body><p>laughs &a11;</p></body></html>".encode(), "bomb.html").text
    assert len(text) < 2000


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "<a href=x>link</a> ",
        "<li><a href=x>link</a>",
        "<p class='comment related menu'>x</p>",
        "<h3>Read more</h3>",
        "<span class=a>x</span>",
        "&amp;",
    ],
)
def test_large_pages_of_one_thing_take_bounded_time(piece: str) -> None:
    markup = (
        "<html><body><h1>Headline of the page</h1><p>Some words that are read, and then some more of them.</p>"
        + piece * 20_000
        + "</body></html>"
    )
    assert read_document(markup.encode(), "large.html").text.startswith("Headline of the page\nSome words")


@given(st.binary(min_size=1, max_size=400))
@example(b"\xff\xfe")
@example(b"<html><body><p>\xff</p></body></html>")
@example(b"<table></table>")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = read_document(content, "any")
    except DocumentError as error:
        refusal = str(error)
    else:
        refusal = f"any: {document.text}"
    assert refusal.startswith("any: ")
    assert len(refusal) > 5


TAGS = [
    "html",
    "body",
    "p",
    "div",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "a href=x",
    "h1",
    "h2",
    "br",
    "article",
    "span class=comment",
    "nav",
    "title",
    "!--",
    "script",
]


@given(
    st.lists(
        st.one_of(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]), st.text(max_size=20)),
        max_size=30,
    )
)
def test_any_tag_soup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        document = read_document(("<html><p>x</p>" + "".join(pieces)).encode("utf-8", "replace"), "any.html")
    except DocumentError:
        return
    assert all(line == " ".join(line.split()) or " | " in line for line in document.text.split("\n"))


def test_a_file_that_can_not_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone.txt: can't be read: No such file"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(DocumentError, match=r"can't be read: Is a directory"):
        read_file(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(DocumentError, match=r"secret.txt: can't be read: Permission denied"):
        read_file(path)


def test_documents_are_found_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.HTML", "a/y.htm", "a/.hidden.txt", ".git/c.txt", "c.md", "d.pdf", "a/b/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in discover([tmp_path, tmp_path / "b.txt", tmp_path / "d.pdf"])]
    assert found == ["a/b/x.txt", "a/y.htm", "a/z.HTML", "b.txt", "c.md", "d.pdf"]


def test_a_folder_without_documents_and_a_missing_path_are_errors(tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"")
    with pytest.raises(DocumentError, match="is a folder without documents"):
        discover([tmp_path])
    with pytest.raises(DocumentError, match="nowhere: does not exist"):
        discover([tmp_path / "nowhere"])
