"""A month or a year of money as somebody may read it: the county's, the own unit's people, or one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bangfu.entitlements.account import Account as Sheet
from bangfu.entitlements.accounting import account_month, account_year
from bangfu.entitlements.line import Line
from bangfu.entitlements.stretches import month_of
from bangfu.facts.roster.spans import Span
from bangfu.site.allowances.gathering import gathered
from bangfu.site.allowances.keeping import kept
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.roster.models import Person, Post
from bangfu.site.web.models import Account

READS, ENTERS = "allowances", "pay"


@dataclass(frozen=True)
class Reader:
    """Whose lines somebody reads: those of all, or of some people, posts and a unit."""

    everything: bool
    people: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    unit: str | None = None

    def reads(self, line: Line) -> bool:
        """Whether a line is theirs."""
        return (
            self.everything
            or line.person in self.people
            or bool(self.posts.intersection(line.posts))
            or (self.unit is not None and self.unit in (line.payer, line.organisation))
        )


def reader(account: Account) -> Reader:
    """How far somebody reads."""
    if account.kind.sees == "area":
        return Reader(everything=True)
    if account.kind.sees == "own":
        posts = Post.objects.filter(person=account.person_id) if account.person_id else Post.objects.none()
        people = {account.person_id} if account.person_id else set[str]()
        return Reader(False, frozenset(people), frozenset(posts.values_list("pk", flat=True)))
    unit = account.organisation_id
    posts = Post.objects.filter(organisation=unit) if unit else Post.objects.none()
    employed = Person.objects.filter(organisation=unit) if unit else Person.objects.none()
    people = {*employed.values_list("pk", flat=True), *posts.values_list("person", flat=True)} - {None}
    return Reader(False, frozenset(people), frozenset(posts.values_list("pk", flat=True)), unit)


def month_for(account: Account, month: date) -> Sheet:
    """The allowances of a month, as known today. Raises `BangfuError` (`period_not_begun`)."""
    packs, period = list(law().packs.values()), month_of(month)

    def made() -> Sheet:
        return _of(account, account_month(gathered(packs, period), packs, period, today()))

    return kept(account, f"{month:%Y-%m}", made)


def year_for(account: Account, year: int) -> Sheet:
    """Everything of a year, as known today. Raises `BangfuError` (`period_not_begun`)."""
    packs, period = list(law().packs.values()), Span(date(year, 1, 1), date(year, 12, 31))

    def made() -> Sheet:
        return _of(account, account_year(gathered(packs, period), packs, year, today()))

    return kept(account, f"{year}", made)


def _of(account: Account, sheet: Sheet) -> Sheet:
    mine = reader(account)
    return replace(sheet, found=tuple(line for line in sheet.found if mine.reads(line)))
