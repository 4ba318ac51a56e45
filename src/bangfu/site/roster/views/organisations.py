"""Units: the list, one unit with its people and villages, and changes."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bangfu.facts.tables import ORGANISATION_LEVELS
from bangfu.regulation.vocabulary import LEADERS
from bangfu.site.clock import today
from bangfu.site.roster.history import history_of
from bangfu.site.roster.holding import holding, on
from bangfu.site.roster.listing import page_of
from bangfu.site.roster.models import Organisation, Person, Post
from bangfu.site.roster.row_forms import OrganisationForm
from bangfu.site.roster.search import found
from bangfu.site.roster.timeline import past_posts, posts_by_role
from bangfu.site.roster.views.editing import edit
from bangfu.site.roster.words import said
from bangfu.site.web.access import WORK, opens_for

SORTS = {"name": "key", "level": "level", "place": "place", "villages": "villages"}
HEADS = (
    {"label": _("单位"), "key": "name"},
    {"label": _("级别"), "key": "level"},
    {"label": _("所在地"), "key": "place"},
    {"label": _("帮扶村"), "key": "villages", "num": True},
)
MOST = 200


@opens_for(WORK)
def organisations_page(request: HttpRequest) -> HttpResponse:
    """Every unit the account sees."""
    q, level = request.GET.get("q", ""), request.GET.get("level", "")
    assists = Q(posts__role="assisting_unit") & on(today(), "posts__")
    units = found(Organisation.objects.select_related("place"), q)
    units = units.annotate(villages=Count("posts__place", filter=assists, distinct=True))
    if level:
        units = units.filter(level=level)
    levels = [(code, said("level", code)) for code in ORGANISATION_LEVELS]
    page = page_of(request, units, SORTS, "name")
    context = {"page": page, "heads": HEADS, "q": q, "level": level, "levels": levels}
    return render(request, "roster/organisations.html", context)


@opens_for(WORK)
def organisation_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One unit: where it works, who leads it, whom it sends, its people."""
    unit = get_object_or_404(Organisation.objects.select_related("place"), pk=pk)
    posts = Post.objects.filter(organisation=unit).select_related(
        "person", "organisation", "place", "place__parent"
    )
    leaders = {code for codes in LEADERS.values() for code in codes}
    now = list(holding(posts, today())[:MOST])
    context = {
        "unit": unit,
        "villages": [p for p in now if p.role == "assisting_unit"],
        "leaders": posts_by_role(p for p in now if p.role in leaders),
        "sent": posts_by_role(p for p in now if p.role not in leaders | {"assisting_unit"}),
        "people": Person.objects.filter(organisation=unit).order_by("key", "pk")[:MOST],
        "past": past_posts(posts, today())[:50],
        "history": history_of(unit),
        "day": today(),
    }
    return render(request, "roster/organisation.html", context)


def _page(unit: Organisation) -> str:
    return reverse("organisation", args=[unit.pk])


@opens_for("roster")
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    form = OrganisationForm(request.POST or None)
    return edit(request, form, _("新增单位"), reverse("organisations"), _page)


@opens_for("roster")
def correct_organisation(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a unit's row right."""
    unit = get_object_or_404(Organisation, pk=pk)
    form = OrganisationForm(request.POST or None, instance=unit, correcting=True)
    return edit(request, form, _("更正单位信息"), _page(unit))
