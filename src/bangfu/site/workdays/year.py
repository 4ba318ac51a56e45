"""A year as it is drawn: twelve small months, what differs from ordinary weeks in words, and who set what."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bangfu.regulation.workdays import WorkCalendar, holiday_name
from bangfu.site.web.words import tongue
from bangfu.site.workdays.changing import LIBRARY, Setting, Wanted, days_of, needed, usual
from bangfu.site.workdays.models import Day

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True)
class Cell:
    """One day."""

    day: date
    works: bool
    name: str
    is_corrected: bool  # otherwise than the library has it
    is_today: bool

    @property
    def is_moved(self) -> bool:
        """Whether it is otherwise than its weekday says."""
        return self.works != usual(self.day).workday

    @property
    def sign(self) -> str:
        """What stands in the cell beside the number."""
        if not self.is_moved:
            return ""
        return pgettext("on a calendar", "班") if self.works else pgettext("on a calendar", "休")

    @property
    def words(self) -> str:
        """The same for whoever does not see it, or points at it."""
        kind = _("上班") if self.works else _("休息")
        return " · ".join(filter(None, (kind, self.name, _("本地改过") if self.is_corrected else "")))


@dataclass(frozen=True)
class Month:
    """One month: weeks from Monday on, None where a day belongs to another month."""

    first: date
    weeks: list[list[Cell | None]]

    @property
    def workdays(self) -> int:
        """How many of its days are worked."""
        return sum(cell.works for week in self.weeks for cell in week if cell)


@dataclass(frozen=True)
class Run:
    """Days off in a row with a holiday among them, or one weekend day that is worked."""

    first: date
    last: date
    name: str
    works: bool
    is_corrected: bool

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


class Year:
    """A year as it stands, or as it would with what is `wanted`."""

    def __init__(self, year: int, today: date, wanted: Wanted | None = None) -> None:
        self.year, self._today = year, today
        rows = {d.day: Setting(d.workday, d.name) for d in Day.objects.filter(day__year=year)}
        changed = {day: row for day, row in needed(wanted or {}).items() if day.year == year}
        kept = {day: row for day, row in rows.items() if day not in changed}
        self._rows = kept | {day: row for day, row in changed.items() if row}
        self._calendar = WorkCalendar({day: row.workday for day, row in self._rows.items()})

    @property
    def weekdays(self) -> list[str]:
        """What stands above the columns of a month."""
        return [pgettext("weekday", day) for day in WEEKDAYS]

    @property
    def in_library(self) -> bool:
        """Whether the library knows it."""
        return LIBRARY.knows(self.year)

    @property
    def is_known(self) -> bool:
        """Whether every day is settled."""
        return self._calendar.knows(self.year)

    @property
    def is_begun(self) -> bool:
        """Whether days are set and the year is not settled."""
        return bool(self._rows) and not self.is_known

    @cached_property
    def cells(self) -> dict[date, Cell]:
        """Every day."""
        return {day: self._cell(day) for day in days_of(self.year)}

    @cached_property
    def months(self) -> list[Month]:
        """Twelve."""
        weeks = calendar.Calendar()
        return [
            Month(date(self.year, n, 1), [[self.cells.get(d) if d.month == n else None for d in week]
                for week in weeks.monthdatescalendar(self.year, n)])
            for n in range(1, 13)
        ]  # fmt: skip

    @property
    def workdays(self) -> int:
        """How many days are worked."""
        return sum(cell.works for cell in self.cells.values())

    @property
    def runs(self) -> list[Run]:
        """What differs from ordinary weeks, in order."""
        return sorted([*self._holidays(), *self._made_up()], key=lambda run: run.first)

    def _cell(self, day: date) -> Cell:
        row = self._rows.get(day)
        works = self._calendar.expects_work(day)
        corrected = row is not None and self.in_library and row.workday != LIBRARY.is_workday(day)
        name = (row.name if row else "") or ("" if corrected else holiday_name(day, tongue()))
        return Cell(day, works, name, corrected, day == self._today)

    def _holidays(self) -> Iterator[Run]:
        run: list[Cell] = []
        for cell in [*self.cells.values(), None]:
            if cell is not None and not cell.works:
                run.append(cell)
                continue
            if any(each.is_moved or each.name for each in run):
                yield _run(run)
            run = []

    def _made_up(self) -> Iterator[Run]:
        for cell in self.cells.values():
            if cell.works and (cell.is_moved or cell.is_corrected):
                yield _run([cell])


def _run(cells: list[Cell]) -> Run:
    names = "、".join(name for name in Counter(cell.name for cell in cells) if name)
    corrected = any(cell.is_corrected for cell in cells)
    return Run(cells[0].day, cells[-1].day, names, cells[0].works, corrected)
