"""Publishing a ranking, the published one, and a year as a workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.assessment.flat import FLAT_COLUMNS, flat
from bangfu.errors import BangfuError
from bangfu.paper.sheets import write_rows
from bangfu.site.assessment import publishing
from bangfu.site.assessment.forms import PublishForm
from bangfu.site.assessment.models import Published
from bangfu.site.assessment.shown import tables
from bangfu.site.assessment.views.doors import about, year_or_404
from bangfu.site.roster.views.telling import tell
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.named import names_of
from bangfu.site.web.words import tongue


@opens_for("assess", "supervise")
@require_POST
def publish(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """Publish the ranking as it stands."""
    found, form = year_or_404(request, scheme, year), PublishForm(request.POST)
    try:
        publishing.publish(found, form.cleaned_data["reason"] if form.is_valid() else "")
    except BangfuError as error:
        tell(request, error)
        return redirect("assessment", scheme, year)
    messages.success(request, _("名次已公布，当时的数一并留存。"))
    return redirect("assessment_published", scheme, year)


@opens_for(WORK)
@require_safe
def published(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The ranking that was published: to a county whole, to others the list in which they stand."""
    found = year_or_404(request, scheme, year)
    publication = publishing.published(found)
    if publication is None:
        raise Http404
    rows = Published.objects.filter(publication=publication).select_related("organisation", "place", "person")
    by = names_of([publication.published_by]).get(publication.published_by, publication.published_by)
    context = about(found) | {"publication": publication, "lists": tables(rows), "by": by}
    return render(request, "assessment/published.html", context)


@opens_for("export")
@require_safe
@takes_away("assessment")
def export(request: HttpRequest, scheme: str, year: int) -> HttpResponseBase:
    """The lines that the account sees as a workbook, a row for each indicator of a body."""
    found = year_or_404(request, scheme, year)
    if found.outcome is None:
        raise Http404
    lines = (row.told[tongue()] for row in found.lines())
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / "assessment.xlsx"
        write_rows(path, str(year), FLAT_COLUMNS, flat(lines), found.outcome.as_of)
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"{scheme}-{year}.xlsx")
