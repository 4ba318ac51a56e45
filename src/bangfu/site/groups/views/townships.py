"""The townships of an area with their groups, one group with all that it has and lacks, and its wall board."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.groups import desk, sheets
from bangfu.site.groups.distribution import distribution, townships_with
from bangfu.site.groups.drawing import draw
from bangfu.site.groups.forms import standing as forms
from bangfu.site.groups.gaps import gaps, together
from bangfu.site.groups.models import Assessment, Group, Member, Review, Team
from bangfu.site.groups.six import YES, six
from bangfu.site.groups.words import WORDS
from bangfu.site.roster.models import Place
from bangfu.site.roster.places import place_or_404, places_of
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.paging import Pages

READS = "sees area"
PAGE = 20


@opens_for(READS)
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The townships in view: which has a group, which should, and what each lacks."""
    day, user = today(), cast(Account, request.user)
    found = places_of(user).filter(level="township")
    page = Pages(found, PAGE).get_page(request.GET.get("page"))
    towns = list(page.object_list)
    standing = {
        g.place_id: g
        for g in Group.objects.filter(place__in=towns, ended_on=None).select_related("organisation")
    }
    scattered = townships_with(towns, day)
    rows = [_line(town, standing.get(town.pk), scattered[town.pk]) for town in towns]
    lacking = [row["place"] for row in rows if row["lacks"]]
    return render(request, "groups/groups.html", {"page": page, "rows": rows, "lacking": lacking, "day": day})


def _line(place: Place, group: Group | None, scattered: int) -> dict[str, Any]:
    """One township; without a group only whether it should have one (GI-02)."""
    day = today()
    people = sheets.members(group, day) if group else []
    haves = six(group, day) if group else []
    return {
        "place": place, "group": group, "scattered": scattered, "lacks": group is None and scattered > 0,
        "people": len(people), "leader": next((m for m in people if m.role == "leader"), None),
        "haves": haves, "has": sum(have.state == YES for have in haves),
    }  # fmt: skip


@opens_for(READS)
@require_safe
def township(request: HttpRequest, code: int) -> HttpResponse:
    """One township: its group with everything about it, or that there is none."""
    day, user = today(), cast(Account, request.user)
    place = township_or_404(user, code)
    group = Group.objects.filter(place=place, ended_on=None).select_related("place", "organisation").first()
    spread = distribution(place, day)
    context = {
        "place": place, "group": group, "day": day, "total": spread.total, "drawing": draw(spread.rows),
        "scattered": townships_with([place], day)[place.pk],
        "of_township": _offered(user, desk.TOWNSHIP, group),
        "teams": Team.objects.filter(village__code__range=(place.code, place.last)).select_related("village", "unit", "leader"),
        "former": Group.objects.filter(place=place).exclude(ended_on=None),
    }  # fmt: skip
    if group:
        context |= _of_group(group, user)
    return render(request, "groups/township.html", context)


def _of_group(group: Group, user: Account) -> dict[str, Any]:
    day = today()
    lacks = gaps(group, day)
    of_units, of_people = (sheets.texts(group, day, whose).values() for whose in ("unit", "person"))
    return {
        "members": sheets.members(group, day),
        "left": Member.objects.filter(group=group, end__isnull=False).select_related("person", "unit"),
        "haves": six(group, day),
        "gaps": [
            (code, found)
            for code in WORDS.codes("gap")
            if (found := together([g for g in lacks if g.code == code]))
        ],
        "board": sheets.board(group, day),
        "papers": of_units,
        "conditions": of_people,
        "assessments": Assessment.objects.filter(group=group).annotate(who=name_of("by")),
        "reviews": Review.objects.filter(place=group.place_id).select_related("person")[:PAGE],
        "deeds": offered(user, desk.GROUP),
        "may_keep": user.may("households"),
    }


def _offered(user: Account, deeds: Any, group: Group | None) -> list[tuple[str, Any]]:
    """A township without a group is offered one; outlines have a page of their own."""
    return [
        (what, title)
        for what, title in offered(user, deeds)
        if what == ("group" if group is None else "team")
    ]


def township_or_404(user: Account, code: int) -> Place:
    """The one door to a township; of a village its own."""
    place = place_or_404(user, code)
    if place.level == "village" and place.parent is not None:
        place = place.parent
    if place.level != "township":
        raise Http404
    return place


@opens_for(READS)
@require_safe
def wall(request: HttpRequest, pk: str) -> HttpResponse:
    """The board as it can be printed and hung up now."""
    group = _group(pk)
    return render(
        request, "groups/board.html", {"group": group, "board": sheets.board(group, today()), "day": today()}
    )


@opens_for(READS)
def add(request: HttpRequest, code: int, what: str) -> HttpResponse:
    """Set up a group, or send a team."""
    place = township_or_404(cast(Account, request.user), code)
    return entered(
        request, form_of(forms.OF_TOWNSHIP, what), place, reverse("township_group", args=[place.pk])
    )


@opens_for(READS)
def add_to(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter something about a group."""
    group = _group(pk)
    return entered(request, form_of(desk.GROUP, what), group, _back(group))


@opens_for(READS)
def add_of_person(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter what changed of somebody in a group, or that they left."""
    found = get_object_or_404(Member.objects.select_related("group__place", "person"), pk=pk)
    return entered(request, form_of(forms.OF_MEMBER, what), found, _back(found.group))


@opens_for(READS)
def add_of_team(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Enter that a team left its village."""
    found = get_object_or_404(Team, pk=pk)
    back = reverse("township_group", args=[found.village_id // 1000 * 1000])
    return entered(request, form_of(forms.OF_TEAM, what), found, back)


def _group(pk: str) -> Group:
    return get_object_or_404(Group.objects.select_related("place", "organisation"), pk=pk)


def _back(group: Group) -> str:
    return reverse("township_group", args=[group.place_id])
