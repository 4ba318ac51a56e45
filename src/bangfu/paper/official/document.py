"""A paper as docx, in the same layout, to be edited on; faces are named as offices know them.

How many pages it will have only the program knows that opens it: the foot stands at the bottom of the last page, odd or even.
"""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from bangfu.paper.official.foot import add_foot, add_page_numbers
from bangfu.paper.official.lines import day_of, title_lines
from bangfu.paper.official.model import Attachment, Block, Heading, Paper, Table
from bangfu.paper.official.numbering import numbered
from bangfu.paper.official.parts import (
    CLOSER,
    PITCH,
    border,
    indent,
    off_grid,
    set_face,
    set_grid,
    set_habits,
)
from bangfu.paper.official.tabular import add_table

CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
RED = RGBColor(0xFF, 0, 0)
HEADING_FACES = {1: "hei", 2: "kai"}


def write_docx(paper: Paper) -> bytes:
    """The paper."""
    document = docx.Document()
    _page(document)
    document.core_properties.title = paper.title.replace("\n", "")
    document.core_properties.author = paper.issuer
    _head(document, paper)
    _title(document, paper.title)
    if paper.recipients:
        line(document)
        line(document, "，".join(paper.recipients) + "：")
    _blocks(document, paper.blocks)
    _attachment_names(document, paper.attachments)
    _end(document, paper)
    for number, attachment in enumerate(paper.attachments, 1):
        if attachment.blocks:
            _attachment(document, attachment, number if len(paper.attachments) > 1 else None)
    add_foot(document, paper)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def line(
    document: Document, text: str = "", role: str = "body", size: float = 16, pitch: int = PITCH
) -> Line:
    """A paragraph on the grid: lines exactly as high as it is wide, nothing before or after."""
    made = document.add_paragraph()
    shape = made.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(pitch / 20)
    shape.widow_control = False
    if pitch != PITCH:
        off_grid(made)
    made.alignment = JUSTIFY
    if text:
        set_face(made.add_run(text), role, size, CLOSER if size == 16 else 0)
    return made


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    set_grid(section)
    set_habits(document)
    add_page_numbers(section)


def _head(document: Document, paper: Paper) -> None:
    """35 mm to the top of the red head, two lines below it the number, 4 mm below that the red line: ten lines in all."""
    marks = [t for t in (paper.secrecy, paper.urgency) if t]
    for mark in marks:
        line(document, mark, "hei")
    for _ in range(3 - len(marks)):
        line(document)
    size = min(48, 436 // len(paper.issuer))
    issuer = line(document, paper.issuer, "title", size, pitch=round(size * 23))
    before = 12.4 - 0.12 * size
    issuer.paragraph_format.space_before = Pt(before)
    issuer.paragraph_format.space_after = Pt(max(0.0, 61 - before - size * 1.15))
    issuer.alignment = CENTRE
    issuer.runs[0].font.color.rgb = RED
    line(document)
    line(document)
    number = line(document, paper.reference)
    number.alignment = CENTRE
    if paper.signer:
        number.alignment = WD_ALIGN_PARAGRAPH.LEFT
        indent(number, left=1, right=1)
        number.paragraph_format.tab_stops.add_tab_stop(Pt(426), WD_TAB_ALIGNMENT.RIGHT)
        set_face(number.add_run("\t签发人："), "body", 16, CLOSER)
        set_face(number.add_run(paper.signer), "kai", 16, CLOSER)
    border(number, 16, "bottom", colour="FF0000", space=5)
    line(document)
    line(document, pitch=PITCH - 205)  # what the red line took


def _title(document: Document, title: str) -> None:
    for text in title_lines(title):
        line(document, text, "title", 22).alignment = CENTRE


def _blocks(document: Document, blocks: tuple[Block, ...]) -> None:
    for number, block in numbered(blocks):
        if isinstance(block, Table):
            if block.caption:
                line(document, block.caption, "hei", 12).alignment = CENTRE
            add_table(document, block)
        elif isinstance(block, Heading):
            made = line(document, number + block.text, HEADING_FACES.get(block.level, "body"))
            indent(made, firstLine=2)
            if block.rest:
                set_face(made.add_run(block.rest), "body", 16, CLOSER)
            elif block.level in HEADING_FACES:
                made.paragraph_format.keep_with_next = True
        else:
            indent(line(document, block.text), firstLine=2)


def _attachment_names(document: Document, attachments: tuple[Attachment, ...]) -> None:
    if attachments:
        line(document)
    for number, attachment in enumerate(attachments, 1):
        lead = "附件：" if number == 1 else ""
        count = f"{number}." if len(attachments) > 1 else ""
        made = line(document, lead + count + attachment.title.replace("\n", ""))
        # What is carried over stands below the first character of the name.
        hanging = (len(lead) and 3) + (1 if count else 0)
        indent(made, left=5 + (1 if count else 0), hanging=hanging)


def _end(document: Document, paper: Paper) -> None:
    """The date ends four characters before the edge, the name is centred over it."""
    day = day_of(paper.on)
    if not paper.signature and not day:
        return
    for blank in (line(document), line(document)):
        blank.paragraph_format.keep_with_next = True
    wide = len(day) - sum(c.isdigit() for c in day) / 2
    over = max(
        0.0, (len(paper.signature) - wide) / 2
    )  # how far the name reaches beyond the date on each side
    right = max(2.0, 4 - over)
    for text, space in ((paper.signature, right), (day, right + over)):
        if text:
            made = line(document, text)
            made.alignment = RIGHT
            made.paragraph_format.right_indent = Pt(space * 15.75)
            made.paragraph_format.keep_with_next = text != day
    if paper.note:
        indent(line(document, f"（{paper.note}）"), firstLine=2)


def _attachment(document: Document, attachment: Attachment, number: int | None) -> None:
    top = line(document, f"附件{number or ''}", "hei")
    top.paragraph_format.page_break_before = True
    line(document)
    _title(document, attachment.title)
    line(document)
    _blocks(document, attachment.blocks)
