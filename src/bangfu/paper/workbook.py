"""The board as a workbook: overview, townships, duties, gaps and every unmet line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from bangfu.paper.files import whole_file
from bangfu.paper.gaps import PER_DUTY
from bangfu.paper.model import STATUSES, Board, Gap, Tally
from bangfu.paper.sheets import Book
from bangfu.paper.words import period, status_names, word

_PERCENT = "0%"
_LINE_COLUMNS = (
    ("regulation", "regulation", 16), ("clause", "clause", 12), ("duty", "duty", 26), ("role", "role", 18),
    ("id", "person", 12), ("bearer", "person_name", 14), ("id", "organisation", 20), ("bearer", "organisation_name", 20),
    ("id", "place", 14), ("place", "place_name", 14), ("household", "household", 12), ("counterpart", "counterpart", 12),
    ("period_start", "period_start", 11), ("period_end", "period_end", 11), ("required", "required", 8),
    ("achieved", "achieved", 8), ("unit", "unit", 10), ("evidence", "evidence", 24), ("note", "note", 50),
)  # fmt: skip


def write_workbook(board: Board, unmet: Iterable[dict[str, Any]], path: Path) -> None:
    """Write the board and its unmet lines (`bangfu.paper.lines.with_names`). The file appears whole or not at all."""
    with whole_file(path) as temporary:
        book = Book(temporary, board.as_of)
        _overview(book, board)
        _townships(book, board)
        _duties(book, board)
        _cells(book, board)
        _gaps(book, board)
        _unmet(book, board, unmet)
        book.close()


def _overview(book: Book, board: Board) -> None:
    tongue = board.language
    sheet = book.sheet(word("overview", tongue))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 7, 12)
    book.cell(sheet, 0, 0, f"{board.name} {word('board_title', tongue)}".strip(), bold=True, font_size=16)
    said = [
        word("as_of", tongue, day=board.as_of),
        word("kept_means", tongue),
        word("once", tongue),
        word("proposal", tongue),
    ]
    if board.synthetic:
        book.cell(sheet, 1, 0, word("synthetic", tongue), bold=True, bg_color="#FFF2CC")
    for row, sentence in enumerate(said, 2):
        book.cell(sheet, row, 0, sentence)
    kinds = [(word(f"group.{g}", tongue), t) for g, t in board.groups.items()]
    row = _tallies(book, sheet, board, 7, [(word("by_kind", tongue), None), *kinds])
    documents = [(f"{r.title} {r.number}", r.tally) for r in board.regulations]
    _tallies(book, sheet, board, row + 1, [(word("regulation", tongue), None), *documents])


def _tallies(
    book: Book, sheet: Worksheet, board: Board, row: int, rows: Sequence[tuple[str, Tally | None]]
) -> int:
    """A small table of statuses, its first name the head and its last row the total; returns the row after it."""
    tongue = board.language
    book.header(sheet, row, [rows[0][0], *status_names(tongue), word("total", tongue), word("kept", tongue)])
    first, last = row + 1, row + len(rows)
    for name, tally in [*rows[1:], (word("total", tongue), board.total)]:
        row += 1
        bold = row == last
        counts = [] if tally is None else [*(tally.of(s) for s in STATUSES), tally.total]
        book.row(sheet, row, [name, *counts], bold=bold)
        book.cell(sheet, row, len(STATUSES) + 2, tally and tally.kept, num_format=_PERCENT, bold=bold)
    _marks(book, sheet, first, row, len(STATUSES) + 2)
    return row + 1


def _marks(book: Book, sheet: Worksheet, first: int, last: int, column: int) -> None:
    """Bars in the share column and bold red for unmet: length and weight tell the same as colour."""
    sheet.conditional_format(first, column, last, column, {"type": "data_bar", "bar_color": "#70AD47", "bar_solid": True,
        "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1})  # fmt: skip
    unmet = 1 + STATUSES.index("unmet")
    loud = book.book.add_format({"font_color": "#9C0006", "bold": True})
    sheet.conditional_format(
        first, unmet, last, unmet, {"type": "cell", "criteria": ">", "value": 0, "format": loud}
    )


def _townships(book: Book, board: Board) -> None:
    tongue = board.language
    sheet = book.sheet(word("by_township", tongue))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 20)
    groups = list(board.groups)
    unmet = word("status.unmet", tongue)
    names = [word("township", tongue), *status_names(tongue), word("total", tongue), word("kept", tongue)]
    book.header(sheet, 0, [*names, *(f"{unmet}: {word(f'group.{g}', tongue)}" for g in groups)])
    sheet.set_column(1, len(names) + len(groups), 11)
    for row, area in enumerate(board.areas, 1):
        book.row(sheet, row, [area.name, *(area.tally.of(s) for s in STATUSES), area.tally.total])
        book.cell(sheet, row, 7, area.tally.kept, num_format=_PERCENT)
        for column, group in enumerate(groups, 8):
            if group in area.groups:
                book.cell(sheet, row, column, area.groups[group].unmet)
    _marks(book, sheet, 1, max(1, len(board.areas)), 7)


def _duties(book: Book, board: Board) -> None:
    tongue = board.language
    sheet = book.sheet(word("by_duty", tongue))
    sheet.freeze_panes(1, 3)
    heads = [word(k, tongue) for k in ("regulation", "clause", "duty", "bearer_kind")]
    heads += [*status_names(tongue), word("total", tongue), word("kept", tongue), word("text", tongue)]
    book.header(sheet, 0, heads)
    for column, width in enumerate((18, 14, 30, 18, 9, 9, 9, 9, 9, 9, 10, 70)):
        sheet.set_column(column, column, width)
    for row, duty in enumerate(board.duties, 1):
        groups = "、".join(word(f"group.{g}", tongue) for g in duty.groups)
        counts = [*(duty.tally.of(s) for s in STATUSES), duty.tally.total]
        book.row(sheet, row, [duty.regulation, duty.clause, duty.title, groups, *counts])
        book.cell(sheet, row, 10, duty.tally.kept, num_format=_PERCENT)
        book.cell(sheet, row, 11, duty.text, text_wrap=True)
    sheet.autofilter(0, 0, max(1, len(board.duties)), 11)


def _cells(book: Book, board: Board) -> None:
    """Every figure of a township taken apart into the duties behind it."""
    tongue = board.language
    sheet = book.sheet(word("matrix_sheet", tongue))
    sheet.freeze_panes(1, 0)
    heads = [word(k, tongue) for k in ("township", "bearer_kind", "regulation", "clause", "duty")]
    book.header(sheet, 0, [*heads, *status_names(tongue)])
    for column, width in enumerate((14, 16, 18, 14, 30)):
        sheet.set_column(column, column, width)
    names = {a.code: a.name for a in board.areas}
    order = {a.code: n for n, a in enumerate(board.areas)}
    cells = sorted(board.cells, key=lambda c: (order[c.area], c.duty, c.group))
    for row, cell in enumerate(cells, 1):
        duty = board.duties[cell.duty]
        head = [
            names[cell.area],
            word(f"group.{cell.group}", tongue),
            duty.regulation,
            duty.clause,
            duty.title,
        ]
        book.row(sheet, row, [*head, *(cell.tally.of(s) for s in STATUSES)])
    sheet.autofilter(0, 0, max(1, len(cells)), 9)


def _gaps(book: Book, board: Board) -> None:
    tongue = board.language
    sheet = book.sheet(word("gaps", tongue))
    sheet.freeze_panes(1, 0)
    keys = (
        "bearer",
        "id",
        "role",
        "township",
        "duty",
        "number",
        "clause",
        "missing",
        "missed",
        "verdicts",
        "worst",
    )
    keys = (*keys, "achieved", "required", "unit", "evidence", "note", "text")
    book.header(sheet, 0, ["#", *(word(k, tongue) for k in keys)])
    for column, width in enumerate((4, 20, 18, 18, 20, 24, 24, 14, 9, 9, 9, 22, 8, 8, 8, 30, 40, 50)):
        sheet.set_column(column, column, width)
    for row, gap in enumerate(board.gaps, 1):
        book.row(sheet, row, [row, *_gap(gap)], text_wrap=True)
        book.cell(sheet, row, 8, gap.missing, num_format=_PERCENT)
    book.cell(sheet, len(board.gaps) + 2, 1, word("gap_rule", tongue, per_duty=PER_DUTY))


def _gap(gap: Gap) -> list[object]:
    worst = period(gap.worst_start, gap.worst_end)
    who = [gap.name, gap.bearer, gap.role, "、".join(gap.areas), gap.title, gap.number, gap.clause]
    figures = [gap.missing, gap.missed, gap.judged, worst, gap.achieved, gap.required, gap.unit]
    return [*who, *figures, list(gap.evidence), gap.note, gap.text]


def _unmet(book: Book, board: Board, lines: Iterable[dict[str, Any]]) -> None:
    sheet = book.sheet(word("unmet_lines", board.language))
    sheet.freeze_panes(1, 3)
    book.header(sheet, 0, [word(head, board.language) for head, _, _ in _LINE_COLUMNS])
    for column, (_, _, width) in enumerate(_LINE_COLUMNS):
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(lines, 1):
        book.row(sheet, row, (line.get(key) for _, key, _ in _LINE_COLUMNS))
    sheet.autofilter(0, 0, max(1, row), len(_LINE_COLUMNS) - 1)
