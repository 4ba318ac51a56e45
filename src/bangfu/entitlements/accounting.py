"""Accounting: a case × the regulations × a period → lines. Nothing is paid, cancelled or decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bangfu.entitlements.account import Account
from bangfu.entitlements.desk import Desk
from bangfu.entitlements.events import event_lines
from bangfu.entitlements.funds import fund_lines
from bangfu.entitlements.line import Line
from bangfu.entitlements.means import means_lines
from bangfu.entitlements.monthly import month_lines, monthly
from bangfu.entitlements.notes import said
from bangfu.entitlements.rules import Entitled
from bangfu.entitlements.stretches import months_of
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span
from bangfu.regulation.model import Regulation


def account_month(case: Case, packs: Sequence[Regulation], month: Span, as_of: date | None = None) -> Account:
    """The allowances of a month, as known on a day: by default the first after it."""
    desk = _desk(case, packs, month, as_of)
    lines = [*month_lines(desk, month)]
    lines += [
        *_astray(desk, {r.rule.what for r in desk.rules if monthly(desk, r, month)}),
        *_ineffective(desk),
    ]
    return Account(f"{month.first:%Y-%m}", desk.as_of, tuple(lines))


def account_year(case: Case, packs: Sequence[Regulation], year: int, as_of: date | None = None) -> Account:
    """All of a year: each month's allowances, the funds, what is due once, and the visits."""
    desk = _desk(case, packs, Span(date(year, 1, 1), date(year, 12, 31)), as_of)
    months = months_of(desk.period)

    def by_month(one: Entitled) -> bool:
        return any(monthly(desk, one, month) for month in months)

    lines = [line for month in months for line in month_lines(desk, month)]
    lines += [*fund_lines(desk), *means_lines(desk, by_month), *event_lines(desk)]
    lines += [*_astray(desk, {r.rule.what for r in desk.rules}), *_ineffective(desk)]
    return Account(f"{year}", desk.as_of, tuple(lines))


def _desk(case: Case, packs: Sequence[Regulation], period: Span, as_of: date | None) -> Desk:
    on = as_of or period.last + timedelta(days=1)
    if on < period.first:
        raise BangfuError(
            Problem("period_not_begun", "as_of", value=str(on), details=(("period", str(period)),))
        )
    return Desk(case, packs, period, on)


def _astray(desk: Desk, whats: set[str]) -> Iterator[Line]:
    """Payments of the period that stand in no line: nobody is entitled to them by the roster, or it cannot be told who."""
    for payment in desk.payments.astray(whats, desk.period):
        homes = {r.head.id: r.provision.clause for r in desk.rules if r.rule.what == payment.what}
        one = next(iter(homes.items())) if len(homes) == 1 else (None, None)
        spent = payment.amount if payment.use else None
        yield Line(
            *one,
            "stray",
            payment.what,
            f"{payment.since:%Y-%m}",
            "needs_person",
            person=payment.person,
            organisation=payment.organisation,
            place=payment.place,
            payer=payment.payer,
            paid=None if payment.use else payment.amount,
            spent=spent,
            payments=(payment.id,),
            notes=(said("STRAY"),),
        )


def _ineffective(desk: Desk) -> Iterator[Line]:
    """Decisions that cancel nothing as they are written: whoever pays must know before paying."""
    for row in desk.decisions.astray(desk.rules, desk.period):
        yield Line(
            row["regulation"],
            row["clause"],
            "stray",
            row["measure"],
            f"{row['decided_on']}",
            "needs_person",
            person=row["person"],
            organisation=row["organisation"],
            place=row["place"],
            decisions=(row["id"],),
            notes=(said("NO_EFFECT"),),
        )
