"""What a form adds to what its bearers are asked: before, the form, after."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bangfu.site.burden.board import meter_of
from bangfu.site.burden.costs import Time, costs_on
from bangfu.site.burden.figures import figures_of
from bangfu.site.burden.load import Load, load_of
from bangfu.site.burden.models import Form
from bangfu.site.burden.months import first_of
from bangfu.site.clock import today
from bangfu.site.duties.days import live
from bangfu.site.duties.law import law
from bangfu.site.web.models import Account


@dataclass(frozen=True)
class Impact:
    """Entries a month of all bearers in view without the form, what the form adds, and its time."""

    load: Load
    before: Fraction | None  # None before the first judgement
    before_time: Time
    time: Time

    @property
    def after(self) -> Fraction | None:
        """With the form."""
        return None if self.before is None else self.before + self.load.entries

    @property
    def after_time(self) -> Time:
        """The time of both."""
        return self.before_time + self.time


def impact_of(user: Account, form: Form) -> Impact:
    """The form beside everything else that its role is asked in this month, in view of an account."""
    day, snapshot = today(), live()
    load = load_of(user, form)
    time = load.time(costs_on(day))
    if snapshot is None:
        return Impact(load, None, Time(), time)
    month = first_of(snapshot.as_of)
    meter = meter_of(user, figures_of(user, snapshot, month), month, law())
    others = meter.total(
        "asked", month, lambda role, source: role == form.role and source != ("form", form.pk)
    )
    return Impact(load, others.entries, others.time, time)
