"""Steps of plans, projects and money as their accounts of county a take them, and what the database answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.acting import Doing
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.fund import booking, following, planning
from bangfu.site.fund.booking import Paper, Payee
from bangfu.site.fund.models import Account, Item, Plan, Project, Voucher
from bangfu.site.fund.planning import Wanted
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account as User

COUNTY, TOWNSHIP = OWN.village // 10**6 * 10**6, OWN.village // 1000 * 1000
CLERK, OFFICE, INSPECTOR = "township_clerk", "county_office", "inspector"
TODAY, YESTERDAY = date(2020, 4, 15), date(2020, 4, 14)
BUDGET = 10_000_00
Done = TypeVar("Done")


def said(act: Callable[[], object]) -> str:
    """What the database says of something that no function of the site asked it."""
    with pytest.raises(DatabaseError) as told, transaction.atomic():
        act()
    cause = told.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.message_primary)


def commit() -> None:
    """Have the database look at what it looks at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def paper(words: str = "", on: date = YESTERDAY) -> Paper:
    return Paper("示例〔2020〕1号", on, words)


class Steps(Doing):
    """What somebody does with plans, projects and money."""

    def propose(self, item: str = "", budget: int = BUDGET, **wanted: bool) -> Project:
        with self.acting(CLERK) as user:
            under = Item.objects.get(pk=item or OWN.id("item"))
            return planning.propose(user, under, OWN.village, Wanted("项目", "production", budget, **wanted))

    def use(self, project: Project, *lines: tuple[str, str, int]) -> None:
        with self.acting(CLERK) as user:
            for line in lines or (("county", "production", project.budget),):
                planning.plan_use(user, project, *line)

    def serve(self, project: Project) -> None:
        with self.acting(CLERK) as user:
            planning.serve(user, project, [Household.objects.get(pk=OWN.id("household"))])

    def move(self, project: Project, *codes: str, who: str = OFFICE) -> Project:
        for code in codes:
            with self.acting(who) as user:
                planning.move(user, project, code, "已核对", "示例号")
        return project

    def established(self, *lines: tuple[str, str, int], judged: bool = True) -> Project:
        """A project that may spend; `judged`: it had its tender."""
        budget = sum(amount for _, _, amount in lines) or BUDGET
        project = self.propose(budget=budget)
        self.use(project, *lines)
        self.serve(project)
        self.move(project, "review", "approve_use", "establish")
        if judged:
            self.procure(project)
        return project

    def procure(self, project: Project, kind: str = "tender", who: str = OFFICE, words: str = "") -> None:
        with self.acting(who) as user:
            following.procure(user, project, kind, YESTERDAY, document="示例号", winner="公司", words=words)

    def receipt(self, amount: int = BUDGET, kind: str = "county", earmark: str = "") -> Account:
        with self.acting(OFFICE) as user:
            source = booking.open_source(user, COUNTY, kind, "资金", earmark)
            return booking.receive(user, source, amount, paper()).into

    def allot(self, receipt: Account, project: Project, amount: int = BUDGET) -> Account:
        with self.acting(OFFICE) as user:
            return booking.allot(user, receipt, project, amount, paper()).into

    def pay(
        self,
        allotment: Account,
        amount: int,
        purpose: str = "production",
        on: date = YESTERDAY,
        household: str = "",
        payee: str = "公司",
    ) -> Voucher:
        with self.acting(OFFICE) as user:
            to = Household.objects.get(pk=household) if household else None
            return booking.pay(user, allotment, amount, paper(on=on), Payee(payee, purpose, to))

    def supervise(self, allotment: Account, on: date = TODAY, who: str = INSPECTOR) -> None:
        with self.acting(who) as user:
            following.supervise(user, allotment, on, "现场和凭证", "属实")

    def plan(self, kind: str, years: tuple[int, int], parent: str | None = None) -> Plan:
        with self.acting(CLERK) as user:
            made = Plan(
                place_id=TOWNSHIP, kind=kind, title="规划", parent_id=parent, start_year=years[0], end_year=years[1]
            )  # fmt: skip
            return planning.write_plan(user, made)

    def item(self, plan: Plan, parent: str | None = None) -> Item:
        with self.acting(CLERK) as user:
            return planning.write_item(user, Item(plan=plan, text="养殖", parent_id=parent))

    def adopt(self, plan: Plan) -> None:
        with self.acting(CLERK):
            planning.adopt(plan, YESTERDAY, "示例号")


def account(user: User, above: Account, kind: str, **fields: object) -> Account:
    """An account below another, as the site's own role would write it by no function of the site."""
    made = Account(
        above=above, kind=kind, county_id=COUNTY, place_id=COUNTY, made_by=user.pk, made_at=moment(), **fields
    )
    made.save(force_insert=True)
    return made


def voucher(user: User, code: str, out_of: Account, into: Account, amount: int) -> Voucher:
    """A movement of money in the same way."""
    made = Voucher(
        code=code, out_of=out_of, into=into, place_id=COUNTY, amount=amount, on=YESTERDAY, document="号", by=user.pk,
        at=moment(),
    )  # fmt: skip
    made.save(force_insert=True)
    return made
