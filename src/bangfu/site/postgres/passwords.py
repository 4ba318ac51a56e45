"""The passwords of a cluster: made once, kept in its folder for its owner's eyes."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.paper.files import whole_file

SUPERUSER = "postgres"
ROLES = ("bangfu_owner", "bangfu_app", "bangfu_judge")
_NAME = "passwords.json"


def ensure(folder: Path) -> None:
    """Make the passwords if there are none yet."""
    if (folder / _NAME).exists():
        return
    made = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)}
    with whole_file(folder / _NAME) as file:
        file.touch(mode=0o600)
        file.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> dict[str, str]:
    """The password of each role."""
    try:
        return json.loads((folder / _NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BangfuError(Problem("no_database_passwords", str(folder / _NAME))) from missing
