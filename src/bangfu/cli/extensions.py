"""Commands that something installed beside the library adds: the library itself knows nothing of the site.

Each is an entry point of the group `bangfu.commands`: the name is the command, the value a module with a function of
that name (or `BELOW`, the commands below it, with a function each). What its help says stands in `words.toml` next to
the module, in the tables `commands` and `options`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any

from bangfu.wording import table


@cache
def extensions() -> dict[str, EntryPoint]:
    """The added commands by name; those whose packages are not installed stay away."""
    found = {e.name: e for e in entry_points(group="bangfu.commands")}
    return found if find_spec("django") else {}


@cache
def words() -> dict[str, Any]:
    """What the help of the added commands says."""
    packages = {e.module.rpartition(".")[0] for e in extensions().values()}
    merged: dict[str, Any] = {"commands": {}, "options": {}}
    for package in sorted(packages):
        for group, entries in table(package).items():
            merged.setdefault(group, {}).update(entries)
    return merged
