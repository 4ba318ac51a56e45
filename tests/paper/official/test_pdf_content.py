"""What a PDF says, however it is set."""

from __future__ import annotations

import pytest
from tests.paper.official.measuring import pages_of
from tests.paper.official.samples import SENTENCE, paper

from bangfu.paper.official import Paragraph, Table, faces, write_pdf

if not faces.faces():
    pytest.skip("no Chinese face on this machine", allow_module_level=True)


def test_the_same_paper_is_the_same_file() -> None:
    assert write_pdf(paper()) == write_pdf(paper())


def test_a_row_of_a_table_is_whole_and_its_head_repeated() -> None:
    table = Table(head=("序号", "问题"), rows=tuple((str(i), SENTENCE) for i in range(30)), widths=(1, 6))
    pages = [
        p
        for p in pages_of(write_pdf(paper(blocks=(table,), attachments=())))
        if "完成时限" in p.extract_text()
    ]
    assert len(pages) > 2
    for page in pages:
        assert "序号" in page.extract_text()
        assert page.extract_text().replace("\n", "").count("为把督查") == page.extract_text().count("时限")


def test_text_is_text_and_never_a_command() -> None:
    text = '#import "x.typ": * $a$ *b* _c_ @d <e> `f` \\ // 结尾'
    assert "#import" in pages_of(write_pdf(paper(blocks=(Paragraph(text=text),))))[0].extract_text()
