"""What a form costs: how many people bear it, how many lines they fill in, how many of its columns are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bangfu.site.burden.costs import Costs, Time, time_of
from bangfu.site.burden.filling import bearers_of, lines_of
from bangfu.site.burden.machine import IN_USE
from bangfu.site.burden.models import Filling, Form
from bangfu.site.burden.models.costs import FIELD
from bangfu.site.burden.months import first_of, last_of
from bangfu.site.burden.words import months_of
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Load:
    """What a form asks of all who bear it in view, a month. `columns`: those that somebody fills in by hand."""

    people: int
    lines: int  # of one period
    columns: int
    months: int  # of a period; 0: once

    @property
    def entries(self) -> Fraction:
        """Lines a month."""
        return Fraction(self.lines, self.months or 1)

    @property
    def fields(self) -> Fraction:
        """Cells a month."""
        return self.entries * self.columns

    @property
    def each(self) -> Fraction:
        """Cells a month of each who bears it."""
        return self.fields / self.people if self.people else Fraction(0)

    def time(self, costs: Costs) -> Time:
        """How long its cells take a month."""
        told = time_of(self.fields, [FIELD], costs)
        return Time(told.seconds, self.entries if told.unset else Fraction(0))


def load_of(user: Account, form: Form, place: Place | None = None) -> Load:
    """The load of a form as things stand today, as far as an account looks after those who bear it."""
    people = bearers_of(user, form.role, place).count()
    columns = list(form.columns.all())  # type: ignore[attr-defined]
    asked = sum(1 for one in columns if form.state == "noted" or not one.known)
    lines = lines_of(user, form, place).count() if people or user.kind.sees == "area" else 0
    return Load(people, lines, asked, months_of(form.per))


def asked_in(form: Form, month: date) -> bool:
    """Whether a form is filled in by hand in a month: from its first day, while it is in use, at most to its last."""
    ended = form.moved if form.state not in IN_USE else None
    begun = form.since <= last_of(month) and (ended is None or ended >= month)
    if form.per == "once":
        return begun and first_of(form.since) == month
    return begun and (form.until is None or form.until >= month)


def ever_in_use() -> list[Form]:
    """The forms that are or were filled in by hand."""
    rows = Form.objects.filter(moves__state__in=IN_USE).distinct().prefetch_related("columns")
    return list(rows)


def filled_by_month(months: list[date]) -> list[tuple[date, str, str, int, int]]:
    """What was filled in, in view: month, form, role, lines, and the cells of them that hold something."""
    found: dict[tuple[date, str, str], list[int]] = {}
    rows = Filling.objects.filter(on__range=(months[0], last_of(months[-1])))
    for on, form, role, values in rows.values_list("on", "form", "form__role", "values"):
        one = found.setdefault((first_of(on), form, role), [0, 0])
        one[0], one[1] = one[0] + 1, one[1] + len(values)
    return [(*key, lines, cells) for key, (lines, cells) in found.items()]
