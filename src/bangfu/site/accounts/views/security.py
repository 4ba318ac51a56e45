"""What the security administrator does: letting in, seats, locks, second factors, sessions."""

from __future__ import annotations

from typing import cast

from axes.models import AccessAttempt
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.accounts import locks, rights
from bangfu.site.accounts.forms import SeatForm
from bangfu.site.accounts.listing import IS, WAITING
from bangfu.site.accounts.sessions import end_sessions
from bangfu.site.accounts.views.forms_shown import asked, refuse
from bangfu.site.roster.forms import ReasonForm
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import note
from bangfu.site.web.models import Account, Act
from bangfu.site.web.words import tongue


@opens_for("security")
def admit(request: HttpRequest, pk: str) -> HttpResponse:
    """Let an account in."""
    account, by = get_object_or_404(Account, pk=pk, is_active=False), cast(Account, request.user)
    warning = _("请先核对岗位、范围和对应人员；放行后即可登录。")
    return asked(request, account, _("放行账号"), warning, lambda reason: rights.admit(account, by, reason))


@opens_for("security")
@require_POST
def admit_many(request: HttpRequest) -> HttpResponse:
    """Let in the accounts that are ticked in the list of those that wait."""
    by, form = cast(Account, request.user), ReasonForm(request.POST)
    waiting = Account.objects.filter(IS[WAITING], pk__in=request.POST.getlist("account"))
    if not form.is_valid() or not waiting:
        messages.error(request, _("请勾选要放行的账号，并写明理由。"))
    else:
        try:
            number = rights.admit_many(waiting, by, form.cleaned_data["reason"])
        except BangfuError as error:
            messages.error(request, error.problems[0].say(tongue()))
        else:
            messages.success(request, _("已放行 %(n)s 个账号。") % {"n": number})
    return redirect(f"{reverse('accounts')}?state={WAITING}")


@opens_for("security")
def seat(request: HttpRequest, pk: str) -> HttpResponse:
    """Give an account another role, area, person or unit."""
    account, by = get_object_or_404(Account, pk=pk), cast(Account, request.user)
    now = {
        "role": account.role,
        "area": account.area_id,
        "person": account.person_id,
        "organisation": account.organisation_id,
    }
    form = SeatForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        form.put(account)
        try:
            rights.change_seat(account, by, form.cleaned_data["reason"])
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已办理。"))
            return redirect("account", account.pk)
    context = {"form": form, "heading": _("调整岗位和范围"), "account": account}
    return render(request, "accounts/seat.html", context)


@opens_for("security")
def second_factor_reset(request: HttpRequest, pk: str) -> HttpResponse:
    """Forget a lost second factor."""
    account, by = get_object_or_404(Account, pk=pk), cast(Account, request.user)
    warning = _("请先当面或电话确认是本人。本人下次登录时重新扫码绑定。")

    def do(reason: str) -> None:
        locks.reset_second_factor(account, by)
        note(request, Act.Kind.SECOND_FACTOR_RESET, account.username, reason)

    return asked(request, account, _("重置验证器"), warning, do)


@opens_for("security")
def sessions_end(request: HttpRequest, pk: str) -> HttpResponse:
    """Sign an account out everywhere."""
    account = get_object_or_404(Account, pk=pk)

    def do(reason: str) -> None:
        note(request, Act.Kind.SESSIONS_ENDED, account.username, reason, sessions=end_sessions(account))

    warning = _("这个账号在所有电脑和手机上都会退出；没有发出的记录仍留在手机上。")
    return asked(request, account, _("强制退出登录"), warning, do)


@opens_for("security")
def locked(request: HttpRequest) -> HttpResponse:
    """Sign-ins that are locked now; one is released at a time, with a reason."""
    if request.method == "POST":
        attempt = get_object_or_404(AccessAttempt, pk=_number(request.POST.get("attempt", "")))
        locks.release(attempt)
        note(request, Act.Kind.LOCK_RELEASED, attempt.username or "", request.POST.get("reason", "")[:200])
        messages.success(request, _("已解锁。"))
        return redirect("locked")
    heads = [{"label": t} for t in (_("用户名"), _("来自"), _("最近一次"), _("次数"), _("解锁"))]
    return render(request, "accounts/locked.html", {"attempts": locks.locked(), "heads": heads})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
