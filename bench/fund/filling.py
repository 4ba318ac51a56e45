"""Projects and vouchers through the functions that offices use, so many in a transaction."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from bangfu.site.demo.county import STANDS_ON

BUDGET, AT_ONCE = 90_000_00, 50
PAID_ON = STANDS_ON - timedelta(days=30)
PURPOSES = ("production", "asset_income", "training", "infrastructure", "education")

_IDS: dict[str, str] = {}


def fill(ids: dict[str, str], projects: int, vouchers: int) -> None:
    """So many projects altogether, each with its part of so many vouchers; what is there already counts.

    `ids`: the account of each role.
    """
    _IDS.update(ids)
    from bangfu.site.fund.models import Project

    with signed_in("township_clerk"):
        there = Project.objects.count()
    if there >= projects:
        return
    receipt = _receipt(BUDGET * projects)
    each = max(vouchers // projects - 1, 1)  # beside the allotment
    for first in range(there, projects, AT_ONCE):
        made = list(_propose(range(first, min(first + AT_ONCE, projects))))
        _pay(receipt, made, each)


def allotted(ids: dict[str, str]) -> Any:
    """The account of one project more, with a budget of which nothing is paid yet."""
    _IDS.update(ids)
    from bangfu.site.fund.models import Project

    with signed_in("township_clerk"):
        there = Project.objects.count()
    made = list(_propose(range(there, there + 1)))
    _pay(_receipt(BUDGET), made, 0)
    return made[0].allotment


def _receipt(amount: int) -> Any:
    from bangfu.site.fund import booking

    with signed_in("county_office") as user:
        source = booking.open_source(user, user.area.code, "county", "县级衔接资金（测量）")
        return booking.receive(user, source, amount, booking.Paper("测量〔指标〕1号", PAID_ON)).into


def _propose(numbers: range) -> Iterator[Any]:
    """Projects of the year's plan, each for one household and its village."""
    from bangfu.site.fund import planning
    from bangfu.site.fund.models import Item
    from bangfu.site.roster.models import Household

    with signed_in("township_clerk") as user:
        item = Item.objects.filter(plan__kind="annual", plan__closed_on=None).order_by("pk")[0]
        homes = list(Household.objects.select_related("place").order_by("pk"))
        for number in numbers:
            home, purpose = homes[number % len(homes)], PURPOSES[number % len(PURPOSES)]
            wanted = planning.Wanted(f"第 {number} 个项目", purpose, BUDGET)
            project = planning.propose(user, item, home.place_id, wanted)
            planning.plan_use(user, project, "county", purpose, BUDGET)
            planning.serve(user, project, [home])
            yield project


def _pay(receipt: Any, projects: list[Any], each: int) -> None:
    """Approved, established, allotted and paid; every third was looked at."""
    from bangfu.site.fund import booking, following, planning

    paper = booking.Paper("测量号", PAID_ON)
    with signed_in("county_office") as user:
        for project in projects:
            for code in ("review", "approve_use", "establish"):
                planning.move(user, project, code, "同意", "测量号")
            allotment = booking.allot(user, receipt, project, BUDGET, paper).into
            for number in range(each):
                payee = booking.Payee(f"第 {number} 家公司", project.purpose)
                booking.pay(user, allotment, BUDGET // each // 2, paper, payee)
            project.allotment = allotment
    with signed_in("inspector") as user:
        for project in projects[::3]:
            following.supervise(user, project.allotment, STANDS_ON, "凭证和现场", "属实")


@contextmanager
def signed_in(role: str) -> Generator[Any]:
    from django.db import transaction

    from bangfu.site.web.middleware.scope import enter

    with transaction.atomic():
        user = enter(_IDS[role])
        assert user is not None
        yield user
