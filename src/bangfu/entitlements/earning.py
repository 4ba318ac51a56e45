"""What a month of an allowance comes to: by the amount of the text, else by the rate that a county set."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bangfu.entitlements.attendance import Attended
from bangfu.entitlements.holders import Held
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.rates import Rate, Rates
from bangfu.entitlements.rules import Entitled
from bangfu.entitlements.stretches import days_of, length
from bangfu.facts.roster.spans import Span
from bangfu.regulation.shapes import Title

PERS = ("day", "month")


@dataclass(frozen=True, slots=True)
class Earned:
    """An amount with the rate it comes from; none where it is open, and then whether a person must say."""

    amount: Decimal | None = None
    rate: Rate | None = None
    open: bool = False
    notes: tuple[Title, ...] = ()


def earned(one: Entitled, rates: Rates, held: Held, month: Span, attended: Attended) -> Earned:
    """What the days of a month's posts come to, before anything is cancelled."""
    if one.rule.amount is not None:
        text = Rate(Decimal(one.rule.amount), one.rule.per or "month", one.head.number, one.law, None)
        by_day = dict.fromkeys(days_of(held.days), frozenset([text]))
    else:
        by_day = rates.by_day(one.rule.what, PERS, held.days, held.places)
    found = {rate for those in by_day.values() for rate in those}
    if not found:
        return Earned(notes=(said("NO_RATE"),))
    if any(len({(r.amount, r.per) for r in those}) > 1 for those in by_day.values()):
        return Earned(open=True, notes=(said("TWO_RATES", what=listed(_told(found))),))
    if len({r.per for r in found}) == 1 and next(iter(found)).per == "day":
        return _by_days(
            {day: those for day, those in by_day.items() if day in attended.there}, found, attended
        )
    return _by_month(found, held, month, all(by_day.values()))


def _by_month(found: set[Rate], held: Held, month: Span, throughout: bool) -> Earned:
    """One rate for a whole month. Of a part of it the texts say nothing."""
    rate = min(found, key=lambda r: (r.days.first, r.place or ""))
    if len({(r.amount, r.per) for r in found}) > 1 or not throughout:
        return Earned(open=True, notes=(said("RATE_CHANGES", what=listed(_told(found))),))
    if held.days != (month,):
        note = said("PART_MONTH", what=listed(held.days), days=length(held.days), of=length([month]))
        return Earned(None, rate, True, (note,))
    return Earned(rate.amount, rate, notes=(said("SET_BY", what=rate.set_by),))


def _by_days(by_day: dict[object, frozenset[Rate]], found: set[Rate], attended: Attended) -> Earned:
    """So much for each day in the village. Whether a day away with a reason earns it, the texts do not say."""
    rate = min(found, key=lambda r: (r.days.first, r.place or ""))
    if not all(by_day.values()):
        return Earned(open=True, notes=(said("RATE_CHANGES", what=listed(_told(found))),))
    amount = sum((next(iter(those)).amount for those in by_day.values()), Decimal(0))
    notes = [said("SET_BY", what=rate.set_by)]
    if attended.away:
        notes.append(said("AWAY", days=len(attended.away)))
    only = rate if len({r.amount for r in found}) == 1 else None
    return Earned(amount, only, notes=tuple(notes))


def _told(rates: set[Rate]) -> list[str]:
    return sorted(f"{r.amount}/{r.per} {r.days.first}" for r in rates)
