"""Plans of households: begun from the plan before, filled with measures, adopted, carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pghistory

from bangfu.site.clock import moment
from bangfu.site.measures.keeping import kept
from bangfu.site.measures.models import Measure, Plan
from bangfu.site.roster.models import Household, Person
from bangfu.site.web.models import Account

OVER = ("done", "dropped")


@dataclass(frozen=True)
class Wanted:
    """What a measure is to be."""

    category: str
    text: str
    responsible: Person
    answers: tuple[str, ...] = ()
    planned_from: date | None = None
    planned_to: date | None = None


def in_force(household: str, year: int, day: date) -> Plan | None:
    """The plan of a year that was adopted last, as of a day."""
    found = Plan.objects.filter(household=household, year=year, adopted_on__lte=day)
    return found.order_by("-adopted_on", "-recorded_at", "pk").first()


def draft_of(household: str) -> list[Plan]:
    """What is being written, by year."""
    return list(Plan.objects.filter(household=household, adopted_on=None).order_by("year"))


def begin(account: Account, household: Household, year: int) -> Plan:
    """Begin the plan of a year from the one before it, with whatever of it is not over. Raises `BangfuError`."""
    before = Plan.objects.filter(household=household, year__lte=year, adopted_on__isnull=False)
    former = before.order_by("-year", "-adopted_on", "-recorded_at", "pk").first()
    made = Plan(
        household=household, year=year, former=former, recorded_by=account.pk, recorded_at=moment()
    )  # fmt: skip
    with kept("year"):
        made.save(force_insert=True)
        for each in Measure.objects.filter(plan=former).exclude(state__in=OVER) if former else ():
            _carried(account, made, each).save(force_insert=True)
    return made


def add(account: Account, plan: Plan, wanted: Wanted) -> Measure:
    """Write a measure into a plan that is not adopted yet. Raises `BangfuError`."""
    said = vars(wanted) | {"answers": list(wanted.answers), "text": wanted.text.strip()}
    made = Measure(plan=plan, recorded_by=account.pk, recorded_at=moment(), **said)
    with kept():
        made.save(force_insert=True)
    return made


def adopt(plan: Plan, on: date) -> None:
    """Adopt a plan. Raises `BangfuError` where the household was not asked what it wants (GI-20)."""
    plan.adopted_on = on
    with kept("on"):
        plan.save(update_fields=["adopted_on"])


def carry_on(measure: Measure, state: str, result: str = "") -> None:
    """Say how far a measure is; what is over needs words about what came of it. Raises `BangfuError`."""
    measure.state, measure.result = state, result.strip() or measure.result
    with kept("result"):
        measure.save(update_fields=["state", "result"])


def hand_on(measure: Measure, person: Person, reason: str) -> None:
    """Give a measure to somebody else. Raises `BangfuError` once it is over."""
    measure.responsible = person
    with pghistory.context(reason=reason.strip()[:200]), kept("responsible"):
        measure.save(update_fields=["responsible"])


def _carried(account: Account, plan: Plan, measure: Measure) -> Measure:
    same = {
        name: getattr(measure, name) for name in ("category", "text", "answers", "responsible_id", "state")
    }
    return Measure(plan=plan, recorded_by=account.pk, recorded_at=moment(), **same)
