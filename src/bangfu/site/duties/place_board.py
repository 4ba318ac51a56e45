"""How a place stands: its figures, its parts, its duties, the gaps that weigh most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from bangfu.paper.bearers import GROUPS
from bangfu.paper.model import Tally
from bangfu.site.duties import charts, cube
from bangfu.site.duties.gaps import gaps
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.law import Duty, Law, law
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import of_day, within
from bangfu.site.duties.places import parts
from bangfu.site.duties.tallies import of_each
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue, word


@dataclass(frozen=True)
class Figures:
    """One count of a place, added up four ways."""

    total: Tally
    parts: Mapping[int | None, Tally]
    duties: Mapping[tuple[str, str], Tally]
    groups: Mapping[str, Tally]


@dataclass(frozen=True)
class DutyLine:
    """One duty and how it stands."""

    duty: Duty
    tally: Tally


def figures_of(account: Account, snapshot: Snapshot, place: Place, grain: int | None = None) -> Figures:
    """The figures of a place, counted once for an edition of the verdicts."""

    def count() -> Figures:
        cells = cube.cube(snapshot, place, grain)
        return Figures(cube.total(cells), cube.by_part(cells), cube.by_duty(cells), cube.by_group(cells))

    return kept(snapshot, account, f"figures|{place.pk}|{grain}", count)


def place_board(account: Account, snapshot: Snapshot, place: Place) -> dict[str, Any]:
    """Everything that the board of a place shows."""
    known, figures = law(), figures_of(account, snapshot, place)
    here = of_day(snapshot).filter(within(place))
    below = [(p, figures.parts.get(p.pk, Tally())) for p in parts(place)]
    return {
        "snapshot": snapshot,
        "place": place,
        "total": figures.total,
        "statuses": of_each(figures.total),
        "parts": below,
        "groups": [(word("group", g), figures.groups[g]) for g in GROUPS if g in figures.groups],
        "duties": duty_lines(figures, known),
        "gaps": gaps(here.filter(status="unmet"), known),
        "soon": soon(account, snapshot, place),
        "chart": kept(
            snapshot, account, f"months|{place.pk}|{tongue()}", lambda: charts.by_month(here, snapshot.as_of)
        ),
        "parts_chart": charts.by_part((p.name, t) for p, t in below),
    }


def duty_lines(figures: Figures, known: Law) -> list[DutyLine]:
    """The duties that somebody here owes, in the order of the documents."""
    return [DutyLine(known.duties[key], figures.duties[key]) for key in known.duties if key in figures.duties]


def soon(account: Account, snapshot: Snapshot, place: Place) -> dict[str, int]:
    """How many open verdicts are due within a week, and within a month."""
    day = snapshot.as_of

    def count() -> dict[str, int]:
        still = of_day(snapshot).filter(within(place), status="open", period_end__gte=day)
        return still.aggregate(
            week=Count("pk", Q(period_end__lte=day + timedelta(days=7))),
            month=Count("pk", Q(period_end__lte=day + timedelta(days=30))),
        )

    return kept(snapshot, account, f"soon|{place.pk}", count)
