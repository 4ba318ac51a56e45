"""The keys of one installation: made once, kept in a file outside the database that only its owner can read."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """What must never reach the database, the repository or a log: all as hexadecimal text.

    `signing` signs sessions and forms, `sealing` (128 bits) encrypts ID and account numbers, `finding` makes the
    fingerprints by which they are found, `judge` is the password between the site and the process that judges.
    """

    signing: str
    sealing: str
    finding: str
    judge: str


def keys_at(path: Path) -> Keys:
    """The keys in a file; a missing file is made with new ones."""
    if path.exists():
        return Keys(**json.loads(path.read_text(encoding="utf-8")))
    made = Keys(*(secrets.token_hex(n) for n in (32, 16, 32, 32)))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(asdict(made), stream)
    return made
