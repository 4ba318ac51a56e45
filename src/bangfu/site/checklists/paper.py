"""A sheet, or a form that nobody filled yet, as the paper that it was made for."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bangfu.paper.form.printing import PrintedForm, PrintedPart, PrintedRow
from bangfu.regulation.forms import Form, Part
from bangfu.regulation.model import Regulation
from bangfu.site.checklists.models import Answer, Sheet
from bangfu.site.checklists.parts import said
from bangfu.site.checklists.words import FOUND, in_tongue
from bangfu.site.web.words import tongue


def printed(pack: Regulation, form: Form, sheet: Sheet | None = None, by: str = "") -> PrintedForm:
    """A form with the answers of a sheet in the part that it fills; the other parts, and an empty form, are left blank."""
    filled = sheet is not None
    return PrintedForm(
        said(form.title),
        [
            (_("被监督单位"), _subject(sheet) if sheet else ""),
            (_("填表日期"), _day(sheet.on) if sheet else _("　　　　年　　月　　日")),
        ],
        (_("监督对象"), said(form.asks), _("是否落实"), _("备注")),
        [
            _part(part, sheet if filled and sheet and sheet.part == part.clause else None)
            for part in form.part
        ],
        [(_("单位负责人"), ""), (_("填表人"), by)],
        " · ".join(text for text in (pack.regulation.number, sheet.pk if sheet else "") if text),
        tongue(),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if tongue() == "zh" else day.isoformat()


def _subject(sheet: Sheet) -> str:
    """The unit that is supervised, and the person where one is."""
    unit = sheet.organisation or (sheet.person.organisation if sheet.person else None)
    return "　".join(str(each) for each in (unit, sheet.person) if each)


def _part(part: Part, sheet: Sheet | None) -> PrintedPart:
    if sheet is None:
        rows = [PrintedRow(_line(row.number, said(row.text))) for row in part.row]
        return PrintedPart(said(part.title), rows)
    answers = {answer.row: answer for answer in sheet.answers.all()}
    rows = [
        PrintedRow(_line(row["number"], in_tongue(row["text"])), *_answered(answers.get(row["clause"])))
        for row in sheet.rows
    ]
    return PrintedPart(in_tongue(sheet.asked["part"]), rows)


def _line(number: str, text: str) -> str:
    """A row with its number as it is printed."""
    return f"{number}{text}" if number.startswith("（") else f"{number}. {text}"


def _answered(answer: Answer | None) -> tuple[str, str]:
    if answer is None:
        return "", ""
    why = _("与台账不同：%(why)s") % {"why": answer.reason} if answer.contradicts else ""
    return str(FOUND[answer.found]), "\n".join(text for text in (answer.remark, why) if text)
