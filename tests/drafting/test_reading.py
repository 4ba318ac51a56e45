"""Files: those that should not be opened are refused in bounded time; text, docx and PDF give the same duties."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import perf_counter

import docx
import pypdfium2
import pytest
import typst

from bangfu.errors import BangfuError
from bangfu.regulation.drafting.draft import draft
from bangfu.regulation.drafting.reading import files
from bangfu.regulation.drafting.reading.files import read, text_of

TEXT = "一、第一书记职责\n每月驻村不少于20天。\n"
XML = '<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def packed(**parts: str | bytes) -> bytes:
    """A docx of these parts, by their bare names."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(f"word/{name}", content)
    return into.getvalue()


def pdf_of(text: str, pages: int = 1) -> bytes:
    """A real PDF of a text, on so many pages."""
    return typst.compile(("\n#pagebreak()\n".join([text.replace("\n", "\n\n")] * pages)).encode())


def locked() -> bytes:
    """A docx whose one part says that it is encrypted."""
    data = bytearray(packed(**{"document.xml": XML}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    return bytes(data)


NESTED = "<w:p xmlns:w='w'>" * 200_000
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
HOSTILE = {
    "nothing": (b"", "draft_no_text"),
    "blanks": ("　\n \n".encode(), "draft_no_text"),
    "bytes": (bytes(range(256)) * 40, "draft_unreadable"),
    "nulls": (b"\x00" * 4_000, "draft_unreadable"),
    "old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "draft_locked"),
    "cut zip": (packed(**{"document.xml": XML})[:60], "corrupt_file"),
    "other zip": (packed(**{"sheet.xml": "<a/>"}), "draft_unreadable"),
    "locked docx": (locked(), "draft_locked"),
    "macros": (packed(**{"document.xml": XML, "vbaProject.bin": b"x"}), "draft_macros"),
    "bomb": (packed(**{"document.xml": b" " * 70_000_000}), "zip_bomb"),
    "entities": (packed(**{"document.xml": ENTITIES}), "corrupt_file"),
    "nested": (packed(**{"document.xml": NESTED}), "corrupt_file"),
    "no xml": (packed(**{"document.xml": "hello"}), "corrupt_file"),
    "cut pdf": (b"%PDF-1.7\n1 0 obj <<", "corrupt_file"),
    "empty pdf": (pdf_of("#rect()"), "draft_no_text"),
    "too long": ("驻村。".encode() * 400_000, "draft_too_big"),
    "too big": (b"a" * (files.MAX_BYTES + 1), "draft_too_big"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    data, code = HOSTILE[name]
    began = perf_counter()
    with pytest.raises(BangfuError) as refused:
        text_of(data, "示例")
    assert [p.code for p in refused.value.problems] == [code]
    assert perf_counter() - began < 5


def test_a_locked_pdf_is_refused() -> None:
    data = Path(__file__).with_name("locked.pdf").read_bytes()
    with pytest.raises(BangfuError) as refused:
        text_of(data, "示例")
    assert refused.value.problems[0].code == "draft_locked"


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(BangfuError) as refused:
        read(tmp_path)
    assert refused.value.problems[0].code == "draft_no_file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_in_the_encodings_of_offices(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "示例.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path) == TEXT


def test_a_docx_with_numbers_of_the_word_processor_and_a_table() -> None:
    document = docx.Document()
    document.add_paragraph("一、第一书记职责")
    for words in ("每月驻村不少于20天。", "每周走访3户。"):
        document.add_paragraph(words, style="List Number")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "派出单位", "每季度回访1次"
    into = io.BytesIO()
    document.save(into)
    text = text_of(into.getvalue(), "示例.docx")
    assert text == "一、第一书记职责\n1.每月驻村不少于20天。\n2.每周走访3户。\n派出单位\t每季度回访1次\n"
    assert [(c.clause, c.actor) for c in draft(text).candidates] == [
        ("一/1", "第一书记"),
        ("一/2", "第一书记"),
        ("一/2", "派出单位"),
    ]


def test_deleted_words_of_a_docx_are_not_read() -> None:
    body = XML.format("每月1次</w:t></w:r><w:del><w:r><w:delText>每周2次</w:delText></w:r></w:del><w:r><w:t>")
    assert text_of(packed(**{"document.xml": body}), "示例.docx") == "每月1次\n"


def test_a_pdf_says_the_same_as_its_text() -> None:
    text = text_of(pdf_of(TEXT), "示例.pdf")
    assert [(c.actor, c.min, c.per) for c in draft(text).candidates] == [
        (c.actor, c.min, c.per) for c in draft(TEXT).candidates
    ]


def test_a_hundred_pages_in_under_five_seconds() -> None:
    page = "第一书记每月驻村不少于20天，每季度走访群众1遍，及时研究解决问题。" * 20
    data = pdf_of(page, pages=100)
    assert len(pypdfium2.PdfDocument(data)) >= 100
    began = perf_counter()
    found = draft(text_of(data, "示例.pdf"))
    assert perf_counter() - began < 5
    assert len(found.candidates) == 4_000
