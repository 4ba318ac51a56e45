"""Tables of a docx: a head that is repeated, rows that stay whole, widths by share."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt
from docx.table import _Cell, _Row  # pyright: ignore[reportPrivateUsage]

from bangfu.paper.official.model import Table
from bangfu.paper.official.parts import add, off_grid, set_face

SIZE, PITCH = 12, 17  # points
LONG = 12  # characters from which a cell is read from the left, not at a glance


def add_table(document: Document, table: Table) -> None:
    """The table, as wide as the type area."""
    made = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    shares = table.widths or (1.0,) * len(table.head)
    widths = [Emu(round(Mm(156) * share / sum(shares))) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row, face in [(table.head, "hei"), *((row, "body") for row in table.rows)]:
        cells = made.add_row()
        _whole(cells, repeated=face == "hei")
        for cell, text, width in zip(cells.cells, row, widths, strict=True):
            cell.width = width
            _fill(cell, text, face)


def _whole(row: _Row, repeated: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # pyright: ignore[reportPrivateUsage]
    add(properties, "cantSplit")
    if repeated:
        add(properties, "tblHeader")


def _fill(cell: _Cell, text: str, face: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT if len(text) > LONG else WD_ALIGN_PARAGRAPH.CENTER
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(3)
    shape.line_spacing = Pt(PITCH)
    off_grid(line)
    set_face(line.add_run(text), face, SIZE)
