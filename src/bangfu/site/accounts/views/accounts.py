"""Accounts: the list, one account, opening, first passwords, ending."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.accounts import opening, rights, seats
from bangfu.site.accounts.forms import AccountForm, role_choices
from bangfu.site.accounts.listing import WAITING, narrowed, state_of, states
from bangfu.site.accounts.locks import has_second_factor
from bangfu.site.accounts.sessions import sessions_of
from bangfu.site.accounts.views.forms_shown import asked, refuse
from bangfu.site.roster.forms import ReasonForm
from bangfu.site.roster.history import history_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account

PER_PAGE = 50


@opens_for("accounts", "security")
def accounts_page(request: HttpRequest) -> HttpResponse:
    """All accounts, narrowed."""
    q, role, state = (request.GET.get(k, "").strip() for k in ("q", "role", "state"))
    words = states()
    admits = state == WAITING and cast(Account, request.user).may("security")
    context = {
        "form": ReasonForm() if admits else None,
        "page": Paginator(narrowed(q, role, state), PER_PAGE).get_page(request.GET.get("page")),
        "q": q,
        "role": role,
        "state": state,
        "roles": role_choices(),
        "states": list(words.items()),
        "heads": [
            {"label": t} for t in (_("用户名"), _("姓名"), _("岗位"), _("范围"), _("最近登录"), _("状态"))
        ],
    }
    return render(request, "accounts/accounts.html", context)


@opens_for("accounts", "security")
def account_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One account: whose it is, its state, and what may be done with it."""
    account = get_object_or_404(Account.objects.select_related("area"), pk=pk)
    by = cast(Account, request.user)
    context = {
        "account": account,
        "state": state_of(account),
        "person": seats.label("people", account.person_id),
        "organisation": seats.label("units", account.organisation_id),
        "own": account.pk == by.pk,
    }
    if by.may("security"):
        context |= {
            "factor": has_second_factor(account),
            "sessions": len(list(sessions_of(account))),
            "history": history_of(account),
        }
    return render(request, "accounts/account.html", context)


@opens_for("accounts")
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once, on the answer to this form."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account = Account(username=data["username"], name=data["name"])
        form.put(account)
        try:
            password = opening.open_account(account, data["reason"])
        except BangfuError as error:
            refuse(form, error)
        else:
            return _shown_once(request, account, password)
    context = {"form": form, "heading": _("开户"), "back": "accounts"}
    return render(request, "accounts/seat.html", context)


@opens_for("accounts")
@limited("password", "POST")
def new_password(request: HttpRequest, pk: str) -> HttpResponse:
    """A new first password for somebody who lost theirs."""
    account, by = get_object_or_404(Account, pk=pk), cast(Account, request.user)
    warning = _("原密码立即作废。账号要等安全管理员放行后才能用新密码登录，本人登录后须另设密码。")

    def do(reason: str) -> HttpResponse:
        return _shown_once(request, account, opening.set_first_password(account, by, reason))

    return asked(request, account, _("重设初始密码"), warning, do)


def _shown_once(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    return render(request, "accounts/password.html", {"account": account, "password": password})


@opens_for("accounts", "security")
def end_account(request: HttpRequest, pk: str) -> HttpResponse:
    """Close an account; what was done with it stays."""
    account, by = get_object_or_404(Account, pk=pk), cast(Account, request.user)
    warning = _("停用后立即退出登录，不能再登录；做过的记录都保留。重新启用由安全管理员办理。")
    return asked(request, account, _("停用账号"), warning, lambda reason: rights.end(account, by, reason))


@opens_for("accounts", "security")
def options(request: HttpRequest, kind: str) -> HttpResponse:
    """What the searched fields of a seat offer."""
    lookups = {"people": seats.people, "units": seats.units, "places": seats.places}
    if kind not in lookups:
        raise Http404
    found = lookups[kind](request.GET.get("q", "").strip())
    return render(request, "roster/_options.html", {"options": found})
