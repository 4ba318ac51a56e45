"""`python -m tests.site.browser.strict_county`: a small county under Dachuan 2017-96, where two absences of a cadre stand already."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from tests.site.accountability import dachuan

from bangfu.site.clock import SHANGHAI
from bangfu.site.first_accounts import DEMO, write
from bangfu.site.founding import found, migrate

DAY = date(2018, 8, 20)
STANDING = ("f1", "f2")  # absences of February and May; the third is found in the story


def main() -> None:
    """Fill an empty database, and open an account of each role."""
    migrate()
    from bangfu.site.demo.accounts import open_accounts
    from bangfu.site.papers.kinds import OF_A_CASE
    from bangfu.site.papers.models import Series
    from bangfu.site.roster.models import Place

    if Place.objects.exists():
        return
    rows = dachuan.TABLES["findings"].strip().splitlines()
    kept = [rows[0], *(row for row in rows if row.startswith(STANDING))]
    with TemporaryDirectory() as folder, psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        case = dachuan.county(Path(folder), findings="\n".join(kept) + "\n")
        found(connection, case, datetime(2018, 8, 1, 8, tzinfo=SHANGHAI), "demo")
    county = Place.objects.get(pk=dachuan.COUNTY)
    Series.objects.create(county=county, word="试处", body="示例区帮扶工作领导小组办公室", kinds=[*OF_A_CASE])
    write(Path(os.environ["BANGFU_HOME"]), open_accounts(county), "", DEMO)


if __name__ == "__main__":
    main()
