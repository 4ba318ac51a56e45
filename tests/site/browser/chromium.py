"""Where Chromium is, and how it is started; without one the tests of the pages say so and are skipped."""

from __future__ import annotations

import shutil
from pathlib import Path

MISSING = "the pages need a browser: no Chromium on the PATH (as root on Debian: sh tools/browser.sh)"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Root may start it only without its sandbox; nothing but our own pages is opened.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


def chromium() -> Path | None:
    """The first browser found."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(found) if found else None
