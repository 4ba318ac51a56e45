"""One's own tokens: the list, a new one shown once, one taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.site.api.forms import TokenForm
from bangfu.site.api.models import Token
from bangfu.site.api.tokens import MOST, end, made
from bangfu.site.clock import today
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import note
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account, Act

SHOWN = 50


@opens_for(WORK)
@limited("token", "POST")
def tokens(request: HttpRequest) -> HttpResponse:
    """The list, and the form of a new one."""
    account = cast(Account, request.user)
    form = TokenForm(request.POST or None, can_record=account.may("record"))
    own = Token.objects.filter(account=account)
    working = own.filter(ended_at=None, until__gte=today())
    full = working.count() >= MOST
    if request.method == "POST" and form.is_valid() and not full:
        return _shown_once(request, account, form)
    listed = {"tokens": own[:SHOWN], "form": form, "full": full, "most": MOST, "day": today()}
    return render(request, "api/tokens.html", listed, status=422 if request.method == "POST" else 200)


def _shown_once(request: HttpRequest, account: Account, form: TokenForm) -> HttpResponse:
    told = form.cleaned_data
    token, secret = made(account, told["name"], told["until"], bool(told.get("may_record")))
    note(request, Act.Kind.TOKEN_MADE, token.name, token=token.pk, records=token.may_record)
    return render(request, "api/token.html", {"token": token, "secret": secret})


@opens_for(WORK)
@require_POST
def token_end(request: HttpRequest, pk: str) -> HttpResponse:
    """Take one back."""
    token = get_object_or_404(Token, pk=pk, account=cast(Account, request.user))
    if end(token):
        note(request, Act.Kind.TOKEN_ENDED, token.name, token=token.pk)
        messages.success(request, _("令牌已收回，用它的程序从现在起打不开任何东西。"))
    return redirect("tokens")
