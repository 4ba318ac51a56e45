"""The beginning of an installation: an empty database gets its first county, regulations and administrators.

`python -m bangfu.site.founding` runs as the owner of the tables (DATABASE_URL). BANGFU_CASE is the folder or workbook of
the county, in the exchange format; the first passwords go to the home, into a file that only its owner reads.
"""

from __future__ import annotations

import os
import secrets
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import django
import psycopg

from bangfu.cli.localise import say
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.site import migrating
from bangfu.site.clock import SHANGHAI
from bangfu.site.exchange.fitting import left_out, read_fitting
from bangfu.site.exchange.load import load
from bangfu.site.first_accounts import FIRST, write
from bangfu.site.roster.codes import code_of

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")
COUNTY_DIGITS = 6


def migrate() -> None:
    """Bring the tables up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bangfu.site.settings")
    django.setup()
    print("step migrate", flush=True)
    migrating.bring_up_to_date()


def packs_for(place: str) -> list[Regulation]:
    """The shipped regulations that reach a place."""
    return [p for p in shipped().values() if p.regulation.reaches(place)]


def found(connection: psycopg.Connection[Any], case: Case, at: datetime, by: str) -> None:
    """Load a case; in each of its counties adopt the regulations that reach it, and say who decides on leave."""
    counties = [p["code"][:COUNTY_DIGITS] for p in case["places"].to_pylist() if p["level"] == "county"]
    if not counties:
        raise BangfuError(Problem("no_county_yet"))
    with connection.transaction():
        load(connection, case, at, by)
        for county in counties:
            for tier in _tiers():
                connection.execute(
                    "insert into attendance_tier (county_id, days, role) values (%s, %s, %s) on conflict do nothing",
                    [code_of(county), tier["days"], tier["role"]],
                )
            for pack in packs_for(county):
                connection.execute(
                    "insert into duties_adoption (regulation, place_id, pack, adopted_on, adopted_by)"
                    " values (%s, %s, '', %s, %s) on conflict do nothing",
                    [pack.regulation.id, code_of(county), pack.regulation.start, by],
                )
    connection.execute("analyze")


def _tiers() -> list[dict[str, Any]]:
    """Who decides on leave, until the county says otherwise."""
    file = Path(__file__).parent / "attendance" / "tiers.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["tier"]


def open_administrators() -> list[dict[str, str]]:
    """The three who open and give all other accounts; each chooses a password of the own at the first sign-in."""
    from bangfu.site.web.models import Account

    made: list[dict[str, str]] = []
    for role in ADMINISTRATORS:
        password = secrets.token_urlsafe(9)
        Account.objects.create(username=role, password=password, role=role, must_change=True)
        made.append({"url": "", "role": role, "username": role, "password": password})
    return made


def main() -> None:
    """Migrate; fill what is empty."""
    migrate()
    from bangfu.site.roster.models import Place
    from bangfu.site.web.models import Account

    if not Place.objects.exists():
        path = os.environ.get("BANGFU_CASE", "")
        if not path:
            raise BangfuError(Problem("no_county_yet"))
        at = datetime.now(SHANGHAI)
        case = read_fitting(path, at.date())
        print(f"step load {case['activities'].num_rows}", flush=True)
        for table, rows in left_out(case).items():
            print(f"step left_{table} {rows} {say(f'run.left_{table}')}", flush=True)
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            found(connection, case, at, "founding")
    if not Account.objects.exists():
        write(Path(os.environ["BANGFU_HOME"]), open_administrators(), "", FIRST)


if __name__ == "__main__":
    try:
        main()
    except psycopg.Error as error:
        reason = (("reason", str(error).partition("\n")[0]),)
        sys.exit(Problem("county_refused", details=reason).say())
    except BangfuError as error:
        sys.exit("\n".join(problem.say() for problem in error.problems))
