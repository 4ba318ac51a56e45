"""The list of sheets, one sheet, and what contradicts the ledger."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from bangfu.site.checklists import sheets
from bangfu.site.checklists.forms import NarrowForm
from bangfu.site.checklists.models import Sheet
from bangfu.site.checklists.parts import form_parts, said
from bangfu.site.checklists.words import FOUND
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account

PAGE = 50


@opens_for("inspect", "answer")
def checklists(request: HttpRequest) -> HttpResponse:
    """What this account is filling, then what was handed in."""
    account = cast(Account, request.user)
    narrow = NarrowForm(request.GET)
    asked = narrow.cleaned_data if narrow.is_valid() else {}
    rows = sheets.handed_in()
    for name in ("campaign", "form"):
        rows = rows.filter(**{name: asked[name]}) if asked.get(name) else rows
    rows = rows.filter(sheets.about(asked["q"])) if asked.get("q") else rows
    rows = rows.filter(answers__found=asked["found"]).distinct() if asked.get("found") else rows
    forms = {part.form.id: said(part.form.name) for part in form_parts()}
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "begun": sheets.begun_by(account) if account.may("inspect") else [],
        "forms": [(part.pack.regulation.id, part.form, said(part.form.name)) for part in form_parts() if not part.number],
        "form_choices": list(forms.items()),
        "campaigns": [(c.pk, c.title) for c in Campaign.objects.all()],
        "found_choices": list(FOUND.items()),
        "heads": _heads(_("监督对象"), _("哪张表"), _("日期"), _("结果"), _("哪次督查"), _("填表人")),
        "names": forms,
    }  # fmt: skip
    return render(request, "checklists/sheets.html", context)


@opens_for("inspect", "answer")
def checklist(request: HttpRequest, pk: str) -> HttpResponse:
    """One sheet; one that is still being filled opens for filling."""
    sheet = get_object_or_404(sheets.in_view(), pk=pk)
    account = cast(Account, request.user)
    if not hasattr(sheet, "handing"):
        if sheet.begun_by == account.pk:
            return redirect("checklist_fill", pk)
        return render(request, "checklists/unfinished.html", {"sheet": sheet})
    context = {
        "sheet": sheet,
        "lines": list(sheets.lines_of(sheet)),
        "corrections": Sheet.objects.filter(corrects=sheet).exclude(handing=None),
        "finding_url": _finding_url() if account.may("inspect") else "",
    }
    return render(request, "checklists/sheet.html", context)


@opens_for("supervise")
def contradictions(request: HttpRequest) -> HttpResponse:
    """Where inspectors found something else than the ledger says."""
    page = Paginator(sheets.contradictions(), PAGE).get_page(request.GET.get("page"))
    heads = _heads(_("监督对象"), _("哪一项"), _("台账"), _("督查看到"), _("理由"), _("填表人"))
    return render(request, "checklists/contradictions.html", {"page": page, "heads": heads})


def _heads(*labels: str) -> list[dict[str, str]]:
    """The heads of a table that is not sorted."""
    return [{"label": label} for label in labels]


def _finding_url() -> str:
    """Where a finding is written, once the site has findings."""
    try:
        return reverse("finding_new")
    except NoReverseMatch:
        return ""
