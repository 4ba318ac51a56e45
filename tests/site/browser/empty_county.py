"""`python -m tests.site.browser.empty_county`: the small county, its roster and its entries, in which no regulation was adopted yet."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import psycopg
from tests.site.browser.small_county import small_county

from bangfu.site.clock import SHANGHAI
from bangfu.site.first_accounts import DEMO, write
from bangfu.site.founding import found, migrate

COUNTY = 621121000000


def main() -> None:
    """Fill an empty database, take back what founding adopts, and open an account of each role."""
    migrate()
    from bangfu.site.demo.accounts import open_accounts
    from bangfu.site.roster.models import Place

    if Place.objects.exists():
        return
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        found(connection, small_county(), datetime(2020, 1, 1, 8, tzinfo=SHANGHAI), "demo")
        connection.execute("delete from duties_adoption")
    write(Path(os.environ["BANGFU_HOME"]), open_accounts(Place.objects.get(pk=COUNTY)), "", DEMO)


if __name__ == "__main__":
    main()
