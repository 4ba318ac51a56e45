"""People: the list, one person's posts over time and households, and changes of both."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.roster.history import history_of
from bangfu.site.roster.holding import holding, on
from bangfu.site.roster.listing import page_of
from bangfu.site.roster.models import Person, Post
from bangfu.site.roster.row_forms import PersonForm
from bangfu.site.roster.search import found
from bangfu.site.roster.timeline import in_order, pairings_in_order
from bangfu.site.roster.views.editing import edit
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.words import in_force, word

SORTS = {"name": "key", "unit": "organisation__key"}
HEADS = (
    {"label": _("姓名"), "key": "name"},
    {"label": _("单位"), "key": "unit"},
    {"label": _("在任职务")},
    {"label": _("结对户"), "num": True},
)
MOST_PAIRINGS = 200


@opens_for(WORK)
def people_page(request: HttpRequest) -> HttpResponse:
    """Everybody the account sees, by name."""
    q, role, unit = (request.GET.get(k, "") for k in ("q", "role", "organisation"))
    people = found(Person.objects.select_related("organisation"), q)
    if unit:
        people = people.filter(organisation=unit)
    if role:
        people = people.filter(pk__in=holding(Post.objects.filter(role=role), today()).values("person"))
    page = page_of(request, people, SORTS, "name")
    roles = [(code, word("role", code)) for code in in_force().codes("role")]
    context = {
        "page": page,
        "people": _with_work(page),
        "heads": HEADS,
        "q": q,
        "role": role,
        "roles": roles,
        "organisation": unit,
    }
    return render(request, "roster/people.html", context)


def _with_work(people: Iterable[Person]) -> list[Person]:
    """The people of one page with the posts they hold and how many households they help."""
    keys = [p.pk for p in people]
    posts = holding(Post.objects.select_related("place", "organisation"), today())
    rows = Person.objects.filter(pk__in=keys).select_related("organisation")
    counted = rows.annotate(helps=Count("pairings", filter=Q(on(today(), "pairings__"))))
    known = {p.pk: p for p in counted.prefetch_related(Prefetch("posts", posts, to_attr="held"))}
    return [known[key] for key in keys]


@opens_for(WORK)
def person_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One person."""
    person = get_object_or_404(Person.objects.select_related("organisation"), pk=pk)
    pairings = person.pairings.select_related("household", "place")  # type: ignore[attr-defined]
    posts = person.posts.select_related("place", "organisation")  # type: ignore[attr-defined]
    context = {
        "person": person,
        "posts": in_order(posts),
        "held": holding(posts, today()).count(),
        "pairings": pairings_in_order(pairings)[:MOST_PAIRINGS],
        "helps": holding(pairings, today()).count(),
        "history": history_of(person),
        "day": today(),
    }
    return render(request, "roster/person.html", context)


def _page(person: Person) -> str:
    return reverse("person", args=[person.pk])


@opens_for("roster")
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody."""
    form = PersonForm(request.POST or None, initial={"organisation": request.GET.get("organisation")})
    return edit(request, form, _("新增人员"), reverse("people"), _page)


@opens_for("roster")
def correct_person(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a person's row right."""
    person = get_object_or_404(Person, pk=pk)
    form = PersonForm(request.POST or None, instance=person, correcting=True)
    return edit(request, form, _("更正人员信息"), _page(person))
