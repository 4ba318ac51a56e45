"""`python -m bench.intake.county`: the demo county, with helpers who record one by one and offices that hand in heaps."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bangfu.site.demo.prepare import main
from bangfu.site.roster.codes import COUNTY, TOWNSHIP

if TYPE_CHECKING:
    from bangfu.site.roster.models import Place

# Who record at the same time, each on a line of their own: no more are let in at once.
HELPERS, OFFICES = 4, 3
PASSWORD = "a county that lives for minutes, on this machine alone"
FILE = "recorders.json"
PEOPLE, HOMES = 50, 10  # of each neighbouring county, and of each of its people


@dataclass(frozen=True)
class Recorder:
    """Somebody who records: how they come in, and the people and households that their entries name."""

    name: str
    token: str
    pairs: list[tuple[str, str]]


def recorders(home: Path) -> list[Recorder]:
    """Those that were made ready: the helpers, the offices of the county, then one office of each other county."""
    return [Recorder(**told) for told in json.loads((home / FILE).read_text(encoding="utf-8"))]


def _neighbours() -> list[tuple[Place, list[tuple[str, str]]]]:
    """Counties beside the demo's, one for each office but the first: people of one unit, each with households."""
    from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place

    own = Place.objects.get(level="county")
    found: list[tuple[Place, list[tuple[str, str]]]] = []
    for n in range(1, OFFICES):
        code = own.code + n * COUNTY
        made = [
            Place(code=code, last=code + COUNTY - 1, name=f"99县{n}", level="county", parent=own.parent),
            Place(code=code + TOWNSHIP * 100, last=code + TOWNSHIP * 101 - 1, name="99乡", level="township", parent_id=code),
            Place(code=code + TOWNSHIP * 100 + 200, last=code + TOWNSHIP * 100 + 200, name="99村", level="village",
                  parent_id=code + TOWNSHIP * 100),
        ]  # fmt: skip
        Place.objects.bulk_create(made)
        unit = Organisation.objects.create(id=f"99-unit{n}", name="99单位", level="county", place_id=code)
        people = [Person(id=f"99-{n}-{p}", name="甲", organisation=unit) for p in range(PEOPLE)]
        homes = [Household(id=f"99h-{n}-{h}", place=made[2], head="乙") for h in range(PEOPLE * HOMES)]
        Person.objects.bulk_create(people)
        Household.objects.bulk_create(homes)
        pairs = [(people[h % PEOPLE].pk, home.pk) for h, home in enumerate(homes)]
        for person, household in pairs:
            Pairing.objects.create(
                id=f"99p-{household}", person_id=person, household_id=household, place=made[2]
            )
        found.append((made[0], pairs))
    return found


def _made() -> list[Recorder]:
    from bangfu.site.roster.models import Pairing, Place

    county = Place.objects.get(level="county")
    pairs = list(
        Pairing.objects.filter(end=None, place__code__range=(county.code, county.last)).values_list(
            "person", "household"
        )
    )
    people = list(dict.fromkeys(person for person, _ in pairs))[:HELPERS]
    own = [[pair for pair in pairs if pair[0] == person] for person in people]
    helpers = [
        _recorder(n, "responsible_helper", pairs, person_id=pairs[0][0]) for n, pairs in enumerate(own)
    ]
    seats = [(county, pairs)] * OFFICES + _neighbours()
    return helpers + [
        _recorder(HELPERS + n, "county_office", known, area=area) for n, (area, known) in enumerate(seats)
    ]


def _recorder(number: int, role: str, pairs: list[tuple[str, str]], **seat: Any) -> Recorder:
    from bangfu.site.api.tokens import made
    from bangfu.site.clock import today
    from bangfu.site.web.models import Account

    name = f"bench{number}"
    account = Account.objects.create(id=name, username=name, role=role, password=PASSWORD, **seat)
    _, token = made(account, "bench", today() + timedelta(days=30), may_record=True)
    return Recorder(name, token, pairs)


if __name__ == "__main__":
    main()
    told = [asdict(recorder) for recorder in _made()]
    (Path(os.environ["BANGFU_HOME"]) / FILE).write_text(json.dumps(told), encoding="utf-8")
