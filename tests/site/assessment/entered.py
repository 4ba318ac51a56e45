"""What the people of the district enter: a year in which everybody has every rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.site.acting import Acting
from tests.site.assessment.conftest import CODES, COUNTY_CODE, TOWNS, UNITS, YEAR, village

from bangfu.site.assessment import entering
from bangfu.site.assessment.entering import Counted, Looked
from bangfu.site.assessment.working import work_all
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.web.models import Account

WEIGHTS = dict(zip(CODES, map(Decimal, ("0.3", "0.2", "0.2", "0.1", "0.2")), strict=True))
CHECKED = ("cadres_in_place", "precise_measures", "conforming_files")


def county() -> Place:
    return Place.objects.get(pk=COUNTY_CODE)


def check(account: Account, number: int, result: str, indicator: str = CHECKED[0], day: int = 1) -> None:
    """One check in the village of a unit."""
    at = Place.objects.get(pk=code_of(village(number)))
    unit = Organisation.objects.get(pk=UNITS[number])
    looked = Looked(
        indicator, date(YEAR, 6, day), at, result, unit, note="下村" if result == "excused" else ""
    )
    entering.check(account, county(), looked)


def figures(account: Account, indicator: str, rates: list[tuple[int, int]], year: int = YEAR) -> None:
    """The figures of all units and townships."""
    for number, (n, d) in enumerate(rates):
        unit = Organisation.objects.get(pk=UNITS[number])
        town = Place.objects.get(pk=code_of(TOWNS[number]))
        for named in ({"organisation": unit, "area": "东"}, {"place": town}):
            entering.figure(account, county(), Counted(indicator, year, "示例表", n, d, **named))  # type: ignore[arg-type]


def fill(acting: Acting) -> None:
    """Checks and figures of every unit, all different, and weights."""
    with acting("inspector") as account:
        for number in range(len(UNITS)):
            for code in CHECKED:
                for day in range(1, 6):
                    check(account, number, "yes" if day > number else "no", code, day)
    with acting("county_office") as account:
        for code in ("results_satisfaction", "pairing_satisfaction"):
            figures(account, code, [(9 - n, 10) for n in range(len(UNITS))])
        entering.weigh(account, county(), YEAR, "示例区委办〔2020〕1号", WEIGHTS)


def worked(acting: Acting, year: int = YEAR) -> None:
    """Somebody opens the year, and it is worked out."""
    from tests.site.conftest import client_for

    client_for("county_office", "d").get(f"/assessment/dachuan-2017-96-areas/{year}/")
    assert work_all() == 1
