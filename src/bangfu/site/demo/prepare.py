"""`python -m bangfu.site.demo.prepare`: bring the database up to date, and fill an empty one with the demo county.

Runs as the owner of the tables (DATABASE_URL); says each step on one line.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import psycopg

from bangfu.facts.case import Case
from bangfu.site.demo.county import COUNTY, STANDS_ON, county
from bangfu.site.first_accounts import DEMO, write
from bangfu.site.founding import SHANGHAI, found, migrate
from bangfu.site.roster.codes import code_of

HOTLINE = "0932-000-0000"  # nobody's


def main(make: Callable[[], Case] = county) -> None:
    """Migrate, fill, open accounts."""
    migrate()
    from bangfu.site.roster.models import Place

    if not Place.objects.exists():
        _fill(Path(os.environ["BANGFU_HOME"]), make)


def _fill(home: Path, make: Callable[[], Case]) -> None:
    from bangfu.site.demo import (
        assessments,
        burden,
        families,
        files,
        groups,
        helping,
        hints,
        identification,
        leaving,
        money,
        projects,
        selfreviews,
        studio,
    )  # fmt: skip
    from bangfu.site.demo.accounts import open_accounts
    from bangfu.site.demo.inspectors import engage
    from bangfu.site.demo.work import work
    from bangfu.site.disclosure.models import Setting
    from bangfu.site.duties.judge.judge import Judge
    from bangfu.site.roster.models import Place

    print("step simulate", flush=True)
    case = make()
    case = Case(
        case.name, {**case.tables, "findings": case["findings"].slice(0, 0)}
    )  # what was found is worked below
    print(f"step load {case['activities'].num_rows}", flush=True)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        found(connection, case, datetime.combine(STANDS_ON, time(8), SHANGHAI), "demo")
    county_place = Place.objects.get(code=code_of(COUNTY))
    Setting.objects.create(county=county_place, is_open=True, shows_projects=True, hotline=HOTLINE)
    engage(county_place)
    opened = open_accounts(county_place)
    hints.fill()
    print("step inspect", flush=True)
    Judge(os.environ["DATABASE_URL"], lambda: STANDS_ON).open()  # what inspectors are shown of the ledger
    work(county_place)
    selfreviews.fill(county_place)
    assessments.fill(county_place)
    money.fill(county_place)
    projects.fill(county_place)
    for each in (families, helping, groups, leaving, identification, files, burden, studio):
        each.fill(county_place)
    write(home, opened, "", DEMO)


if __name__ == "__main__":
    main()
