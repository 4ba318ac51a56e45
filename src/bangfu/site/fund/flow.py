"""The way of money as one drawing: what it came from on the one side, what it went to on the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.site.fund.models import Account, Voucher
from bangfu.site.fund.models.money import INTO, KINDS
from bangfu.site.fund.tracing import Reached, Trace
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.models import Household
from bangfu.site.roster.options import household_label

MOST = 6  # boxes of a stage; the others are counted


@dataclass(frozen=True)
class Box:
    """One thing on the way; `here` is what the page is about."""

    text: str
    amount: int | None = None  # cents
    note: str = ""
    url: str = ""
    here: bool = False


@dataclass
class Stage:
    """Things that stand side by side on the way; `more` others are not drawn."""

    title: str
    boxes: list[Box] = field(default_factory=list[Box])
    more: int = 0


def of_voucher(voucher: Voucher, trace: Trace) -> list[Stage]:
    """From the source by way of the voucher to the households."""
    accounts = [link.account for link in trace.way]
    rows = [([account], 1) for account in accounts]
    below = Account.objects.filter(pk=accounts[-1].pk)
    while len(rows) < len(KINDS):
        below = Account.objects.filter(above__in=below.values("pk"), balance__gt=0)
        drawn = below.select_related("project").order_by("-balance", "pk")[:MOST]
        rows.append((list(drawn), below.count()))
    opened = _opened([one for row, _count in rows for one in row])
    here = {voucher.into_id} if voucher.into_id in opened else {voucher.out_of_id}
    stages = [
        _stage(kind, [_box(one, opened.get(one.pk), one.pk in here) for one in row], count)
        for kind, (row, count) in zip(KINDS, rows, strict=True)
    ]
    return [*stages, _households(trace)]


def of_household(household: Household, reached: Reached) -> list[Stage]:
    """From the household back: how it was reached, by which projects, out of which money."""
    paid = [_box(one, one.takes.first(), here=False) for one in reached.direct]  # type: ignore[attr-defined]
    income = [Box(one.asset.name, one.amount, _("资产收益")) for one in reached.incomes]
    projects = {one.project.pk: one.project for one in (*reached.direct, *reached.served) if one.project}
    projects |= {one.asset.project.pk: one.asset.project for one in reached.incomes}
    known = Account.objects.filter(project__in=projects, kind="allotment").select_related("above__above")
    sources = {one.above.above_id: one.above.above for one in known if one.above and one.above.above}
    return [
        Stage(_("钱的来源"), [Box(str(s), note=WORDS.called("source", s.source)) for s in sources.values()]),
        _cut(
            Stage(
                _("扶持项目"),
                [Box(p.name, url=reverse("fund_project", args=[pk])) for pk, p in projects.items()],
            )
        ),
        _cut(Stage(_("直接到户"), [*paid, *income])),
        Stage(_("受益户"), [Box(household_label(household), reached.total, here=True)]),
    ]


def _stage(kind: str, boxes: list[Box], count: int) -> Stage:
    moved = {into: code for code, into in INTO.items()}
    title = WORDS.called("voucher", moved[kind]) if kind in moved else _("钱的来源")
    return Stage(title, boxes, max(count - MOST, 0))


def _cut(stage: Stage) -> Stage:
    stage.more, stage.boxes = max(len(stage.boxes) - MOST, 0), stage.boxes[:MOST]
    return stage


def _opened(accounts: Iterable[Account]) -> dict[str, Voucher]:
    """The first voucher that filled each account."""
    found = Voucher.objects.filter(into__in=list(accounts)).exclude(code__in=("refund", "return", "reverse"))
    return {one.into_id: one for one in found.order_by("-on", "-at", "pk")}


def _box(account: Account, voucher: Voucher | None, here: bool) -> Box:
    """An account with what went into it; of a source only its name."""
    word = WORDS.called("source", account.source) if account.kind == "source" else ""
    if account.kind == "outlay":
        word = WORDS.called("purpose", account.purpose)
    url = reverse("fund_voucher", args=[voucher.pk]) if voucher else ""
    return Box(called(account), voucher.amount if voucher else None, word, url, here)


def _households(trace: Trace) -> Stage:
    if trace.project and trace.project.for_village:
        return Stage(_("惠及"), [Box(str(trace.project.place), note=_("惠及全村"))])
    boxes = [
        Box(household_label(one), url=reverse("fund_household", args=[one.pk]))
        for one in trace.households[:MOST]
    ]
    stage = Stage(_("到户") if trace.is_direct else _("惠及"), boxes, max(len(trace.households) - MOST, 0))
    if not boxes:
        stage.boxes = [Box(_("还没有列明。"))]
    return stage


def called(account: Account | None) -> str:
    """An account in short: of an allotment the project that it was allotted to."""
    if account is None:
        return "—"
    return account.project.name if account.kind == "allotment" and account.project else str(account)


def how_many(count: int) -> str:
    """The others of a stage in words."""
    return ngettext("还有 %(n)s 个", "还有 %(n)s 个", count) % {"n": count}
