"""The notices of an account: a list, one of them, and the answer that there is nothing to report."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import cast

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.regulation.periods import period_holding
from bangfu.site.clock import now, today
from bangfu.site.duties.days import live
from bangfu.site.duties.law import law
from bangfu.site.notices.answering import answer, answers_of
from bangfu.site.notices.labels import KINDS, STATES
from bangfu.site.notices.models import Answer, Delivery, Kind, Line, Notice
from bangfu.site.notices.reasons import reason_of
from bangfu.site.notices.troubles import troubled
from bangfu.site.notices.words import title_of, words_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PAGE = 50


def in_view(account: Account) -> QuerySet[Notice]:
    """What stands in the list of an account: not what only went by mail or to a robot, unless that is not sure to have come."""
    lost = Exists(troubled().filter(notice=OuterRef("pk"), account=account.pk))
    return Notice.objects.filter(Q(on_site=True) | lost, account=account.pk)


@opens_for(WORK)
def notices(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    found = in_view(cast(Account, request.user))
    page, known = Pages(found, PAGE).get_page(request.GET.get("page")), law()
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in Line.objects.filter(notice__in=list(page.object_list)).order_by("period_end", "pk"):
        lines[line.notice_id].append(line)
    rows = [(n, title_of(n, lines[n.pk], known), KINDS[n.kind]) for n in page.object_list]
    heads = [{"label": t} for t in (_("提醒"), _("种类"), _("时间"), _("状态"))]
    return render(request, "notices/notices.html", {"page": page, "rows": rows, "heads": heads})


@opens_for(WORK)
def notice(request: HttpRequest, pk: str) -> HttpResponse:
    """One of them; who opens it has read it."""
    account = cast(Account, request.user)
    found = get_object_or_404(in_view(account), pk=pk)
    if found.read_at is None:
        found.read_at = now()
        found.save(update_fields=["read_at"])
    snapshot = live()
    context = {
        "notice": found,
        "words": words_of(found, snapshot.as_of if snapshot else found.day),
        "answered": Answer.objects.filter(account=account.pk, week=found.day).first(),
        "lost": [(reason_of(d.reason), STATES[d.state], d.robot) for d in _lost(found)],
        "asks": found.kind == Kind.DIGEST,
    }
    return render(request, "notices/notice.html", context)


def _lost(notice: Notice) -> QuerySet[Delivery]:
    """What did not certainly come by mail or robot."""
    return troubled().filter(notice=notice).select_related("robot")


@opens_for(WORK)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything was read."""
    in_view(cast(Account, request.user)).filter(read_at=None).update(read_at=now())
    return redirect("notices")


@opens_for(WORK)
@require_POST
def nothing(request: HttpRequest, pk: str) -> HttpResponse:
    """Nothing to report in the week of a digest."""
    account = cast(Account, request.user)
    found = get_object_or_404(in_view(account), pk=pk, kind=Kind.DIGEST)
    if answer(account, found.day):
        messages.success(request, _("已记下：这一周没有要报告的。"))
    return redirect("notice", pk)


@opens_for("area", "unit")
def answers(request: HttpRequest) -> HttpResponse:
    """Who said in a week that there is nothing to report."""
    week = period_holding("week", _day(request.GET.get("week"))).start
    page = Pages(answers_of(week), PAGE).get_page(request.GET.get("page"))
    heads = [{"label": t} for t in (_("谁"), _("单位"), _("何时"))]
    return render(request, "notices/answers.html", {"page": page, "week": week, "heads": heads})


def _day(text: str | None) -> date:
    try:
        return min(date.fromisoformat(text or ""), today())
    except ValueError:
        return today()
