"""The register as a list, as village books, and what it lacks; each as of any day."""

from __future__ import annotations

from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.household.book import book_file, book_of
from bangfu.site.household.counting import books_on, count_defects, counts_on, defects_on, total
from bangfu.site.household.gaps import KINDS, lacking
from bangfu.site.household.listing import Asked, benefits_of, found, shown, standing_on
from bangfu.site.household.views.asking import as_of_asked, place_asked
from bangfu.site.household.words import choices, codes
from bangfu.site.roster.known import known_by
from bangfu.site.roster.models import Place
from bangfu.site.roster.places import places_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Picked

PER_PAGE = 50
MOST_DEFECTS = 200


@opens_for(WORK)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The households in view as of a day, searched by name, pinyin and village."""
    day, place = as_of_asked(request), place_asked(request)
    text, cause, unmet, state = (_given(request, name) for name in ("text", "cause", "unmet", "state"))
    asked = Asked(day, text, cause, unmet, state or "now", place)
    page = Picked(found(asked), PER_PAGE, shown(standing_on(day))).get_page(request.GET.get("page"))
    context = {
        "page": page, "asked": asked, "day": day, "place": place, "is_past": day < today(), "causes": choices("cause"),
        "unmets": choices("guarantee"), "states": choices("register"),
    }  # fmt: skip
    return render(request, "household/register.html", context)


def _given(request: HttpRequest, name: str) -> str:
    """What was asked for, where it is something that can be asked for."""
    text = request.GET.get("q" if name == "text" else name, "").replace("\0", "")[:40]
    known = {"cause": codes("cause"), "unmet": (*codes("guarantee"), "any"), "state": codes("register")}
    return text if name == "text" or text in known[name] else ""


@opens_for(WORK)
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Every village with its counts on a day, the sums of townships, and where the views do not agree."""
    day, area = as_of_asked(request), place_asked(request)
    counts, written = counts_on(day, area), books_on(day, area)
    places = {p.pk: p for p in Place.objects.filter(pk__in=counts).select_related("parent")}
    towns: dict[str, list[Any]] = {}
    for code, each in counts.items():
        at = places.get(code)
        name = str(at.parent) if at and at.level == "village" else str(at or "")
        towns.setdefault(name, []).append((at, each, written[code]))
    rows = [(name, total(c for _, c, _ in of), sum(n for _, _, n in of), of) for name, of in towns.items()]
    defects = defects_on(day, area, MOST_DEFECTS)
    differ = len(defects) if len(defects) < MOST_DEFECTS else count_defects(day, area)
    context = {
        "day": day, "towns": rows, "whole": total(counts.values()), "written": sum(written.values()),
        "defects": defects, "defect_count": differ, "place": area,
    }  # fmt: skip
    return render(request, "household/books.html", context)


@opens_for(WORK)
@require_safe
def book(request: HttpRequest, code: int) -> HttpResponse:
    """The book of one village on a day."""
    village, day = _village(request, code), as_of_asked(request)
    return render(
        request, "household/book.html", {"village": village, "day": day, "rows": book_of(village, day)}
    )


@opens_for("export")
@require_safe
@takes_away("village_book")
def book_export(request: HttpRequest, code: int) -> FileResponse:
    """The same as a workbook."""
    village, day = _village(request, code), as_of_asked(request)
    known = known_by(cast(Account, request.user).person_id, today())
    file = book_file(village, day, book_of(village, day), known)
    return FileResponse(file, as_attachment=True, filename=f"book-{code}-{day}.xlsx")


def _village(request: HttpRequest, code: int) -> Place:
    mine = places_of(cast(Account, request.user)).filter(level="village")
    return get_object_or_404(mine.select_related("parent"), pk=code)


@opens_for(WORK)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """What the register lacks on a day, by household."""
    day, area = as_of_asked(request), place_asked(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else KINDS[0]
    page = Picked(lacking(kind, day, area), PER_PAGE, shown(standing_on(day))).get_page(
        request.GET.get("page")
    )
    homes: list[Any] = list(page)
    checked = benefits_of([home.pk for home in homes]) if kind == "benefit" else {}
    for home in homes:
        has = checked.get(home.pk, {})
        home.lacks = (
            [("benefit", code) for code in codes("benefit") if code not in has]
            if has or kind == "benefit"
            else []
        )
        home.lacks += [("guarantee", code) for code in home.unasked or ()] if kind == "guarantee" else []
    context = {"day": day, "kind": kind, "kinds": choices("gap"), "page": page, "homes": homes, "place": area}
    return render(request, "household/gaps.html", context)
