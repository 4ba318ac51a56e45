"""Which verdicts are worth telling, of one account or one robot, on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from bangfu.regulation.periods import period_holding
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import of_day, within
from bangfu.site.notices.models import Line, Robot
from bangfu.site.web.models import Account

LEADS = {Line.Section.DUE_7: 7, Line.Section.DUE_1: 1}
LATE = 3  # days after which a missed period is no news: sweepers that were off over a weekend still tell it
MOST = 300  # lines of one section; the figures count all
Section = Line.Section


@dataclass(frozen=True)
class Found:
    """Verdicts of one section, and how many there are."""

    section: Line.Section
    rows: list[Verdict]
    count: int


def own_of(account: Account, snapshot: Snapshot) -> QuerySet[Verdict]:
    """What somebody owes in person, and what their unit owes as a unit."""
    whose = Q(pk=None)
    if account.person_id:
        whose |= Q(person=account.person_id)
    if account.organisation_id:
        whose |= Q(organisation=account.organisation_id, person=None)
    return of_day(snapshot).filter(whose)


def area_of(account: Account, snapshot: Snapshot) -> QuerySet[Verdict] | None:
    """What is owed in the area of an account that sees one."""
    return of_day(snapshot) if account.kind.sees == "area" else None


def of_robot(robot: Robot, snapshot: Snapshot) -> QuerySet[Verdict]:
    """What the unit of a robot owes as a unit, or what is owed in its place."""
    if robot.organisation_id:
        return of_day(snapshot).filter(organisation=robot.organisation_id, person=None)
    assert robot.place is not None
    return of_day(snapshot).filter(within(robot.place))


def soon(rows: QuerySet[Verdict], as_of: date) -> Iterator[Found]:
    """What ends within seven days, and within one: of periods at least twice as long as the notice given."""
    after = 1
    for section, lead in sorted(LEADS.items(), key=lambda each: each[1]):
        first = as_of if lead == 1 else as_of + timedelta(days=after + 1)
        still = rows.filter(status="open", period_end__range=(first, as_of + timedelta(days=lead)))
        yield _found(section, still.filter(period_end__gte=F("period_start") + timedelta(days=2 * lead)))
        after = lead


def over(rows: QuerySet[Verdict], as_of: date) -> Found:
    """What was missed in periods that have just ended."""
    span = (as_of - timedelta(days=LATE), as_of - timedelta(days=1))
    return _found(Section.OVERDUE, rows.filter(status="unmet", period_end__range=span))


def weekly(rows: QuerySet[Verdict], as_of: date) -> Iterator[Found]:
    """What is due this week and later this month, and what was missed since the Monday before."""
    week, month = period_holding("week", as_of), period_holding("month", as_of)
    still = rows.filter(status="open")
    yield _found(Section.WEEK, still.filter(period_end__range=(as_of, week.last)))
    yield _found(Section.MONTH, still.filter(period_end__gt=week.last, period_end__lte=month.last))
    since = week.start - timedelta(days=7)
    yield _found(Section.MISSED, rows.filter(status="unmet", period_end__gte=since, period_end__lt=as_of))


def _found(section: Line.Section, rows: QuerySet[Verdict]) -> Found:
    ordered = rows.order_by("period_end", "regulation", "duty", "number")
    listed = list(ordered[: MOST + 1])
    count = len(listed) if len(listed) <= MOST else rows.count()
    return Found(section, listed[:MOST], count)
