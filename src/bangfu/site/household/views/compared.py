"""Lists of other departments: compared by the county office, their leads checked by who knows the household."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.site.household import comparing
from bangfu.site.household.deeds import OF_LEAD, LeadDeed
from bangfu.site.household.models import Comparison, Lead
from bangfu.site.household.views.asking import WAITS
from bangfu.site.household.words import choices
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.uploads import WorkbookForm, lying
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.deed import a_code, a_day, a_text
from bangfu.site.web.entering import entered, form_of
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PER_PAGE = 50


class CompareForm(WorkbookForm):
    """A department's list with two columns: the ID number and what was found."""

    kind = a_code(gettext_lazy("比对什么"))
    department = a_text(gettext_lazy("哪个部门的名单"), 100)
    on = a_day(gettext_lazy("名单是哪天的"))

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["kind"].choices = choices("lead")  # type: ignore[attr-defined]


@opens_for(WORK)
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """The leads in view, those that wait first."""
    rows = Lead.objects.select_related("comparison", "answer", "household__place__parent")
    wanted = request.GET.get("state", "")
    rows = rows.filter(answer__isnull=wanted == "open") if wanted in ("open", "done") else rows
    user = cast(Account, request.user)
    context = {
        "page": Pages(rows.annotate(waits=WAITS).order_by("-waits", "-recorded_at", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "comparisons": Comparison.objects.all()[:10], "may_answer": LeadDeed.open_to(user), "state": wanted,
    }  # fmt: skip
    return render(request, "household/leads.html", context)


@opens_for("confirm")
@limited("upload", "POST")
def compare(request: HttpRequest) -> HttpResponse:
    """Compare a list with the register."""
    user, form = cast(Account, request.user), CompareForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "department", "on")}
        county = county_at(user.area.code) if user.area else 0
        try:
            with lying(form.cleaned_data["file"]) as [path]:
                made = comparing.compare(user, Comparison(county_id=county, **told), path)
        except BangfuError as error:
            refuse(form, error)
        else:
            said = _("名单 %(rows)s 行，册上对到 %(matched)s 人。") % {
                "rows": made.rows,
                "matched": made.matched,
            }
            messages.success(request, said)
            return redirect("register_leads")
    context = {"form": form}
    return render(request, "household/compare.html", context, status=422 if form.errors else 200)


@opens_for("households", "help")
def answer(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter what was found on looking."""
    lead = get_object_or_404(Lead, pk=pk)
    return entered(request, form_of(OF_LEAD, what), lead, reverse("register_leads"))
