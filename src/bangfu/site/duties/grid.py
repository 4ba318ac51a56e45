"""A year as small multiples: one line a duty, twelve months, each period one cell with the state it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet

from bangfu.paper.words import period
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.web.words import word

WORST_FIRST = ("unmet", "judgement", "open", "met", "exempt")
MONTHS = 12


@dataclass(frozen=True)
class Part:
    """One period of one duty, over all its targets; `state` None is a stretch without any."""

    width: int
    state: str | None = None
    number: int | None = None  # of the verdict, where it is a single one
    label: str = ""
    start: date | None = None


@dataclass
class Line:
    """One duty through the year."""

    regulation: str
    duty: str
    title: str
    about: str  # document and clause
    parts: list[Part] = field(default_factory=list[Part])


Span = tuple[int, int]  # first and last month of the year, from 0


def grid(rows: QuerySet[Verdict], year: int, known: Law) -> list[Line]:
    """The lines of a year, in the order of the documents."""
    counted = (
        rows.filter(period_start__lte=date(year, 12, 31), period_end__gte=date(year, 1, 1))
        .order_by()
        .values("regulation", "duty", "clause", "period_start", "period_end", "status")
        .annotate(number=Min("number"), count=Count("pk"))
    )
    lines: dict[tuple[str, str, str], dict[Span, list[dict[str, Any]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in counted:
        span = _months(row["period_start"], row["period_end"], year)
        lines[row["regulation"], row["duty"], row["clause"]][span].append(row)
    ordered = sorted(lines.items(), key=lambda item: _position(item[0], known))
    return [
        Line(r, d, known.title(r, d), f"{known.number(r)} {clause}", list(_parts(spans)))
        for (r, d, clause), spans in ordered
    ]


def _position(key: tuple[str, str, str], known: Law) -> int:
    duty = known.duties.get(key[:2])
    return duty.position if duty else len(known.duties)


def _months(start: date, last: date, year: int) -> Span:
    """The months that a period takes; one shorter than a month stands in the month in which it ends."""
    end = last.month - 1 if last.year == year else MONTHS - 1
    begin = start.month - 1 if start.year == year else 0
    return (end, end) if (last - start).days < 28 else (begin, end)


def _parts(spans: dict[Span, list[dict[str, Any]]]) -> Iterable[Part]:
    """The cells of a line from January to December, empty stretches between them."""
    at = 0
    for (start, end), rows in sorted(spans.items()):
        begin = max(start, at)  # a step that overlaps another is cut, never lost
        if begin > end:
            continue
        if begin > at:
            yield Part(begin - at)
        yield _part(end - begin + 1, rows)
        at = end + 1
    if at < MONTHS:
        yield Part(MONTHS - at)


def _part(width: int, rows: list[dict[str, Any]]) -> Part:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row["status"]] += row["count"]
    state = next(s for s in WORST_FIRST if s in counts)
    first, last = min(r["period_start"] for r in rows), max(r["period_end"] for r in rows)
    told = "，".join(f"{word('status', s)} {counts[s]}" for s in WORST_FIRST if s in counts)
    single = rows[0]["number"] if sum(counts.values()) == 1 else None
    return Part(width, state, single, f"{period(first, last)} {told}", first)
