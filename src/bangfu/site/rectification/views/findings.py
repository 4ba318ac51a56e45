"""The list of findings, one finding, and writing one down."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.duties.places import choices
from bangfu.site.rectification import drafting
from bangfu.site.rectification.draft_form import FindingForm
from bangfu.site.rectification.exporting import FORMATS, export_file
from bangfu.site.rectification.forms import SimilarForm
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.narrowing import GROUPS, NAMED, group, narrowed, rows, slice_of
from bangfu.site.rectification.views.showing import page_of
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.models import Person
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PAGE = 50


@opens_for(WORK)
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """The findings in view, what is open first."""
    account = cast(Account, request.user)
    page = Pages(narrowed(request.GET, today()), PAGE).get_page(request.GET.get("page"))
    known = law()
    context = {
        "page": page,
        "rows": rows(slice_of(page.object_list), today()),
        "counts": _counts(),
        "groups": list(GROUPS.items()),
        "places": choices(account, request.GET.get("place")),
        "campaigns": [(c.pk, c.title) for c in Campaign.objects.all()[:100]],
        "regulations": [(i, known.number(i)) for i in known.packs],
        "formats": FORMATS,
        "heads": [
            {"label": _("编号"), "key": "number"}, {"label": _("问题")}, {"label": _("谁整改"), "key": "body"},
            {"label": _("责任领导")}, {"label": _("时限"), "key": "deadline"}, {"label": _("状态")},
        ],
    }  # fmt: skip
    return render(request, "rectification/findings.html", context)


def _counts() -> list[dict[str, Any]]:
    """The tiles over the list, each with the address that shows what it counts."""
    every, day = Finding.objects.exclude(state="discarded"), today()
    found = every.aggregate(**{name: Count("pk", filter=group(name, day)) for name in GROUPS})
    return [
        {"label": label, "value": found[name], "state": "unmet" if name == "overdue" and found[name] else "", "name": name}
        for name, label in GROUPS.items()
    ]  # fmt: skip


@opens_for("export")
@require_GET
@takes_away("findings")
def export(request: HttpRequest, form: str) -> FileResponse:
    """Everything that the filters leave, as a file."""
    if form not in FORMATS:
        raise Http404
    file = export_file(form, narrowed(request.GET, today()), today())
    return FileResponse(file, as_attachment=True, filename=f"findings-{today()}.{form}")


@opens_for(WORK)
@require_GET
def leader(request: HttpRequest, pk: str) -> HttpResponse:
    """What one responsible leader has to see through, the overdue first."""
    found: QuerySet[Finding] = Finding.objects.filter(leader=pk).prefetch_related(*NAMED)
    shown = rows(found.filter(group("open", today())).order_by("deadline", "pk"), today())
    ended = rows(found.filter(ended_on__isnull=False).order_by("-ended_on", "pk")[:PAGE], today())
    if not shown and not ended:
        raise Http404
    context = {"leader": get_object_or_404(Person, pk=pk), "rows": shown, "ended": ended}
    return render(request, "rectification/leader.html", context)


@opens_for("inspect")
def new(request: HttpRequest) -> HttpResponse:
    """Write a finding down; a row of a checklist brings what it knows."""
    begun = {"found_on": today(), **{n: request.GET[n] for n in _FROM_A_SHEET if request.GET.get(n)}}
    form = FindingForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        sheet = {name: request.GET.get(name, "")[:64] for name in ("sheet", "row")}
        try:
            made = drafting.draft(cast(Account, request.user), form.written(**sheet))
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已起草，反馈之前只有督查方看得到。"))
            return redirect("finding", made.pk)
    context = {"form": form, "title": _("记一个问题"), "back": reverse("findings")}
    return render(request, "rectification/draft.html", context)


_FROM_A_SHEET = ("campaign", "place", "organisation", "regulation", "clause", "text")


@opens_for("inspect")
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """The fields that findings of a kind have besides."""
    form = FindingForm(initial={"kind": request.GET.get("kind", "")})
    return render(request, "rectification/_asked.html", {"form": form})


@opens_for("inspect")
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Write a draft anew."""
    found = get_object_or_404(Finding, pk=pk, state="drafted")
    form = FindingForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.redraft(found, form.written())
        except BangfuError as error:
            refuse(form, error)
        else:
            return redirect("finding", pk)
    context = {"form": form, "title": _("改草稿"), "back": reverse("finding", args=[pk])}
    return render(request, "rectification/draft.html", context)


@opens_for(WORK)
@require_GET
def finding(request: HttpRequest, pk: str) -> HttpResponse:
    """One finding: what it is, every move with its evidence, and what this account may do."""
    return page_of(request, pk)


@opens_for("inspect")
@require_POST
def similar(request: HttpRequest, pk: str) -> HttpResponse:
    """Look for the same at other places."""
    found = get_object_or_404(Finding, pk=pk)
    form = SimilarForm(found, request.POST)
    if form.is_valid():
        made = drafting.similar(cast(Account, request.user), found, form.cleaned_data["places"], today())
        messages.success(request, _("已起草 %(n)s 个同类问题，逐个核实后反馈或作废。") % {"n": len(made)})
        return redirect("finding", pk)
    return page_of(request, pk, similar=form)
