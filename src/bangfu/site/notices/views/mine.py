"""One's own reminders: what, where, when; and one's own calendar."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.site.duties.days import live
from bangfu.site.duties.law import law
from bangfu.site.notices import feed, trying
from bangfu.site.notices.choices import ChoiceForm, choice_of, mail_is_set_up
from bangfu.site.notices.models import Feed
from bangfu.site.notices.reasons import tell
from bangfu.site.web.access import PUBLIC, WORK, opens_for
from bangfu.site.web.limits import address, limited, tap
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import too_many


@opens_for(WORK)
def mine(request: HttpRequest) -> HttpResponse:
    """The form of one's choices."""
    account = cast(Account, request.user)
    form = ChoiceForm(request.POST) if request.method == "POST" else ChoiceForm.of(account)
    if request.method == "POST" and form.is_valid():
        form.save(account)
        messages.success(request, _("已保存。"))
        return redirect("my_notices")
    return _page(request, form)


@opens_for(WORK)
@limited("try")
@require_POST
def try_mail(request: HttpRequest) -> HttpResponse:
    """A mail to one's own saved address, now."""
    tell(request, trying.by_mail(cast(Account, request.user)))
    return redirect("my_notices")


@opens_for(WORK)
@limited("password", "POST")
@require_POST
def my_feed(request: HttpRequest) -> HttpResponse:
    """A new address of one's calendar, shown this once; or none any more."""
    account = cast(Account, request.user)
    if request.POST.get("end") == "1":
        feed.take_back(account)
        messages.success(request, _("日历地址已停用。"))
        return redirect("my_notices")
    return _page(request, ChoiceForm.of(account), feed.renew(account))


def _page(request: HttpRequest, form: ChoiceForm, fresh: str = "") -> HttpResponse:
    standing = Feed.objects.filter(account=cast(Account, request.user).pk).first()
    saved = bool(choice_of(cast(Account, request.user)).address)
    context = {"form": form, "feed": standing, "fresh": fresh, "mails": mail_is_set_up(), "saved": saved}
    return render(request, "notices/mine.html", context)


@opens_for(PUBLIC)
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever an address belongs to. Whoever guesses is soon told to wait."""
    wait = tap("feed", address(request), 0)
    if wait:
        return too_many(request, wait)
    account_id = feed.account_of(token)
    account = enter(account_id) if account_id else None
    snapshot = live() if account else None
    if account is None or account.kind.sees == "none":
        tap("feed", address(request))
        raise Http404
    if snapshot is None:
        return HttpResponse(status=503, headers={"Retry-After": "600"})
    with translation.override(account.language):
        made = feed.calendar_of(account, snapshot, law())
    heads = {"Content-Disposition": 'inline; filename="bangfu.ics"', "Referrer-Policy": "no-referrer"}
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=heads)
