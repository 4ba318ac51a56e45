"""The handbook of a contact cadre, to be read and printed, and the account that they give of a year."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.groups import sheets
from bangfu.site.groups.forms.keeping import OF_CADRE
from bangfu.site.groups.models import Review
from bangfu.site.roster.models import Person
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of
from bangfu.site.web.models import Account


@opens_for("help")
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The handbook of whoever asks; an account that stands for nobody is told why it has none."""
    person = cast(Account, request.user).person
    return _page(request, person) if person else render(request, "groups/no_handbook.html")


@opens_for(WORK)
@require_safe
def of_person(request: HttpRequest, pk: str) -> HttpResponse:
    """The handbook of somebody, with the households that the reader sees."""
    return _page(request, get_object_or_404(Person.objects.select_related("organisation"), pk=pk))


@opens_for("help", "households")
def add(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Give the account of a year: for oneself, or as the township for its cadres."""
    person = get_object_or_404(Person, pk=pk)
    if not _may_review(cast(Account, request.user), person):
        raise PermissionDenied
    return entered(request, form_of(OF_CADRE, what), person, reverse("handbook", args=[pk]))


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "book": sheets.handbook(person, today()),
        "reviews": Review.objects.filter(person=person).select_related("place"),
        "may_review": _may_review(cast(Account, request.user), person),
    }
    return render(request, "groups/handbook.html", context)


def _may_review(user: Account, person: Person) -> bool:
    return user.may("households") or (user.may("help") and user.person_id == person.pk)
