"""Plans, projects and money of the demo township, all of it made up: projects in every state, out of several sources."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.fund import booking, following, planning
from bangfu.site.fund.booking import Paper, Payee
from bangfu.site.fund.models import Account as FundAccount
from bangfu.site.fund.models import Item, Plan, Project
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.models import Account

CLERK, OFFICE, INSPECTOR = "township_clerk", "county_office", "inspector"
THRESHOLD = 200_000_00  # cents
PREPARED = ["investigated", "counted", "analysed", "heard"]
PLANNED, BEGUN, SPENT, SEEN = (STANDS_ON - timedelta(days=days) for days in (120, 60, 21, 7))
TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_name("projects.toml").read_text(encoding="utf-8"))
WAY = ("review", "approve_use", "establish", "accept", "close")
Row = dict[str, Any]


def fill(county: Place) -> None:
    """What a township planned, and what became of its projects."""
    town = Account.objects.get(username=CLERK).area
    served = list(Household.objects.filter(place__parent=town, end=None).select_related("place")[:20])
    if town is None or not served:
        return
    items = _plans(town)
    with acting_on(OFFICE, PLANNED) as user:
        following.set_for(user, county.code, PLANNED, "示例：县级标准（虚构）", tender_from=THRESHOLD)
        receipts = {row["kind"]: _receipt(user, county, row) for row in TOLD["source"]}
    for number, row in enumerate(TOLD["project"]):
        _project(town, items, receipts, row, served[number : number + row["households"]])


def _plans(town: Place) -> list[Item]:
    """A plan of three years and one of this year, both adopted; one item of it was reached."""
    year, above = STANDS_ON.year, list[Item]()
    for kind, years in (("three_year", (year - 1, year + 1)), ("annual", (year, year))):
        with acting_on(CLERK, PLANNED) as user:
            plan = Plan(
                place_id=town.code, kind=kind, parent=above[0].plan if above else None,
                title=f"{town}发展{'规划' if kind == 'three_year' else '计划'}{years[0]}（示例）",
                start_year=years[0], end_year=years[1], prepared=PREPARED,
            )  # fmt: skip
            planning.write_plan(user, plan)
            below = [
                Item(plan=plan, parent=above[n] if above else None, due=date(years[1], 12, 20), **row)
                for n, row in enumerate(TOLD["item"])
            ]
            above = [planning.write_item(user, item) for item in below]
            planning.adopt(plan, PLANNED, "示例〔规划〕1号")
    with acting_on(CLERK, SPENT):
        planning.reach(above[-1], SPENT)
    return above


def _receipt(user: Account, county: Place, row: Row) -> FundAccount:
    source = booking.open_source(user, county.code, row["kind"], row["name"], row.get("earmark", ""))
    return booking.receive(user, source, row["yuan"] * 100, Paper(row["document"], PLANNED)).into


def _project(
    town: Place, items: list[Item], receipts: dict[str, FundAccount], row: Row, served: list[Household]
) -> None:
    """A project as far as its row takes it."""
    first = served[0].place if served and row.get("in_village") else None
    place = first or town
    served = [one for one in served if one.place_id == place.pk] if first else served
    with acting_on(CLERK, BEGUN) as user:
        uses = [(kind, row["purpose"], yuan * 100) for kind, yuan in row["uses"].items()]
        budget = sum(amount for _, _, amount in uses)
        wanted = planning.Wanted(row["name"], row["purpose"], budget, not served)
        project = planning.propose(user, items[row["item"]], place.code, wanted)
        for use in uses:
            planning.plan_use(user, project, *use)
        planning.serve(user, project, served)
    with acting_on(OFFICE, BEGUN) as user:
        for code in WAY[: min(row["steps"], 3)]:
            planning.move(user, project, code, "材料齐全，同意。", "示例〔立项〕1号")
        if "builder" in row:
            following.procure(
                user, project, "tender", BEGUN, document="示例〔招标〕1号", winner=row["builder"]
            )
        allotted = [
            _allot(user, receipts[kind], project, amount) for kind, _, amount in uses if row["steps"] >= 3
        ]
    _spend(project, row, allotted, served)
    if row.get("dropped"):
        with acting_on(OFFICE, SEEN) as user:
            planning.move(user, project, "drop", "选址不合适，终止。")


def _allot(user: Account, receipt: FundAccount, project: Project, amount: int) -> FundAccount:
    return booking.allot(user, receipt, project, amount, Paper("示例〔拨款〕1号", BEGUN)).into


def _spend(project: Project, row: Row, allotted: list[FundAccount], served: list[Household]) -> None:
    """What was paid, looked at, accepted, left behind."""
    with acting_on(OFFICE, SPENT) as user:
        for allotment in allotted if row["paid_percent"] else ():
            allotment.refresh_from_db()
            amount = allotment.balance * row["paid_percent"] // 100
            to_it = Payee(served[0].head, row["purpose"], served[0]) if row.get("to_household") else None
            booking.pay(
                user, allotment, amount, Paper("示例〔支付〕1号", SPENT),
                to_it or Payee(row["payee"], row["purpose"]),
            )  # fmt: skip
    if row.get("seen"):
        with acting_on(INSPECTOR, SEEN) as user:
            for allotment in allotted:
                following.supervise(user, allotment, SEEN, "现场、合同和支付凭证", "与申报一致")
    with acting_on(OFFICE, SEEN) as user:
        for code in WAY[3 : row["steps"]]:
            planning.move(user, project, code, "现场验收合格。", "示例〔验收〕1号")
        if "asset" in row:
            kept_by = {"owner": "村集体", "keeper": "村委会"}
            asset = following.register(user, project, row["asset"], project.budget, SEEN, **kept_by)
            for one in served[:3]:
                following.distribute(user, asset, one, 300_00, SEEN, "示例〔分红〕1号")
