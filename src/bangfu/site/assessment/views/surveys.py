"""Surveys: made of a draw, slips to print, answers from paper, how many have come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.site.assessment import surveying
from bangfu.site.assessment.forms import AnswerForm, SurveyForm
from bangfu.site.assessment.here import in_force
from bangfu.site.assessment.models import Slip, Survey
from bangfu.site.assessment.views.doors import account_of
from bangfu.site.clock import today
from bangfu.site.supervision.models import Draw
from bangfu.site.supervision.views.steps import carried_out, draw_or_404
from bangfu.site.web.access import opens_for
from bangfu.site.web.words import word


def survey_or_404(pk: str) -> Survey:
    """A survey that the account sees."""
    return get_object_or_404(Survey, pk=pk)


@opens_for("inspect")
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    rows = [(s, word("indicator", s.indicator), _sums(s)) for s in Survey.objects.all()]
    return render(request, "assessment/surveys.html", {"rows": rows})


def _sums(survey: Survey) -> tuple[int, int]:
    parts = surveying.progress(survey)
    return sum(p.come for p in parts), sum(p.cell.drawn for p in parts)


@opens_for("supervise")
def new(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask the households of a draw something."""
    account, draw = account_of(request), draw_or_404(pk)
    asked = [i for s in in_force(today().year) for i in s.indicator if "surveys" in i.sources]
    choices = [(code, word("indicator", code)) for code in dict.fromkeys(i.code for i in asked)]
    form = SurveyForm(choices, request.POST or None)
    if request.method == "POST":
        made = carried_out(form, lambda: surveying.prepare(
            account, draw, form.cleaned_data["indicator"], by_helper=form.cleaned_data["parted"] == "helper",
        ))  # fmt: skip
        if made is not None:
            messages.success(request, _("调查已建，请打印答卷条。"))
            return redirect("survey", made.pk)
    context = {"form": form, "title": _("做一项调查"), "back": reverse("draw", args=[draw.pk])}
    return render(request, "roster/form.html", context)


@opens_for("inspect")
@require_safe
def survey(request: HttpRequest, pk: str) -> HttpResponse:
    """How many have come, part by part, and a form for the next slip."""
    return _page(request, survey_or_404(pk), AnswerForm())


@opens_for("supervise")
@require_safe
def slips(request: HttpRequest, pk: str) -> HttpResponse:
    """The slips that were not used yet, to be cut apart. No household stands on them, and none is kept for a slip."""
    found = survey_or_404(pk)
    rows = (
        Slip.objects.filter(cell__survey=found)
        .order_by("cell__place", "cell__organisation", "code")
        .select_related("cell__organisation", "cell__place")
    )
    context = {"survey": found, "asked": word("indicator", found.indicator), "slips": rows}
    return render(request, "assessment/slips.html", context)


@opens_for("inspect")
@require_POST
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter one slip."""
    found, form = survey_or_404(pk), AnswerForm(request.POST)

    def step() -> bool:
        surveying.answer(found, form.cleaned_data["code"], form.said)
        return True

    if carried_out(form, step):
        messages.success(request, _("已录入，请录下一张。"))
        return redirect("survey", pk)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Survey, form: AnswerForm) -> HttpResponse:
    parts = surveying.progress(found)
    context = {
        "survey": found, "asked": word("indicator", found.indicator), "parts": parts, "form": form,
        "come": sum(p.come for p in parts), "drawn": sum(p.cell.drawn for p in parts), "fewest": surveying.fewest(),
        "draw": Draw.objects.filter(pk=found.draw_id).first(),
    }  # fmt: skip
    return render(request, "assessment/survey.html", context)
