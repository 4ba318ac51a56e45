"""What could not be told, for the system administrator: whose it was, when and why; never what it said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bangfu.site.notices.labels import STATES
from bangfu.site.notices.models import Delivery, Turn
from bangfu.site.notices.reasons import reason_of
from bangfu.site.notices.troubles import State, troubled
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PAGE = 50


@opens_for("accounts")
def troubles(request: HttpRequest) -> HttpResponse:
    """Deliveries that failed or whose end is not known, and accounts whose turn failed."""
    page = Pages(troubled(), PAGE).get_page(request.GET.get("page"))
    turns = list(Turn.objects.exclude(reason="").order_by("-at", "pk")[:PAGE])
    ids = {d.account for d in page.object_list} | {t.account for t in turns}
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "username"))
    rows = [
        {
            "who": names.get(d.account, d.account),
            "way": _("群机器人") if d.robot_id else _("邮件"),  # pyright: ignore[reportAttributeAccessIssue]
            "at": d.done_at,
            "state": STATES[d.state],
            "why": reason_of(d.reason),
        }
        for d in page.object_list
    ]
    failed = [{"who": names.get(t.account, t.account), "at": t.at, "why": reason_of(t.reason)} for t in turns]
    heads = [{"label": t} for t in (_("账号"), _("渠道"), _("时间"), _("结果"), _("原因"))]
    waiting = Delivery.objects.filter(state=State.WAITING).count()
    context = {"page": page, "rows": rows, "turns": failed, "heads": heads, "waiting": waiting}
    return render(request, "notices/troubles.html", context)
