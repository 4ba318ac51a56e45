"""`python -m bangfu.site.demo.prepare`: bring the database up to date, and fill an empty one with the demo county.

Runs as the owner of the tables (DATABASE_URL); says each step on one line.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import django
import psycopg

from bangfu.facts.case import Case
from bangfu.site.demo.county import county


def main(make: Callable[[], Case] = county) -> None:
    """Migrate, fill, open accounts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
    django.setup()
    from django.core.management import call_command

    print("step migrate", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    _fill(Path(os.environ["BANGFU_HOME"]), make)


def _fill(home: Path, make: Callable[[], Case]) -> None:
    from bangfu.site.demo import accounts, accounts_file
    from bangfu.site.demo.county import COUNTY, put
    from bangfu.site.roster.models import Place

    if Place.objects.exists():
        return
    print("step simulate", flush=True)
    case = make()
    print(f"step load {case['activities'].num_rows}", flush=True)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        put(connection, case)
    made = accounts.open_accounts(Place.objects.get(code=int(COUNTY.ljust(12, "0"))))
    accounts_file.write(home, made, "")


if __name__ == "__main__":
    main()
