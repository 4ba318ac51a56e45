"""A year's lists: who may be proposed and who not, quotas, who comes first, and what to look at again."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bangfu.errors import BangfuError
from bangfu.incentives.lines import Told
from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.clock import today
from bangfu.site.honours.asking import ENTERS, READS, lists
from bangfu.site.honours.deciding import decided, papers_of, word_of
from bangfu.site.honours.exporting import FORMATS, export_file
from bangfu.site.honours.listing import Listed, lists_of, parts
from bangfu.site.honours.models import Grant
from bangfu.site.honours.showing import shown
from bangfu.site.honours.words import category_word, kind_word
from bangfu.site.papers.official import official_of
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account

PAGE = 40
BACK = 5  # years offered to choose from


@opens_for(READS)
@require_GET
def this_year(request: HttpRequest) -> HttpResponse:
    """The lists of this year."""
    asked = request.GET.get("year", "")
    return redirect("commendations_of", int(asked) if asked.isdecimal() and len(asked) == 4 else today().year)


@opens_for(READS)
@require_GET
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """All lists of a year with their numbers; the names of the one that is asked for."""
    account = cast(Account, request.user)
    known_year(year)
    context: dict[str, Any] = {"year": year, "formats": FORMATS, "may_enter": account.may(ENTERS)}
    context["years"] = [
        (y, y) for y in sorted({today().year - n for n in range(BACK)} | {year}, reverse=True)
    ]
    try:
        told = lists(account, year)
    except BangfuError as error:
        context["refused"] = [in_full(p) for p in error.problems]
        return render(request, "honours/commendations.html", context, status=422)
    every = lists_of(told)
    chosen = next((each for each in every if each.key == request.GET.get("list")), None)
    context |= {
        "lists": list(zip(every, shown([each.head for each in every]), strict=True)),
        "quotas": shown(parts(told, "quota", "figure")),
        "without": shown(parts(told, "without")),
        "reviews": shown(parts(told, "review")),
        "given": Grant.objects.filter(withdrawal=None, granted_on__year=year).select_related("person", "organisation"),
        "decisions": [(paper, official_of(paper).reference) for paper in papers_of(year)],
        "honours": _honours(account, year) if account.may(ENTERS) else [],
        **(_chosen(request, chosen) if chosen else {}),
    }  # fmt: skip
    return render(request, "honours/commendations.html", context)


@opens_for(READS)
@require_GET
@takes_away("commendations")
def export(request: HttpRequest, year: int, form: str) -> FileResponse:
    """All lines of the year as a file."""
    if form not in FORMATS:
        raise Http404
    known_year(year)
    try:
        told = lists(cast(Account, request.user), year)
    except BangfuError as error:
        raise Http404 from error
    file = export_file(form, shown(told), today())
    return FileResponse(file, as_attachment=True, filename=f"commendations-{year}-{today()}.{form}")


def _honours(account: Account, year: int) -> list[tuple[str, str]]:
    """The honours of which a decision can be drafted, all of them first; nothing where none was given."""
    found = {word_of(g): f"{kind_word(g.kind)} {category_word(g.category)}" for g in decided(account, year)}
    return [("", _("全部")), *found.items()] if found else []


def known_year(year: int) -> None:
    """A year that a calendar of this work can have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


def _chosen(request: HttpRequest, chosen: Listed) -> dict[str, Any]:
    page = Paginator(parts(chosen.told, "candidate"), PAGE).get_page(request.GET.get("page"))
    rest: list[Told] = parts(chosen.told, "told")
    heads = [{"label": _("谁")}, {"label": _("能不能提名")}, {"label": _("优先")}, {"label": _("为什么")}]
    [head] = shown([chosen.head])
    return {
        "chosen": chosen,
        "head": head,
        "page": page,
        "rows": shown(list(page)),
        "rest": shown(rest),
        "heads": heads,
    }
