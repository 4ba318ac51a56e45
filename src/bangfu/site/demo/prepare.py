"""`python -m bangfu.site.demo.prepare`: bring the database up to date, and fill an empty one with the demo county.

Runs as the owner of the tables (DATABASE_URL); says each step on one line.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
import psycopg


def main() -> None:
    """Migrate, fill, open accounts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
    django.setup()
    from django.core.management import call_command

    print("step migrate", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    _fill(Path(os.environ["BANGFU_HOME"]))


def _fill(home: Path) -> None:
    from bangfu.site.demo import accounts, accounts_file, county
    from bangfu.site.roster.models import Place

    if Place.objects.exists():
        return
    print("step simulate", flush=True)
    case = county.county()
    print(f"step load {case['activities'].num_rows}", flush=True)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        county.put(connection, case)
    made = accounts.open_accounts(Place.objects.get(code=int(county.COUNTY.ljust(12, "0"))))
    accounts_file.write(home, made, "")


if __name__ == "__main__":
    main()
