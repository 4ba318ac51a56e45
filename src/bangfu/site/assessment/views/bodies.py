"""One body of a year, and the rows behind each of its numbers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bangfu.site.assessment.rows import behind, entries
from bangfu.site.assessment.shown import PARTS, kind_word, shown, ways, who_enters
from bangfu.site.assessment.views.doors import about, line_or_404, year_or_404
from bangfu.site.web.access import WORK, opens_for

PAGE = 50


def part_words() -> dict[str, str]:
    """What the parts of a rate are called."""
    return {"counted": _("算在分子里的"), "others": _("只算在分母里的"), "aside": _("两边都没有算的")}


@opens_for(WORK)
@require_safe
def body(request: HttpRequest, scheme: str, year: int, body: str) -> HttpResponse:
    """Its place, every rate with the rows behind it, and what would change the place."""
    found = year_or_404(request, scheme, year)
    line = shown(line_or_404(found, body))
    sources = {i.code: who_enters(i) for i in found.scheme.indicator}
    context = about(found) | {
        "line": line,
        "kind": kind_word(line.row.subject_kind),
        "rates": [(rate, sources[rate.code]) for rate in line.rates],
        "ways": list(ways(line)),
    }
    return render(request, "assessment/body.html", context)


@opens_for(WORK)
@require_safe
def indicator(request: HttpRequest, scheme: str, year: int, body: str, indicator: str) -> HttpResponse:
    """The rows of one part of one rate: counted, only below the line, in neither."""
    found = year_or_404(request, scheme, year)
    line = shown(line_or_404(found, body))
    rate = next((r for r in line.rates if r.code == indicator), None)
    part = request.GET.get("part", PARTS[0])
    if rate is None or part not in PARTS:
        raise Http404
    page = Paginator(rate.told[part], PAGE).get_page(request.GET.get("page"))
    here = reverse("assessment_indicator", args=[scheme, year, body, indicator])
    words = part_words()
    context = about(found) | {
        "line": line,
        "rate": rate,
        "page": page,
        "rows": behind(list(page.object_list), found.scheme.regulation),
        "evidence": entries(rate.told["evidence"][:PAGE]),
        "tabs": [
            {"url": f"{here}?part={p}", "label": words[p], "count": n, "current": p == part} for p, n in rate.counts
        ],
    }  # fmt: skip
    return render(request, "assessment/indicator.html", context)
