"""Where the first accounts and their passwords stand: a file in the home of the site that only its owner reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

DEMO = "demo-accounts.json"  # one a role, for the demo county
FIRST = "first-accounts.json"  # the three administrators of a new installation


def write(home: Path, accounts: list[dict[str, str]], url: str, file: str) -> list[dict[str, str]]:
    """Keep them where only this user reads, with the address of the site."""
    listed = [{**a, "url": url} for a in accounts]
    handle = os.open(home / file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(listed, stream, ensure_ascii=False, indent=2)
    return listed


def read(home: Path, file: str) -> list[dict[str, str]]:
    """The accounts as last written; none where there is no such file."""
    path = home / file
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
