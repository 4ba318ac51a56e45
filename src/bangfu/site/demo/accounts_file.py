"""Where the demo's accounts and passwords stand: a file in the home of the site that only its owner reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

FILE = "demo-accounts.json"


def write(home: Path, accounts: list[dict[str, str]], url: str) -> list[dict[str, str]]:
    """Keep them where only this user reads, with the address of the site."""
    listed = [{**a, "url": url} for a in accounts]
    path = home / FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(listed, stream, ensure_ascii=False, indent=2)
    return listed


def read(home: Path) -> list[dict[str, str]]:
    """The accounts as last written."""
    path = home / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
