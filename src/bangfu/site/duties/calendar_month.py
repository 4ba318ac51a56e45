"""A month of somebody or of a unit: what is due on which day, and what was done."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from bangfu.regulation.periods import period_holding
from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.clock import today
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.models import Entry
from bangfu.site.web.words import word
from bangfu.site.workdays.official import official

Item = dict[str, Any]
MOST = 4  # lines of one day


def weeks(month: date, due: QuerySet[Verdict], done: QuerySet[Entry], known: Law) -> list[list[Item]]:
    """The weeks of a month as the calendar shows them."""
    items: dict[date, list[Item]] = defaultdict(list)
    for day, item in [*_due(due, month, known), *_done(done, month)]:
        items[day].append(item)
    return in_weeks(month, items)


def in_weeks(month: date, items: Mapping[date, list[Item]]) -> list[list[Item]]:
    """The days of a month's weeks with what stands on each, as the calendar component takes them."""
    days, works = calendar.Calendar().monthdatescalendar(month.year, month.month), official()
    return [[_day(each, month, items.get(each, []), works) for each in week] for week in days]


def _day(day: date, month: date, items: list[Item], works: WorkCalendar) -> Item:
    return {
        "date": day,
        "other": day.month != month.month,
        "rest": not works.expects_work(day),
        "today": day == today(),
        "items": items[:MOST] + ([{"label": f"+{len(items) - MOST}"}] if len(items) > MOST else []),
    }


def _due(rows: QuerySet[Verdict], month: date, known: Law) -> list[tuple[date, Item]]:
    """Periods that end in the month and are not met."""
    ending = rows.filter(
        period_end__year=month.year, period_end__month=month.month, status__in=("open", "unmet")
    )
    found: list[tuple[date, Item]] = []
    counted = ending.values("snapshot__as_of", "regulation", "duty", "status", "period_end")
    for row in counted.annotate(count=Count("pk")).order_by("period_end", "regulation", "duty"):
        title = known.title(row["regulation"], row["duty"])
        many = f" ×{row['count']}" if row["count"] > 1 else ""
        url = f"{reverse('duties')}?duty={row['regulation']}:{row['duty']}&status={row['status']}"
        found.append((row["period_end"], {"label": f"{title}{many}", "state": row["status"], "url": url}))
    return found


def _done(rows: QuerySet[Entry], month: date) -> list[tuple[date, Item]]:
    """Entries of the month by kind, each on its first day."""
    inside = rows.filter(on__year=month.year, on__month=month.month, withdraws=False, corrected_by=None)
    counted = inside.order_by("on", "kind").values_list("on", "kind").annotate(Count("pk"))
    return [
        (on, {"label": word("activity", kind) + (f" ×{n}" if n > 1 else ""), "state": "met"})
        for on, kind, n in counted
    ]


def neighbours(month: date) -> tuple[date, date]:
    """The month before and the one after."""
    period = period_holding("month", month)
    return (period.start - timedelta(days=1)).replace(day=1), period.stop
