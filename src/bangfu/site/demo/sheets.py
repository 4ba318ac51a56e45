"""Two checklists of the demo: a unit in which the ledger and the inspector differ, and a team leader."""

from __future__ import annotations

from django.db import transaction

from bangfu.site.checklists.filling import HandedIn, begin, hand_in, handed_in_of
from bangfu.site.checklists.models import Sheet
from bangfu.site.checklists.parts import FormPart, form_parts, posts_of, subject_of
from bangfu.site.clock import today
from bangfu.site.duties.models import Verdict
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

FORMS = ("annex2-assisting-units", "annex2-team-leaders")
REMARKS = {
    "1": ("yes", "有文件，一把手和分管领导都写明了。"),
    "2": ("partly", "会议记录齐；到村的记录和食堂登记对得上。"),
    "4": ("partly", "三年计划有，年度计划还是去年的。"),
    "5": ("not_seen", ""),
    "6": ("no", "两名队员参加工作不满一年，不合选派的要求。"),
}  # fmt: skip
REASON = "报告有原件，落款和签收日期都在期内，是单位没有补录。"


def fill_sheets() -> None:
    """Begun and handed in by the inspection office, under the same rules as anybody's."""
    office = Account.objects.filter(role="inspection_office").first()
    if office is None:
        return
    with transaction.atomic():
        account = enter(office.pk)
        for part in form_parts():
            if account is not None and part.form.id in FORMS:
                _fill(account, part)


def _fill(account: Account, part: FormPart) -> None:
    """About somebody of whom the ledger says that something is not done, where there is one."""
    posts = posts_of(part, today())
    wanting = Verdict.objects.filter(
        regulation=part.pack.regulation.id, role__in=part.part.subject, status="unmet"
    )
    units = set(wanting.values_list("organisation_id", flat=True))
    chosen = next((p for p in posts if subject_of(p).pk in units), posts[0] if posts else None)
    if chosen is not None:
        sheet = begin(account, part, chosen, today())
        hand_in(account, sheet, _answers(sheet))


def _answers(sheet: Sheet) -> HandedIn:
    """Made-up answers; the first row that the ledger says is unmet is contradicted."""
    given = []
    unmet = next((row["clause"] for row in sheet.rows if sheet.says[row["clause"]] == "unmet"), "")
    for row in sheet.rows:
        found, remark = REMARKS.get(row["number"], ("yes", ""))
        says, reason = sheet.says[row["clause"]], ""
        if row["clause"] == unmet:
            found, reason = "yes", REASON
        elif says == "unmet" and found == "yes":
            found = "no"
        elif says == "met" and found in ("no", "partly"):
            found = "yes"
        given.append({"row": row["clause"], "found": found, "remark": remark, "reason": reason})
    return handed_in_of({"id": f"demo-{sheet.pk}", "answers": given})
