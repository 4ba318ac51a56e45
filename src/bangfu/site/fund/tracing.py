"""Following money both ways: from any voucher up to its source and down to the households, and from a household back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from bangfu.site.fund.models import Account, Income, Item, Misuse, Project, Supervision, Voucher
from bangfu.site.fund.models.money import KINDS
from bangfu.site.roster.models import Household


@dataclass(frozen=True)
class Link:
    """An account on the way, with every voucher that filled it or took from it as far as this way goes."""

    account: Account
    vouchers: list[Voucher]


@dataclass(frozen=True)
class Trace:
    """Where money came from, by way of which project and plan, and to whom it went."""

    way: list[Link]  # from the source down
    project: Project | None
    items: list[Item]  # of the year, and the one above it
    households: list[Household]  # the payee if it is one, else whom the project serves
    is_direct: bool
    supervisions: list[Supervision]
    misuses: list[Misuse]


def trace(voucher: Voucher) -> Trace:
    """The whole way of a voucher's money."""
    way = list(reversed(list(_up(_lowest(voucher)))))
    last = way[-1]
    project = last.project
    households, is_direct = _households(last)
    return Trace(
        [Link(account, _between(account)) for account in way],
        project,
        [*_items(project)],
        households,
        is_direct,
        list(Supervision.objects.filter(allotment__in=way)),
        list(Misuse.objects.filter(voucher=voucher).select_related("finding")),
    )


def vouchers_of(project: Project) -> QuerySet[Voucher]:
    """Everything that moved money of a project, the latest last."""
    accounts = Account.objects.filter(project=project)
    moved = Voucher.objects.filter(into__in=accounts) | Voucher.objects.filter(out_of__in=accounts)
    return moved.distinct().select_related("into__project", "out_of__project", "reversed_by")


def _lowest(voucher: Voucher) -> Account:
    ends = Account.objects.filter(pk__in=(voucher.out_of_id, voucher.into_id)).select_related(
        "project__item__plan", "project__item__parent__plan", "project__place", "household"
    )
    return max(ends, key=lambda account: KINDS.index(account.kind))


def _up(account: Account | None) -> Iterator[Account]:
    while account is not None:
        yield account
        account = account.above


def _between(account: Account) -> list[Voucher]:
    """What moved between an account and the one above it; of a source nothing."""
    if account.above_id is None:
        return []
    pair = (account.pk, account.above_id)
    moved = Voucher.objects.filter(out_of__in=pair, into__in=pair)
    return list(moved.select_related("into__project", "out_of__project"))


def _items(project: Project | None) -> Iterator[Item]:
    item = project.item if project else None
    while item is not None:
        yield item
        item = item.parent


def _households(account: Account) -> tuple[list[Household], bool]:
    if account.household is not None:
        return [account.household], True
    if account.project is None:
        return [], False
    served = Household.objects.filter(
        pk__in=account.project.beneficiaries.values("household")  # type: ignore[attr-defined]
    )
    return list(served), False


@dataclass(frozen=True)
class Served:
    """A project that serves a household: what was paid of it, in cents, for how many households."""

    project: Project
    paid: int
    households: int


@dataclass(frozen=True)
class Reached:
    """All money that reached a household. What a project spent for several is told whole and never divided."""

    direct: list[Account]
    served: list[Served]
    incomes: list[Income]

    @property
    def total(self) -> int:
        """What it got itself, in cents: payments to it, and income of assets."""
        return sum(one.balance for one in self.direct) + sum(one.amount for one in self.incomes)


def reached(household: Household) -> Reached:
    """What reached a household, as far as the reader sees projects."""
    direct = Account.objects.filter(household=household, kind="outlay", balance__gt=0)
    projects = Project.objects.filter(beneficiaries__household=household).select_related("place")
    return Reached(
        list(direct.select_related("project").prefetch_related("takes")),
        [_served(project) for project in projects],
        list(Income.objects.filter(household=household).select_related("asset__project")),
    )


def _served(project: Project) -> Served:
    outlays = Account.objects.filter(project=project, kind="outlay")
    paid: int = outlays.aggregate(paid=Coalesce(Sum("balance"), 0))["paid"]
    return Served(project, paid, project.beneficiaries.count())  # type: ignore[attr-defined]
