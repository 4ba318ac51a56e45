"""What is left in the home for the page of the site's state: when a backup was made, the chain proved, reminders sent."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bangfu.errors import BangfuError
from bangfu.paper.files import whole_file
from bangfu.site.clock import now

What = Literal["backup", "chain", "sweep"]


def note(home: Path, what: What, **told: Any) -> None:
    """Keep when something was done, and what came of it. A home that is not there, or not ours, keeps nothing."""
    folder = home / "state"
    with suppress(OSError, BangfuError):
        if home.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
            with whole_file(folder / f"{what}.json") as file:
                file.write_text(json.dumps({"at": now().isoformat(), **told}), encoding="utf-8")


def noted(home: Path, what: What) -> dict[str, Any] | None:
    """What was kept last, its `at` a moment; None where nothing was, or nothing legible."""
    try:
        told = json.loads((home / "state" / f"{what}.json").read_text(encoding="utf-8"))
        return {**told, "at": datetime.fromisoformat(told["at"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None
