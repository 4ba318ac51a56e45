"""Papers that tests write: nobody in them exists."""

from __future__ import annotations

from datetime import date
from typing import Any

from bangfu.paper.official import Attachment, Heading, Paper, Paragraph, Table

SENTENCE = "为把督查发现的问题改到位各乡镇和有关单位要对照清单逐条认领明确责任领导和完成时限"  # no punctuation: it would be squeezed


def paper(**given: Any) -> Paper:
    """A notice with every element."""
    usual: dict[str, Any] = {
        "issuer": "通渭县监督督查办公室文件", "word": "通督发", "year": 2020, "number": 7,
        "title": "关于做好四月份专项督查发现问题整改工作的通知",
        "recipients": ("各乡镇党委、政府", "县直各帮扶单位"),
        "blocks": (
            Heading(level=1, text="存在的问题"),
            Heading(level=2, text="驻村力量不足。", rest="有的队员在岗不足规定天数。"),
            Heading(level=3, text="甲村两名队员在岗不足规定天数。"),
            Table(head=("序号", "单位", "问题"), rows=(("1", "甲村", "在岗天数不足"),), widths=(1, 2, 5)),
            Paragraph(text=SENTENCE),
        ),
        "attachments": (Attachment(title="整改台账", blocks=(Paragraph(text=SENTENCE),)), Attachment(title="销号申请表")),
        "signature": "通渭县监督督查办公室", "on": date(2020, 4, 9), "note": "此件发至乡镇",
        "copied": ("县委办公室", "县政府办公室"), "printed_by": "通渭县监督督查办公室", "printed_on": date(2020, 4, 9),
    }  # fmt: skip
    return Paper(**usual | given)


def long_paper(paragraphs: int = 12) -> Paper:
    """Full pages of nothing but text."""
    return paper(blocks=(Paragraph(text=SENTENCE * 8),) * paragraphs, attachments=(), note="")
