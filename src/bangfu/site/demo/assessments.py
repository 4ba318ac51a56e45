"""A year of the demo that is looked at: what inspectors compared, a survey of one township, figures of some units."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from bangfu.assessment.scheme import scheme
from bangfu.site.assessment import entering, surveying
from bangfu.site.assessment.entering import Counted, Looked
from bangfu.site.assessment.kept import kept
from bangfu.site.assessment.models import Slip, Survey
from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Place, Post
from bangfu.site.supervision import drawing
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

SCHEME, LIST, SATISFIED = "tongwei-2018-59-units", "force_as_listed", "public_satisfaction"
CHECKED, FIGURED, ASKED = 40, 8, 60


def fill(county: Place) -> None:
    """Where the demo's county works by that regulation and an inspection runs there."""
    runs = Campaign.objects.exclude(opened_at=None).first()
    if runs is None:
        return
    with transaction.atomic():
        _compare(_acting("inspector"), county)
    with transaction.atomic():
        _count(_acting("county_office"), county)
    with transaction.atomic():
        office = _acting("inspection_office")
        clerk = Account.objects.select_related("area").filter(role="township_clerk").first()
        town = Place.objects.filter(level="township", code__range=(county.code, county.last)).first()
        survey = _survey(office, runs, (clerk.area if clerk else None) or town or county)
        codes = list(
            Slip.objects.filter(cell__survey=survey).order_by("cell", "code").values_list("code", flat=True)
        )
    _answer(survey, codes)
    with transaction.atomic():
        _acting("county_office")
        kept(county, scheme(SCHEME), today().year)


def _compare(account: Account, county: Place) -> None:
    """Some resident cadres, compared with the list: most are as it has them."""
    posts = Post.objects.filter(
        role="first_secretary", person__organisation__isnull=False,
        place__code__range=(county.code, county.last),
    )  # fmt: skip
    for number, post in enumerate(
        holding(posts, today()).select_related("place", "person__organisation")[:CHECKED]
    ):
        assert post.place is not None
        assert post.person is not None
        result = "no" if number % 11 == 10 else "excused" if number % 13 == 12 else "yes"
        note = "经批准参加培训" if result == "excused" else ""
        on = today() - timedelta(days=30 + number % 7)
        entering.check(
            account, county, Looked(LIST, on, post.place, result, post.person.organisation, post.person, note)
        )


def _count(account: Account, county: Place) -> None:
    """The satisfaction of some units as their leading unit counted it."""
    posts = Post.objects.filter(role="assisting_unit", place__code__range=(county.code, county.last))
    units = {
        p.organisation_id: p.organisation for p in holding(posts, today()).select_related("organisation")
    }
    for number, id_ in enumerate(sorted(u for u in units if u)[:FIGURED]):
        counted = Counted(SATISFIED, today().year, "乡镇入户统计表（演示）", 17 + number % 3, 20, units[id_])
        entering.figure(account, county, counted)


def _survey(account: Account, runs: Campaign, within: Place) -> Survey:
    """The villagers of one township."""
    homes = Household.objects.filter(place__code__range=(within.code, within.last)).count()
    drawn = drawing.fix(account, runs, drawing.Wanted("household", min(ASKED, homes // 2), within))
    drawing.draw(account, drawn, "小雪前的第一场雪")
    drawing.open_up(account, drawn)
    return surveying.prepare(account, drawn, SATISFIED, by_helper=False)


def _answer(survey: Survey, codes: list[str]) -> None:
    """Most slips have come back; some of the households were not satisfied, some would not say."""
    with transaction.atomic():
        _acting("inspector")
        for number, code in enumerate(codes):
            if number % 9:
                surveying.answer(survey, code, "no" if number % 7 == 3 else "" if number % 17 == 5 else "yes")


def _acting(role: str) -> Account:
    account = enter(Account.objects.get(username=role).pk)
    assert account is not None
    return account
