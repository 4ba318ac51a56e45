"""`python -m bench.intake.county`: the demo county, with helpers who record one by one and offices that hand in heaps."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bangfu.site.demo.prepare import main

HELPERS, OFFICES = (
    4,
    3,
)  # who record at the same time, each on a line of their own: no more are let in at once
PASSWORD = "a county that lives for minutes, on this machine alone"
FILE = "recorders.json"


@dataclass(frozen=True)
class Recorder:
    """Somebody who records: how they come in, and the people and households that their entries name."""

    name: str
    token: str
    pairs: list[tuple[str, str]]


def recorders(home: Path) -> list[Recorder]:
    """Those that were made ready: the helpers, then the offices."""
    return [Recorder(**told) for told in json.loads((home / FILE).read_text(encoding="utf-8"))]


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
    return helpers + [_recorder(HELPERS + n, "county_office", pairs, area=county) for n in range(OFFICES)]


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
