"""What is done for some households of the demo township, and of its helper, all of it made up: asked, planned, adopted, carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from bangfu.site.demo.acting import acting, standing_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.household.filing import Draft, file_version
from bangfu.site.household.models import Version
from bangfu.site.measures import planning, recording
from bangfu.site.measures.models import Measure, Plan
from bangfu.site.roster.models import Household, Pairing, Person, Place
from bangfu.site.web.models import Account

CLERK, OFFICE, HELPER = "township_clerk", "county_office", "responsible_helper"
OWN = 2  # households of the helper, where these are of another township
ASKED, ADOPTED, LATELY = (STANDS_ON - timedelta(days=days) for days in (70, 60, 6))


@dataclass(frozen=True)
class Story:
    """One household: why it is poor, what another member can do, what it wants, and what came of it."""

    causes: tuple[str, ...]
    member: dict[str, Any]
    wish: str = ""
    measures: tuple[tuple[str, str, str], ...] = ()  # category, text, the cause that it answers
    decided: tuple[tuple[str, str, str], ...] = ()  # category, decision, reason
    difficulty: str = ""


STORIES = (
    Story(
        ("skill", "land"), {"ability": "full", "will": "yes"}, "想学养蜂，家门口就能干。",
        (("industry", "发放中蜂十箱，请技术员教到会", "skill"), ("employment", "介绍到镇上合作社务工", "land")),
        (("policy_information", "done", "入户讲过两次"), ("industry", "done", ""), ("employment", "planned", ""),
         ("housing", "not_applicable", "住房已鉴定为安全")),
        "蜂箱放在哪里还没有定",
    ),
    Story(
        ("illness",), {"ability": "partial", "eligible": True, "enrolled": False}, "药费报不完，想把医保的事问清楚。",
        (("medical_aid", "陪同办理慢性病报销", "illness"),),
        (("policy_information", "done", ""), ("medical_aid", "planned", "")),
    ),
    Story(("motivation",), {"ability": "full", "will": "no"}, "先看看别人怎么干。"),
    Story(("disability", "labour"), {"ability": "none", "eligible": False}, difficulty="去镇上看病没有车"),
)  # fmt: skip


def fill(county: Place) -> None:
    """A standard of the county, and what is done for a few households; the others are left as they are."""
    with standing_on(ASKED), acting(OFFICE) as user:
        first = date(STANDS_ON.year, 1, 1)
        recording.set_for(user, county.pk, first, "示例〔到户〕1号（虚构）", plans_by="03-31")
    town = Account.objects.get(username=CLERK).area
    homes = Household.objects.filter(place__parent=town, end=None).order_by("place", "pk")
    helped = homes.filter(pk__in=Pairing.objects.filter(end=None).values("household"))
    _tell(CLERK, helped)
    person = Account.objects.get(username=HELPER).person
    own = Household.objects.filter(pk__in=Pairing.objects.filter(end=None, person=person).values("household"))
    _tell(OFFICE, own.exclude(place__parent=town).filter(end=None).order_by("place", "pk")[:OWN])


def _tell(by: str, households: QuerySet[Household]) -> None:
    """A story each, as long as there are stories."""
    for household, story in zip(households[: len(STORIES)], STORIES, strict=False):
        helper = Pairing.objects.filter(household=household, end=None).select_related("person")[0].person
        _ask(by, household, helper, story)
        _carry_out(by, household, helper, story)


def _ask(by: str, household: Household, helper: Person, story: Story) -> None:
    """What is known of it, what it wants, and the plan that answers that."""
    with standing_on(ASKED), acting(by) as user:
        if not Version.objects.filter(household=household).exists():
            other = {"name": "示例成员", "relation": "child", **story.member}
            people = ({"name": household.head, "relation": "head"}, other)
            facts = {"causes": list(story.causes)}
            file_version(user, household, Draft(ASKED, "confirmed", "", facts, people))
        if story.wish:
            recording.wish(user, household, ASKED, story.wish, agrees="yes", asked_by=helper)
        if story.measures:
            plan = planning.begin(user, household, STANDS_ON.year)
            for category, text, cause in story.measures:
                wanted = planning.Wanted(category, text, helper, (cause,), ASKED, STANDS_ON)
                planning.add(user, plan, wanted)


def _carry_out(by: str, household: Household, helper: Person, story: Story) -> None:
    with standing_on(ADOPTED), acting(by):
        for plan in Plan.objects.filter(household=household, adopted_on=None):
            planning.adopt(plan, ADOPTED)
    with standing_on(LATELY), acting(by) as user:
        decided = {category: (decision, reason) for category, decision, reason in story.decided}
        recording.decide(user, household, STANDS_ON.year, LATELY, decided)
        for measure in Measure.objects.filter(plan__household=household)[:1]:
            planning.carry_on(measure, "running")
        if story.difficulty:
            said = {"kind": "life", "raised_by": "household", "handler": helper}
            recording.raise_difficulty(user, household, LATELY, story.difficulty, **said)
