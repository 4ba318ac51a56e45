"""The series of a county: under which word papers are numbered, and in whose name."""

from __future__ import annotations

from typing import cast

import pghistory
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.errors import Problem
from bangfu.site.papers.forms import SeriesForm
from bangfu.site.papers.models import Series
from bangfu.site.papers.views.opening import SERIES
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.forms import told
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account


@opens_for(SERIES)
def list_series(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for another."""
    county = county_at(cast(Account, request.user).area_id or 0)
    form = SeriesForm(request.POST or None, instance=Series(county_id=county))
    if request.method == "POST" and form.is_valid() and _saved(form):
        messages.success(request, _("字号已保存。"))
        return redirect("paper_series")
    return render(
        request, "papers/series.html", {"series": Series.objects.filter(county=county), "form": form}
    )


@opens_for(SERIES)
def one_series(request: HttpRequest, pk: str) -> HttpResponse:
    """Change in whose name it is, and what it serves; what was issued stays as it was."""
    found = get_object_or_404(Series, pk=pk)
    form = SeriesForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        Series.objects.filter(pk=pk).update(body=data["body"], kinds=data["kinds"])
        messages.success(request, _("字号已保存。"))
        return redirect("paper_series")
    context = {"form": form, "title": found.word, "back": reverse("paper_series"), "series": found}
    return render(request, "papers/one_series.html", context)


def _saved(form: SeriesForm) -> bool:
    try:
        with transaction.atomic(), pghistory.context(reason=""):
            form.save()
    except IntegrityError:
        form.add_error("word", told(Problem("paper_word_twice", value=form.cleaned_data["word"])))
        return False
    return True
