"""Entering weights, figures and checks of a scheme, and withdrawing what does not hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.assessment.scheme import provision_of
from bangfu.site.assessment import entering
from bangfu.site.assessment.forms import CheckForm, FigureForm, WeightsForm
from bangfu.site.assessment.kept import Kept
from bangfu.site.assessment.models import Check, Figure, Weight
from bangfu.site.assessment.rows import said_of
from bangfu.site.assessment.views.doors import about, account_of, year_or_404
from bangfu.site.duties.law import law
from bangfu.site.roster.forms import ReasonForm
from bangfu.site.roster.models import Place
from bangfu.site.supervision.views.steps import carried_out, stepped
from bangfu.site.web.access import opens_for
from bangfu.site.web.words import word

PAGE = 30


@opens_for("assess")
def weights(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Set the weights of a year. No document gives any: they are the county's, and nothing is assumed without them."""
    account, found = account_of(request), year_or_404(request, scheme, year)
    rows = list(Weight.objects.filter(county=found.county, year=year, indicator__in=_codes(found)))
    last = max((w.set_on for w in rows), default=None)
    held: dict[str, Decimal] = {w.indicator: _shortest(w.weight) for w in rows if w.set_on == last}
    form = WeightsForm(_codes(found), held, request.POST or None)

    def step() -> bool:
        entering.weigh(account, found.county, year, form.cleaned_data["set_by"], form.weights)
        return True

    if request.method == "POST" and carried_out(form, step):
        messages.success(request, _("权重已定。"))
        return redirect("assessment", scheme, year)
    told = [(w.set_on, w.set_by, word("indicator", w.indicator), _shortest(w.weight)) for w in rows]
    return render(request, "assessment/weights.html", about(found) | {"form": form, "told": told})


def _shortest(weight: Decimal) -> Decimal:
    """The same number without zeros at its end."""
    return Decimal(f"{weight.normalize():f}")


def _codes(found: Kept) -> list[str]:
    """The indicators whose weight no document gives."""
    pack = law().packs[found.scheme.regulation]
    given = {
        i.code
        for i in found.scheme.indicator
        if (rule := provision_of(pack, i.provision).evaluation) and rule.weight is not None
    }
    return [i.code for i in found.scheme.indicator if i.code not in given]


@opens_for("assess")
def figures(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The figures of a year, and one more."""
    account, found = account_of(request), year_or_404(request, scheme, year)
    inside = Place.objects.filter(code__range=(found.county.code, found.county.last)).exclude(area="")
    areas = inside.order_by("area").values_list("area", flat=True).distinct()
    form = FigureForm(found.scheme, areas, request.POST or None)

    def step() -> Figure:
        return entering.figure(account, found.county, entering.Counted(year=year, **form.cleaned_data))

    if request.method == "POST" and carried_out(form, step):
        messages.success(request, _("已填报。"))
        return redirect("assessment_figures", scheme, year)
    rows = Figure.objects.filter(county=found.county, year=year, indicator__in=_sourced(found, "figures"))
    page = _page(request, rows.select_related("organisation", "place", "person", "withdrawal"))
    return _entered(request, found, form, page, "figure_withdraw", str(_("填报的数")))


@opens_for("inspect")
def checks(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The checks of a year, and one more."""
    account, found = account_of(request), year_or_404(request, scheme, year)
    form = CheckForm(found.scheme, request.POST or None)

    def step() -> Check:
        return entering.check(account, found.county, entering.Looked(**form.cleaned_data))

    if request.method == "POST" and carried_out(form, step):
        messages.success(request, _("已录入。"))
        return redirect("assessment_checks", scheme, year)
    rows = Check.objects.filter(county=found.county, on__year=year, indicator__in=_sourced(found, "checks"))
    page = _page(request, rows.select_related("organisation", "place", "person", "withdrawal"))
    return _entered(request, found, form, page, "check_withdraw", str(_("检查结果")))


def _sourced(found: Kept, source: str) -> list[str]:
    return [i.code for i in found.scheme.indicator if source in i.sources]


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def _entered(
    request: HttpRequest, found: Kept, form: forms.Form, page: Any, withdraw: str, head: str
) -> HttpResponse:
    told = [
        (row, word("indicator", row.indicator), _said(row), getattr(row, "withdrawal", None)) for row in page
    ]
    context = about(found) | {
        "form": form, "page": page, "told": told, "withdraw": withdraw, "reason": ReasonForm(), "head": head,
    }  # fmt: skip
    return render(request, "assessment/entered.html", context)


def _said(row: Check | Figure) -> str:
    """What a row says, in one cell."""
    if isinstance(row, Check):
        return said_of(row.result)
    if row.numerator is None or row.denominator is None:
        return "—"
    return f"{row.numerator}/{row.denominator}"


@opens_for("inspect")
@require_POST
def check_withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that a check does not hold."""
    return _withdrawn(request, get_object_or_404(Check, pk=pk))


@opens_for("assess")
@require_POST
def figure_withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that a figure does not hold."""
    return _withdrawn(request, get_object_or_404(Figure, pk=pk))


def _withdrawn(request: HttpRequest, row: Check | Figure) -> HttpResponse:
    form, account = ReasonForm(request.POST), account_of(request)
    back = request.POST.get("back", "")
    to = back if back.startswith("/assessment/") else "assessments"
    if not form.is_valid():
        messages.error(request, _("作废要写明理由。"))
        return redirect(to)
    reason = form.cleaned_data["reason"]
    return stepped(
        request, lambda: entering.withdraw(account, row, reason), _("已作废，原来的一条留着。"), to
    )
