"""Sums of projects and sources, as the balances tell them; and whether balances and postings agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from bangfu.site.clock import today
from bangfu.site.fund.models import Account, Project, Setting, UseLine
from bangfu.site.fund.words import FISCAL, MAINLY_PERCENT, RAISES_INCOME

SPENT = ("allotment", "outlay")
_BALANCES = Path(__file__).parent / "queries" / "balances.sql"


@dataclass(frozen=True)
class Sums:
    """Of projects, in cents. Refunds, returns and reversals are counted off."""

    budget: int = 0
    allotted: int = 0
    paid: int = 0

    @property
    def unspent(self) -> int:
        """Allotted and not paid."""
        return self.allotted - self.paid


def sums_of(budgets: dict[str, int]) -> dict[str, Sums]:
    """The sums of projects, by their ids; `budgets` in cents."""
    rows = Account.objects.filter(project__in=budgets, kind__in=SPENT).values("project_id")
    found = {
        row["project_id"]: row
        for row in rows.annotate(
            allotted=Sum("balance"), paid=Coalesce(Sum("balance", filter=Q(kind="outlay")), 0)
        )
    }
    nothing = {"allotted": 0, "paid": 0}
    return {
        pk: Sums(budget, found.get(pk, nothing)["allotted"], found.get(pk, nothing)["paid"])
        for pk, budget in budgets.items()
    }


def total(projects: QuerySet[Project]) -> Sums:
    """Of all projects of a list together."""
    budget: int = projects.aggregate(all=Coalesce(Sum("budget"), 0))["all"]
    held = Account.objects.filter(project__in=projects.order_by().values("pk"), kind__in=SPENT)
    sums = held.aggregate(
        allotted=Coalesce(Sum("balance"), 0), paid=Coalesce(Sum("balance", filter=Q(kind="outlay")), 0)
    )
    return Sums(budget, sums["allotted"], sums["paid"])


@dataclass
class Balance:
    """One source: what came in, what of it lies unallotted, was allotted, lies unspent, was paid; in cents."""

    account: Account
    received: int = 0
    unallotted: int = 0
    allotted: int = 0
    unspent: int = 0
    paid: int = 0
    off: int = 0  # by how much balances differ from their postings

    @property
    def difference(self) -> int:
        """What is missing or too much: nothing where received = allotted + left and allotted = paid + left."""
        return (
            abs(self.received - self.allotted - self.unallotted)
            + abs(self.allotted - self.paid - self.unspent)
            + self.off
        )


def balances(county: int) -> list[Balance]:
    """Every source of a county, from its postings alone. Only whoever sees the whole county can tell."""
    sources = Account.objects.filter(county=county, kind="source")
    found = {one.pk: Balance(one) for one in sources}
    with connection.cursor() as cursor:
        cursor.execute(_BALANCES.read_text(encoding="utf-8"), {"county": county})
        for source, kind, posted, off in cursor.fetchall():
            _add(found[source], kind, int(posted), int(off))
    return sorted(found.values(), key=lambda one: one.account.name)


def _add(line: Balance, kind: str, posted: int, off: int) -> None:
    """What lies in all accounts of a kind under a source."""
    line.off += off
    match kind:
        case "source":
            line.received -= posted
        case "receipt":
            line.unallotted += posted
        case "allotment":
            line.unspent += posted
            line.allotted += posted
        case _:
            line.paid += posted
            line.allotted += posted


@dataclass(frozen=True)
class Mainly:
    """How much of a year's fiscal money was spent to raise income, in cents, and the percent that it has to exceed."""

    spent: int
    raising: int
    percent: int

    @property
    def is_low(self) -> bool:
        """Half or less of it, or what the county set; nothing spent is not low."""
        return self.spent > 0 and self.raising * 100 <= self.spent * self.percent


def mainly(county: int, year: int) -> Mainly:
    """Payments of a year out of fiscal sources, refunds and reversals counted off (二(五)/j, reading G16)."""
    outlays = Account.objects.filter(
        county=county, kind="outlay", source__in=FISCAL, postings__voucher__on__year=year
    )
    rows: dict[str, int] = defaultdict(int)
    for purpose, amount in outlays.values_list("purpose").annotate(Sum("postings__amount")):
        rows[purpose] += amount
    setting = setting_of(county, today())
    percent = setting.income_percent if setting and setting.income_percent is not None else MAINLY_PERCENT
    return Mainly(sum(rows.values()), sum(rows[purpose] for purpose in RAISES_INCOME), percent)


def setting_of(county: int, day: date) -> Setting | None:
    """What a county set last, as of a day."""
    return Setting.objects.filter(county=county, start__lte=day).order_by("-start").first()


def uses_left(project: str) -> list[tuple[UseLine, int]]:
    """The lines of a plan of use with what was paid of each, in cents."""
    lines = UseLine.objects.filter(project=project)
    paid = dict[tuple[str, str], int]()
    rows = Account.objects.filter(project=project, kind="outlay").values_list("source", "purpose")
    for source, purpose, amount in rows.annotate(Sum(F("balance"))):
        paid[source, purpose] = amount
    return [(line, paid.get((line.source, line.purpose), 0)) for line in lines]
