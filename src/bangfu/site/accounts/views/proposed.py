"""Accounts for many at once: proposed from the posts of the roster, opened for those who are ticked."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.paper.sheets import write_rows
from bangfu.site.accounts.opening import MOST_AT_ONCE, open_many
from bangfu.site.accounts.seats import Proposal, proposals
from bangfu.site.clock import today
from bangfu.site.roster.forms import ReasonForm
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.roles import ROLES
from bangfu.site.web.words import tongue

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@opens_for("accounts")
def proposed(request: HttpRequest) -> HttpResponseBase:
    """Everybody with a post and no account; those ticked get one, and the sheet of passwords is the answer."""
    return _opened(request) if request.method == "POST" else _page(request, ReasonForm())


def _page(request: HttpRequest, form: ReasonForm) -> HttpResponseBase:
    q = request.GET.get("q", "").strip()
    context = {
        "page": Paginator(proposals(q), MOST_AT_ONCE).get_page(request.GET.get("page")),
        "q": q,
        "form": form,
        "heads": [{"label": t} for t in (_("姓名"), _("单位"), _("职务"), _("地点"), _("拟给岗位"))],
    }
    return render(request, "accounts/proposed.html", context)


def _opened(request: HttpRequest) -> HttpResponseBase:
    form, ticked = ReasonForm(request.POST), set(request.POST.getlist("person"))
    wanted = [p for p in proposals() if p.person in ticked][:MOST_AT_ONCE]
    if not wanted:
        messages.error(request, _("请先勾选要开户的人。"))
        return redirect("proposed_accounts")
    return _sheet(request, wanted, form.cleaned_data["reason"]) if form.is_valid() else _page(request, form)


@takes_away("first_passwords")
def _sheet(_request: HttpRequest, wanted: list[Proposal], reason: str) -> HttpResponseBase:
    """The names and first passwords as a workbook, made once and kept nowhere."""
    columns = [_("姓名"), _("单位"), _("岗位"), _("用户名"), _("初始密码")]
    units = {p.person: p.organisation_name for p in wanted}
    rows = [
        dict(
            zip(
                columns,
                (a.name, units[a.person_id or ""], getattr(ROLES[a.role], tongue()), a.username, password),
                strict=True,
            )
        )
        for a, password in open_many(wanted, reason)
    ]
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"accounts-{today()}.xlsx"
        write_rows(path, "accounts", columns, rows, today())
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=XLSX)
