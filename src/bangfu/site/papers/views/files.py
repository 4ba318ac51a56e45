"""A paper as a file: shown in the browser, or taken away. Both are kept in the log: what is shown can be kept."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bangfu.errors import BangfuError
from bangfu.paper.official import write_docx, write_pdf
from bangfu.site.papers.models import Paper
from bangfu.site.papers.official import mark_of, official_of
from bangfu.site.papers.views.papers import one, shown
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "pdf": lambda paper: write_pdf(official_of(paper), mark_of(paper)),
    "docx": lambda paper: write_docx(official_of(paper)),
}


@opens_for(WORK)
@takes_away("paper")
def preview(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The PDF, in the browser."""
    return _file(request, one(pk), "pdf", as_attachment=False)


@opens_for(WORK)
@takes_away("paper")
def download(request: HttpRequest, pk: str, form: str) -> HttpResponseBase:
    """The PDF or the docx, to keep."""
    if form not in WRITERS:
        raise Http404
    return _file(request, one(pk), form, as_attachment=True)


def _file(
    request: HttpRequest, paper: Paper, form: str, *, as_attachment: bool
) -> HttpResponse | FileResponse:
    try:
        written = WRITERS[form](paper)
    except BangfuError as error:  # no face for it
        return shown(request, paper, error=" ".join(in_full(problem) for problem in error.problems))
    number = official_of(paper).reference if paper.number else ""
    name = f"{number}{paper.title}.{form}"
    return FileResponse(io.BytesIO(written), as_attachment=as_attachment, filename=name)
