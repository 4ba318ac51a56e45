"""What stands at the foot of a docx: numbers of pages, outside, and who was sent a copy and printed it."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from bangfu.paper.official.lines import day_of
from bangfu.paper.official.model import Paper
from bangfu.paper.official.parts import at_bottom, border, field, indent, off_grid, set_face

THICK = 8  # eighths of a point: 0.35 mm
SIZE, PITCH = 14, 23  # points
WIDE = Mm(156)


def add_page_numbers(section: Section) -> None:
    """— 1 — at the right of odd pages and the left of even ones, one character from the edge."""
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    )
    for foot, alignment, side in sides:
        foot.is_linked_to_previous = False
        line = foot.paragraphs[0]
        line.alignment = alignment
        indent(line, **{side: 1})
        set_face(line.add_run("— "), "song", SIZE)
        field(line, "PAGE", "song", SIZE)
        set_face(line.add_run(" —"), "song", SIZE)


def add_foot(document: Document, paper: Paper) -> None:
    """Copied to, printed by and on, between lines, at the bottom of the last page."""
    copied = f"抄送：{'，'.join(paper.copied)}。" if paper.copied else ""
    printed = f"{day_of(paper.printed_on)}印发" if paper.printed_on else ""
    if copied:
        _line(document, f"\u3000{copied}")
    if copied and (paper.printed_by or printed):
        _rule(document)
    if paper.printed_by or printed:
        _line(document, f"\u3000{paper.printed_by}\t{printed}\u3000")
    if copied or paper.printed_by or printed:
        end = document.add_paragraph()  # what the frame hangs on
        end.paragraph_format.line_spacing = Pt(1)
        end.paragraph_format.space_after = Pt(0)


def _line(document: Document, text: str) -> Line:
    """A line of the foot. All have the same border and indents: only then programs draw one frame around them."""
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    shape.left_indent, shape.first_line_indent = Pt(4 * SIZE), Pt(-4 * SIZE)
    shape.tab_stops.add_tab_stop(WIDE, WD_TAB_ALIGNMENT.RIGHT)
    off_grid(line)
    at_bottom(line)
    border(line, THICK, "top", "bottom", space=1)
    set_face(line.add_run(text), "body", SIZE)
    return line


def _rule(document: Document) -> None:
    """The thin line between, as an underlined tab: a border of its own would break the frame in LibreOffice."""
    line = _line(document, "\t\t")  # the first reaches the indent, the second the edge
    line.paragraph_format.line_spacing = Pt(SIZE / 2)
    line.runs[0].font.underline = True
