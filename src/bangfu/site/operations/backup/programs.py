"""pg_dump and pg_restore, of the server's own major version: what a later one writes an earlier server may not read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres.programs import MAJOR, client

USUAL = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin")
PARTS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
_FAULT = re.compile(r"error: +(.+)")


def program(name: str, major: int) -> Path:
    """A program of the system first, for it may speak TLS; else the one that comes along."""
    usual = [folder.format(major) for folder in USUAL]
    for folder in (*usual, *os.environ.get("PATH", "").split(os.pathsep)):
        path = shutil.which(name, path=folder)
        if path and _major(path) == major:
            return Path(path)
    if major == MAJOR:
        return client(name)
    raise BangfuError(Problem("no_dump_program", value=str(major), details=(("name", name),)))


def run(name: str, major: int, url: str, *arguments: str) -> None:
    """Run one on a database. The password goes by the environment, where no other user of the machine reads it."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    named = {variable: parts[key] for key, variable in PARTS.items() if key in parts}
    ended = subprocess.run(
        [program(name, major), "--no-password", f"--dbname={parts.get('dbname', '')}", *arguments],
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", **named},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode != 0:  # only the first line: what follows may repeat a row
        found = _FAULT.search(ended.stderr)
        reason = found[1] if found else f"{name}: {ended.returncode}"
        raise BangfuError(Problem("database_failed", details=(("reason", reason),)))


def _major(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", told)
    return int(found[1]) if found else 0
