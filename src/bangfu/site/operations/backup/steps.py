"""The steps that the tables of the site have been through, and those that this release knows and can still go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

import bangfu.site
from bangfu.errors import BangfuError, Problem

MIGRATE = "from bangfu.site.founding import migrate; migrate()"


def known() -> set[str]:
    """Every step of the site's own tables that this release has, as `app.name`."""
    folder = Path(bangfu.site.__file__).parent
    return {f"{p.parent.parent.name}.{p.stem}" for p in folder.glob("*/migrations/[0-9]*.py")}


def gone(connection: psycopg.Connection[Any]) -> list[str]:
    """The steps that the tables of the site in a database have been through."""
    apps = sorted({step.partition(".")[0] for step in known()})
    query = "select app || '.' || name from django_migrations where app = any(%s) order by 1"
    return [step for (step,) in connection.execute(query, [apps]).fetchall()]


def require_known(steps: list[str], release: str) -> None:
    """Refuse tables that a later release has changed."""
    if unknown := sorted(set(steps) - known()):
        raise BangfuError(
            *(Problem("backup_of_newer", value=step, details=(("version", release),)) for step in unknown)
        )


def go(url: str, home: Path, release: str) -> int:
    """Bring the tables at `url` up to date as their owner; how many steps of the site that were."""
    with psycopg.connect(url) as connection:
        before = gone(connection)
    require_known(before, release)
    missing = known() - set(before)
    if missing:
        _migrate(url, home, release)
    return len(missing)


def _migrate(url: str, home: Path, release: str) -> None:
    """In a process of its own: settings are read once in a process, and these are of the new home."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "BANGFU_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "bangfu.site.settings",
    }
    command = [sys.executable, "-c", MIGRATE]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if ended.returncode != 0:  # only the last line: others may repeat a row
        told = ended.stderr.strip().splitlines() or [str(ended.returncode)]
        details = (("reason", told[-1][:200]), ("version", release))
        raise BangfuError(Problem("upgrade_failed", details=details))
