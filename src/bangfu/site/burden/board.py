"""The meter as its page shows it: roles with what is asked and what was spent, what grew, what costs most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from bangfu.paper.bearers import GROUPS, group_of
from bangfu.site.burden.costs import Costs, Time, costs_on, time_of
from bangfu.site.burden.figures import Figures, Line
from bangfu.site.burden.load import asked_in, ever_in_use, filled_by_month, load_of
from bangfu.site.burden.models import Form
from bangfu.site.burden.models.costs import FIELD
from bangfu.site.burden.months import first_of, last_of, window
from bangfu.site.duties.law import Law
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account
from bangfu.site.web.words import word


@dataclass
class Sum:
    """Entries, their time, and what they are made of."""

    entries: Fraction = Fraction(0)
    time: Time = field(default_factory=Time)
    count: int = 0

    def add(self, entries: Fraction, time: Time, count: int = 0) -> None:
        """Add some."""
        self.entries, self.time, self.count = self.entries + entries, self.time + time, self.count + count


@dataclass(frozen=True)
class Row:
    """One role in one month, with what was asked a month and a year before; None where the board knows nothing of then."""

    role: str
    asked: Sum
    spent: Sum
    month_ago: Fraction | None
    year_ago: Fraction | None


@dataclass(frozen=True)
class Source:
    """One rule or form that asks for something, with its role."""

    key: tuple[str, str]  # regulation and duty; `form` and its id
    title: str
    role: str
    sum: Sum
    month_ago: Fraction | None


Sums = dict[tuple[date, str, tuple[str, str]], Sum]  # by month, role and source


@dataclass
class Meter:
    """Sums by month, role and source; `figures` tell of rules and entries, forms are added to what is asked."""

    month: date
    asked: Sums
    spent: Sums
    titles: dict[tuple[str, str], str]

    def total(self, side: str, month: date, keep: Callable[[str, tuple[str, str]], bool]) -> Sum:
        """What there is in a month of the roles and sources that are kept."""
        found = Sum()
        for (when, role, source), one in getattr(self, side).items():
            if when == month and keep(role, source):
                found.add(one.entries, one.time, one.count)
        return found

    def before(self, back: int, keep: Callable[[str, tuple[str, str]], bool]) -> Fraction | None:
        """What was asked some months earlier, None where nothing at all is known of then."""
        month = first_of(self.month, back)
        if not any(when == month for when, _role, _source in self.asked):
            return None
        return self.total("asked", month, keep).entries

    def rows(self) -> list[Row]:
        """The roles of the month, by group and role."""
        here = {role for side in (self.asked, self.spent) for when, role, _s in side if when == self.month}
        return [self._row(role) for role in sorted(here, key=_order)]

    def _row(self, role: str) -> Row:
        def keep(one: str, _source: tuple[str, str]) -> bool:
            return one == role

        asked, spent = (self.total(side, self.month, keep) for side in ("asked", "spent"))
        return Row(role, asked, spent, self.before(1, keep), self.before(12, keep))

    def sources(self, role: str = "") -> list[Source]:
        """What asks for most in the month, the most first."""
        found = [
            Source(source, self.titles.get(source, source[1]), of, one, self._ago(of, source))
            for (when, of, source), one in self.asked.items()
            if when == self.month and role in ("", of)
        ]
        return sorted(found, key=lambda one: (-one.sum.entries, one.key, one.role))

    def _ago(self, role: str, source: tuple[str, str]) -> Fraction | None:
        return self.before(1, lambda r, s: (r, s) == (role, source))

    def chart(self, side: str) -> dict[str, Any]:
        """One column by month and kind of bearer."""
        of: dict[str, dict[date, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for (when, role, _source), one in getattr(self, side).items():
            of[group_of(role)][when] += one.entries
        months = [m for m in window(self.month) if any(m in by_month for by_month in of.values())]
        return {
            "categories": [f"{m:%Y-%m}" for m in months],
            "series": [
                {"name": word("group", group), "values": [round(of[group][m]) for m in months]}
                for group in GROUPS
                if group in of
            ],
        }


def meter_of(user: Account, figures: Figures, month: date, known: Law, place: Place | None = None) -> Meter:
    """The meter of a month and the year before it."""
    costs = {when: costs_on(last_of(when)) for when in window(month)}
    titles = {key: duty.title for key, duty in known.duties.items()}
    asked = _sums(figures.asked, lambda line: _kinds_of(known, line), costs)
    spent = _sums(figures.spent, lambda line: [line.source[0]], costs)
    for form in ever_in_use():
        _add_form(user, form, asked, costs, place)
        titles["form", form.pk] = form.name
    _add_filled(spent, costs)
    return Meter(month, asked, spent, titles)


def _add_form(user: Account, form: Form, asked: Sums, costs: dict[date, Costs], place: Place | None) -> None:
    """What a form asks in the months in which it is filled in by hand."""
    load = load_of(user, form, place)
    for when, told in costs.items():
        if load.lines and asked_in(form, when):
            one = asked.setdefault((when, form.role, ("form", form.pk)), Sum())
            one.add(load.entries, load.time(told), load.lines)


def _add_filled(spent: Sums, costs: dict[date, Costs]) -> None:
    """The lines of forms that were filled in, by the month of their day."""
    for when, form, role, number, cells in filled_by_month(list(costs)):
        one = spent.setdefault((when, role, ("form", form)), Sum())
        told = time_of(Fraction(cells), [FIELD], costs[when])
        one.add(Fraction(number), Time(told.seconds, Fraction(number) if told.unset else Fraction(0)), number)


def _sums(lines: Iterable[Line], kinds: Callable[[Line], Iterable[str]], costs: dict[date, Costs]) -> Sums:
    found: Sums = {}
    for line in lines:
        one = found.setdefault((line.month, line.role, line.source), Sum())
        one.add(line.entries, time_of(line.entries, kinds(line), costs[line.month]), line.count)
    return found


def _kinds_of(known: Law, line: Line) -> list[str]:
    return list(getattr(known.duties[line.source].rule, "counts", ()))


def _order(role: str) -> tuple[int, str]:
    return GROUPS.index(group_of(role)), role
