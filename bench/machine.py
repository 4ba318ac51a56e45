"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import PackageNotFoundError, version

LIBRARIES = ("duckdb", "pyarrow", "numpy", "pandas", "openfisca-core")


def load() -> float:
    """How many processes wanted a core during the last minute."""
    return os.getloadavg()[0]


def facts(before: float, after: float) -> str:
    """The head of the results."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {_version(name)}" for name in LIBRARIES)
    return f"""# Results

Last full run, {date.today().isoformat()}. {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}
{platform.machine()}, Python {platform.python_version()}; {versions}.
Load (1 min) before {before:.1f}, after {after:.1f}: where it is above {os.cpu_count()} others were at work too, and only the
ratios mean anything. How to read the tables: README.md.
"""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
