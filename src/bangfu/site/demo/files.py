"""Files of the other households of the demo township and of its helper, made up like the rest, all at once; a few have none and are missed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from django.db.models import Q

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.demo.families import CLERK, OFFICE, first_draft
from bangfu.site.household.filing import file_versions
from bangfu.site.roster.models import Household, Pairing, Place
from bangfu.site.web.models import Account

HELPER = "responsible_helper"
WITHOUT = 0.06  # of the households


def fill(county: Place) -> None:
    """The first version of each, from the first day of the demo's year, or from the day on which it was taken in."""
    rng = Random(2016)
    town = Account.objects.get(username=CLERK).area
    helper = Account.objects.get(username=HELPER).person
    helped = Pairing.objects.filter(person=helper, end=None).values("household")
    ours = Household.objects.filter(Q(place__parent=town) | Q(pk__in=helped))
    homes = ours.filter(end=None, versions=None).select_related("place")
    chosen = [home for home in homes.order_by("place", "pk") if rng.random() >= WITHOUT]
    drafts = [(home, replace(first_draft(home, rng), start=home.start)) for home in chosen if home.start]
    with acting_on(OFFICE, STANDS_ON) as office:
        file_versions(office, drafts)
