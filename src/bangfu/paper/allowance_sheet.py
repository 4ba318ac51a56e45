"""The sheet of allowances on paper: a page a payer, a row a person, with room for signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from bangfu.entitlements.account import Account, summed
from bangfu.entitlements.line import Line, exact
from bangfu.entitlements.notes import joined, said
from bangfu.language import Language
from bangfu.paper.files import whole_file
from bangfu.paper.sheets import Book
from bangfu.paper.words import word
from bangfu.regulation.vocabulary import Vocabulary

_WIDTHS = {
    "number": 6, "period": 9, "person": 12, "place": 14, "what": 14, "clause": 10, "days": 8, "amount": 11, "deducted": 11,
    "paid": 11, "left": 11, "state": 11, "signature": 16, "remark": 40,
}  # fmt: skip
_MONEY = ("amount", "deducted", "paid", "left")
_UNFIT = re.compile(r"[\[\]:*?/\\']")  # what the name of a sheet may not hold


def write_allowance_sheet(
    account: Account, names: Mapping[str, str], words: Vocabulary, path: Path, tongue: Language
) -> None:
    """Write the allowances of an account to sign for, a sheet for each payer. The file appears whole or not at all."""
    payers: dict[str, list[Line]] = {}
    for line in account.found:
        if line.kind == "allowance":
            payers.setdefault(line.payer or "", []).append(line)
    with whole_file(path) as temporary:
        book = Book(temporary, account.as_of)
        for number, payer in enumerate(sorted(payers), 1):
            name = names.get(payer, payer) or word("allowance.no_payer", tongue)
            sheet = book.sheet(f"{number} {_UNFIT.sub(' ', name)}")
            title = word("allowance.title", tongue, payer=name, period=account.period)
            book.cell(sheet, 0, 0, title, bold=True, font_size=16)
            book.cell(sheet, 1, 0, word("as_of", tongue, day=account.as_of))
            _rows(book, sheet, payers[payer], names, words, tongue)
        if not payers:
            book.cell(book.sheet(account.period), 0, 0, word("allowance.nothing", tongue))
        book.close()


def _rows(
    book: Book,
    sheet: Worksheet,
    lines: list[Line],
    names: Mapping[str, str],
    words: Vocabulary,
    tongue: Language,
) -> None:
    for column, width in enumerate(_WIDTHS.values()):
        sheet.set_column(column, column, width)
    book.header(sheet, 3, [word(f"allowance.{name}", tongue) for name in _WIDTHS])
    sheet.repeat_rows(3)
    for number, line in enumerate(lines, 1):
        told = {
            "number": number,
            "period": line.period,
            "person": names.get(line.person or "", line.person),
            "place": names.get(line.place or "", line.place),
            "what": words.name("entitlement", line.what, tongue),
            "clause": line.clause,
            "days": line.days,
            **{name: exact(getattr(line, name)) for name in _MONEY},
            "state": getattr(said(f"state_{line.state}"), tongue),
            "signature": None,
            "remark": getattr(joined(line.notes), tongue),
        }
        book.row(sheet, number + 3, told.values(), bottom=1, text_wrap=True)
    sums = {name: exact(summed(lines, name)) for name in _MONEY}
    row = len(lines) + 4
    total = {"person": word("total", tongue), **sums}
    book.row(sheet, row, [total.get(name) for name in _WIDTHS], bold=True)
    book.cell(sheet, row + 2, 0, word("allowance.foot", tongue))
