"""One project as a paper: from its plan to what it left, for whoever looks at it without a screen."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.paper.form.printing import PrintedForm, PrintedPart, PrintedRow
from bangfu.site.fund.models import Move, Procurement, Project, Supervision, Voucher
from bangfu.site.fund.sums import sums_of, uses_left
from bangfu.site.fund.words import WORDS, move_word, state_word
from bangfu.site.web.money import yuan
from bangfu.site.web.words import tongue


def printed(project: Project, vouchers: list[Voucher]) -> PrintedForm:
    """The project as the account sees it, without names of households."""
    sums = sums_of({project.pk: project.budget})[project.pk]
    head = [
        (_("地点"), str(project.place)),
        (_("资金用途"), WORDS.called("purpose", project.purpose)),
        (_("状态"), state_word(project.state)),
        (_("预算（元）"), yuan(project.budget)),
        (_("已拨（元）"), yuan(sums.allotted)),
        (_("已付（元）"), yuan(sums.paid)),
        (_("受益对象"), _serves(project)),
    ]
    parts = [
        PrintedPart(_("依据的规划"), _plans(project)),
        PrintedPart(_("资金使用方案"), _uses(project)),
        PrintedPart(_("资金往来"), [_voucher(one) for one in vouchers]),
        PrintedPart(_("招标采购"), [_contract(one) for one in Procurement.objects.filter(project=project)]),
        PrintedPart(
            _("监管"), [_look(one) for one in Supervision.objects.filter(allotment__project=project)]
        ),
        PrintedPart(_("经过"), [_step(one) for one in Move.objects.filter(project=project)]),
    ]
    columns = (_("哪一方面"), _("内容"), _("金额（元）"), _("凭证"))
    foot = [(_("单位负责人"), ""), (_("填表人"), "")]
    return PrintedForm(
        project.name, head, columns, [part for part in parts if part.rows], foot, project.pk, tongue()
    )


def _serves(project: Project) -> str:
    if project.for_village:
        return _("惠及全村")
    count = project.beneficiaries.count()  # type: ignore[attr-defined]
    return ngettext("%(n)s 户", "%(n)s 户", count) % {"n": count}


def _plans(project: Project) -> list[PrintedRow]:
    items = [project.item, *([project.item.parent] if project.item.parent else [])]
    return [PrintedRow(f"{item.plan} · {item}", "", item.plan.document) for item in items]


def _uses(project: Project) -> list[PrintedRow]:
    return [
        PrintedRow(
            f"{WORDS.called('source', line.source)} · {WORDS.called('purpose', line.purpose)}",
            yuan(line.amount),
        )
        for line, _paid in uses_left(project.pk)
    ]


def _voucher(one: Voucher) -> PrintedRow:
    into = _("受益户") if one.into.household_id else str(one.into)
    return PrintedRow(f"{one.on} {WORDS.called('voucher', one.code)} {into}", yuan(one.amount), one.document)


def _contract(one: Procurement) -> PrintedRow:
    said = " ".join(part for part in (one.winner, one.words) if part)
    return PrintedRow(f"{one.on} {WORDS.called('procurement', one.kind)} {said}", "", one.document)


def _look(one: Supervision) -> PrintedRow:
    return PrintedRow(f"{one.on} {one.checked}：{one.finding}")


def _step(one: Move) -> PrintedRow:
    return PrintedRow(f"{one.on} {move_word(one.code)} {one.text}", "", one.document)
