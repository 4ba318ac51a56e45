"""Forms on paper: empty ones for whoever writes by hand, and sheets as they were handed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from bangfu.errors import BangfuError
from bangfu.paper.form.printing import PrintedForm, pdf
from bangfu.regulation.forms import Form
from bangfu.regulation.model import Regulation
from bangfu.site.checklists import sheets
from bangfu.site.checklists.paper import printed
from bangfu.site.duties.law import law
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.views.errors import refused


@opens_for("inspect", "answer")
@require_GET
def blank(_request: HttpRequest, regulation: str, form: str) -> HttpResponse:
    """An empty form."""
    pack, found = _form(regulation, form)
    return _paper(printed(pack, found), f"{form}.pdf")


@opens_for("inspect", "answer")
@require_GET
@takes_away("checklist")
def paper(_request: HttpRequest, pk: str) -> HttpResponse:
    """A sheet that was handed in, as its form."""
    sheet = get_object_or_404(sheets.handed_in(), pk=pk)
    pack, found = _form(sheet.regulation, sheet.form)
    return _paper(printed(pack, found, sheet, str(getattr(sheet, "by", "") or "")), f"{sheet.pk}.pdf")


def _form(regulation: str, form: str) -> tuple[Regulation, Form]:
    pack = law().packs.get(regulation)
    found = pack.form_of(form) if pack else None
    if pack is None or found is None:
        raise Http404
    return pack, found


def _paper(form: PrintedForm, name: str) -> HttpResponse:
    try:
        content = pdf(form)
    except BangfuError as error:
        return refused(503, *error.problems)
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
