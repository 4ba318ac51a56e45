"""The national code of a village: by its name within the township, or a local code where the list has none."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bangfu.errors import BangfuError, Problem

Match = Literal["exact", "short_form", "similar_character", "none"]
_ENDINGS = {"村民委员会": "村", "居民委员会": "社区"}


@dataclass(frozen=True)
class Coded:
    """A village with its code. `national_name` is what the national list calls it, empty for a local code."""

    township: str
    name: str
    code: str
    source: Literal["national", "local"]
    match: Match
    national_name: str = ""


def code_villages(
    named: Iterable[tuple[str, str]], national: Path, variants: Path | None = None
) -> list[Coded]:
    """A code for each (township code, village name), once each, in the order given.

    1. A village of the township with exactly this name.
    2. The only one of which the name is a shorter form (李川村 for 李家川村).
    3. One that `variants` (columns `township,written,national`) says is meant: characters easily confused.
    4. Otherwise a local code of our own: the township's nine digits and 901, 902, …

    No list can show that a village was merged or moved to another township: such a one gets a local code too.
    """
    known, confused = _national(national), _variants(variants)
    local: dict[str, int] = defaultdict(lambda: 900)
    found: list[Coded] = []
    for township, name in dict.fromkeys(named):
        here = known.get(township, {})
        full, match = _find(name, here, confused.get((township, name)))
        if full:
            found.append(Coded(township, name, here[full], "national", match, full))
        else:
            local[township] += 1
            found.append(Coded(township, name, f"{township}{local[township]}", "local", "none"))
    return found


def _find(name: str, here: dict[str, str], confused: str | None) -> tuple[str, Match]:
    if name in here:
        return name, "exact"
    longer = [full for full in here if _shortens(name, full)]
    if len(longer) == 1:
        return longer[0], "short_form"
    return (confused, "similar_character") if confused in here else ("", "none")


def _shortens(name: str, full: str) -> bool:
    rest = iter(full)
    return name[0] == full[0] and all(c in rest for c in name)


def _national(path: Path) -> dict[str, dict[str, str]]:
    """Township code -> name as spoken (村民委员会 read as 村) -> code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _records(path):
        if row["level"] == "village":
            name = row["name"]
            for official, spoken in _ENDINGS.items():
                name = name.removesuffix(official) + spoken if name.endswith(official) else name
            found[row["code"][:9]][name] = row["code"]
    return found


def _variants(path: Path | None) -> dict[tuple[str, str], str]:
    return {(r["township"], r["written"]): r["national"] for r in _records(path)} if path else {}


def _records(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise BangfuError(Problem("unreadable_table", str(path), details=(("reason", str(e)),))) from e
