"""Made-up people who inspect in the demo: two from each of three units that lead townships."""

from __future__ import annotations

from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Person, Place, Post
from bangfu.site.roster.search import keys_of

NAMES = (
    "陆某91（合成）",
    "沈某92（合成）",
    "韩某93（合成）",
    "顾某94（合成）",
    "方某95（合成）",
    "苏某96（合成）",
)
INSPECTOR = "99-inspector-1"
TEAMS = 3


def engage(county: Place) -> None:
    """Put them on the roster, each in a unit; their villages and townships keep them away of themselves."""
    span = (county.code, county.last)
    leads = holding(Post.objects.filter(role="lead_unit", place__code__range=span), today())
    units = Organisation.objects.filter(pk__in=leads.values("organisation"), level="county").order_by("pk")
    for number, name in enumerate(NAMES):
        Person.objects.create(
            id=f"99-inspector-{number + 1}",
            name=name,
            key=keys_of(name),
            organisation=units[number % TEAMS] if units.count() > number % TEAMS else None,
        )


def inspectors(team: int) -> list[Person]:
    """The people of one team."""
    numbers = (team + 1, team + 1 + TEAMS)
    return list(Person.objects.filter(pk__in=[f"99-inspector-{n}" for n in numbers]).order_by("pk"))
