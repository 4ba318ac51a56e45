"""A month or a year taken away as a file."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from bangfu.site.allowances.exporting import FORMS, export_file
from bangfu.site.allowances.reading import READS, month_for, year_for
from bangfu.site.clock import today
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.asked import month_asked, year_asked
from bangfu.site.web.models import Account


@opens_for(READS)
@require_safe
@takes_away("allowances")
def export(request: HttpRequest, form: str) -> FileResponse:
    """The account that the reader sees: `?month=` or `?year=`; csv, xlsx, or the sheet to sign."""
    if form not in FORMS:
        raise Http404
    account = cast(Account, request.user)
    if "year" in request.GET:
        sheet = year_for(account, min(year_asked(request, today().year), today().year))
    else:
        sheet = month_for(account, min(month_asked(request, today()), today().replace(day=1)))
    file, name = export_file(form, sheet)
    return FileResponse(file, as_attachment=True, filename=name)
