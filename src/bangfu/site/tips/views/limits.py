"""How many days each state may last: set by the office that inspects, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.clock import moment, today
from bangfu.site.roster.forms import Day
from bangfu.site.tips.deadlines import limits, shipped
from bangfu.site.tips.models import Limit
from bangfu.site.tips.words import state_words
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of


class LimitForm(forms.Form):
    """A limit for one state, from today on or later: what has begun keeps the limit it began with."""

    state = forms.ChoiceField(label=gettext_lazy("哪一步"))
    days = forms.IntegerField(label=gettext_lazy("最多几天"), min_value=1, max_value=365)
    start = forms.DateField(label=gettext_lazy("从哪天起"), widget=Day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(s, w) for s, w in state_words().items() if s in shipped()]  # type: ignore[attr-defined]

    def clean_start(self) -> date:
        """Nobody becomes late afterwards."""
        if self.cleaned_data["start"] < today():
            raise forms.ValidationError(_("只能从今天或以后起。"))
        return self.cleaned_data["start"]


@opens_for("supervise")
def limits_page(request: HttpRequest) -> HttpResponse:
    """Those in force, those set, and a form for another."""
    account = cast(Account, request.user)
    if account.area is None or account.area.level != "county":
        raise Http404
    form = LimitForm(request.POST or None, initial={"start": today()})
    if request.method == "POST" and form.is_valid():
        Limit.objects.create(county=account.area, set_by=account.pk, set_at=moment(), **form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("tip_limits")
    known, words = limits(), state_words()
    context = {
        "form": form,
        "now": [(words[s], known.days(s, today()), days) for s, days in shipped().items()],
        "set": [
            (row, words[row.state])
            for row in Limit.objects.annotate(who=name_of("set_by")).order_by("-set_at", "pk")
        ],
    }
    return render(request, "tips/limits.html", context, status=422 if form.errors else 200)
