"""Plans, projects and money of the demo township, all of it made up: one project under way, paid and looked at."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.fund import booking, following, planning
from bangfu.site.fund.booking import Paper, Payee
from bangfu.site.fund.models import Item, Plan, Project
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.middleware.scope import enter, stand_on
from bangfu.site.web.models import Account

CLERK, OFFICE, INSPECTOR = "township_clerk", "county_office", "inspector"
BUDGET, PAID, THRESHOLD = 120_000_00, 48_600_00, 200_000_00  # cents
PREPARED = ["investigated", "counted", "analysed", "heard"]
PLANNED, BEGUN, SPENT, SEEN = (STANDS_ON - timedelta(days=days) for days in (120, 60, 21, 7))


def fill(county: Place) -> None:
    """What a township planned, and what became of one of its projects."""
    town = Account.objects.get(username=CLERK).area
    served = list(Household.objects.filter(place__parent=town, end=None).select_related("place")[:8])
    if town is None or not served:
        return
    item = _plans(town)
    with _as(CLERK, BEGUN) as user:
        wanted = planning.Wanted("中蜂养殖（示例）", "production", BUDGET)
        project = planning.propose(user, item, town.code, wanted)
        planning.plan_use(user, project, "county", "production", BUDGET)
        planning.serve(user, project, served)
    _spend(county, project, served[0])


def _plans(town: Place) -> Item:
    """A plan of three years and one of this year, both adopted."""
    year, above = STANDS_ON.year, None
    for kind, years in (("three_year", (year - 1, year + 1)), ("annual", (year, year))):
        with _as(CLERK, PLANNED) as user:
            plan = Plan(
                place_id=town.code, kind=kind, parent=above.plan if above else None, title=f"{town}发展{years[0]}（示例）",
                start_year=years[0], end_year=years[1], prepared=PREPARED,
            )  # fmt: skip
            planning.write_plan(user, plan)
            above = planning.write_item(
                user, Item(plan=plan, parent=above, text="发展特色养殖", target=8, unit="户")
            )
            planning.adopt(plan, PLANNED, "示例〔规划〕1号")
    assert above is not None
    return above


def _spend(county: Place, project: Project, household: Household) -> None:
    with _as(OFFICE, BEGUN) as user:
        following.set_for(user, county.code, PLANNED, "示例：县级标准（虚构）", tender_from=THRESHOLD)
        for code in ("review", "approve_use", "establish"):
            planning.move(user, project, code, "材料齐全，同意。", "示例〔立项〕1号")
        source = booking.open_source(user, county.code, "county", "县级衔接资金（示例）")
        receipt = booking.receive(user, source, 5 * BUDGET, Paper("示例〔指标〕1号", BEGUN)).into
        allotment = booking.allot(user, receipt, project, BUDGET, Paper("示例〔拨款〕1号", BEGUN)).into
    with _as(OFFICE, SPENT) as user:
        company = Payee("示例养殖合作社", "production")
        booking.pay(user, allotment, PAID, Paper("示例〔支付〕1号", SPENT), company)
        to_it = Payee("受益户", "production", household)
        booking.pay(user, allotment, 2_000_00, Paper("示例〔支付〕2号", SPENT), to_it)
    with _as(INSPECTOR, SEEN) as user:
        following.supervise(user, allotment, SEEN, "现场、合同和支付凭证", "与申报一致")


@contextmanager
def _as(username: str, on: date) -> Generator[Account]:
    """A day of the past, as an account."""
    with transaction.atomic():
        user = enter(Account.objects.get(username=username).pk)
        assert user is not None
        stand_on(on)
        yield user
