"""A case folder that is handed in: its roster waits for a person, its activities become entries once the roster stands.

1. The folder is unpacked, as far as it is one. 2. Its roster is put beside the one that is there, as a workbook's is.
3. Where rows are new or change, they are prepared: somebody looks at them on the page and accepts, and nothing else is
done. 4. Where none does, every activity is handed in under its own id, so that the same folder may come again.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.urls import reverse

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.tables import TABLES
from bangfu.site.api import shown
from bangfu.site.api.door import Refused
from bangfu.site.api.intake import MOST
from bangfu.site.ledger.bulk import STATUSES, Outcome, record_items, standing
from bangfu.site.ledger.models import Entry
from bangfu.site.roster import changes
from bangfu.site.roster.importing import Findings, read_workbook
from bangfu.site.roster.models import Change
from bangfu.site.roster.rows import ROSTER
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import told

MOST_MEGABYTES = 16  # packed
TOLD = 500  # faults and entries of one answer, beside their number
MOST_UNPACKED = 400 << 20
NAMES = {f"{table}.csv" for table in TABLES}
TAKEN = (*ROSTER, "activities")
TITLE = "case.zip"  # of the change
DESCRIPTOR = "datapackage.json"  # an export has it; what is read is told by the names


@dataclass(frozen=True)
class Brought:
    """What came of a folder: a change that waits, or the outcome of each activity."""

    findings: Findings
    change: Change | None
    outcomes: list[Outcome]

    def as_dict(self) -> dict[str, Any]:
        """As a program is told."""
        counts, faults = Counter(outcome.status for outcome in self.outcomes), self.findings.problems
        lacking = [outcome for outcome in self.outcomes if outcome.problems]
        return {
            "status": "prepared" if self.change else "recorded",
            "page": reverse("roster_import", args=[self.change.pk]) if self.change else None,
            "roster": self.change.counts if self.change else {},
            "faults": len(faults),
            "problems": [told(p) | {"file": p.file, "row": p.row, "value": p.value} for p in faults[:TOLD]],
            "not_taken": _not_taken(self.findings.case),
            **{status: counts[status] for status in STATUSES},
            "entries": [shown.outcome(outcome) for outcome in lacking[:TOLD]],
        }


def bring(account: Account, body: bytes, proposes: bool) -> Brought:
    """Take a folder in. Raises `BangfuError` where it cannot be read, or brings a roster and may not propose one."""
    with _unpacked(body) as folder:
        found = read_workbook(folder, "", account)
    if found.ops and not proposes:
        raise Refused(403, Problem("not_for_you"))
    if found.ops:
        change = changes.prepare(Change.Kind.IMPORT, account, found.ops, title=TITLE, **found.as_plan())
        return Brought(found, change, [])
    return Brought(found, None, list(_recorded(account, found.case)))


def _recorded(account: Account, case: Case | None) -> Iterator[Outcome]:
    rows = iter(case["activities"].to_pylist() if case else ())
    while some := list(islice(rows, MOST)):
        there = standing([row["id"] for row in some])
        fresh = [row for row in some if row["id"] not in there or not _tells(row, there[row["id"]])]
        yield from record_items(account, fresh)
        known = {row["id"] for row in some} - {row["id"] for row in fresh}
        yield from (Outcome("known", id_, there[id_].seq) for id_ in known)


def _not_taken(case: Case | None) -> dict[str, int]:
    """The rows of tables that no program hands in: what they say is entered, decided or published on the site."""
    counts = {name: case[name].num_rows for name in TABLES if name not in TAKEN} if case else {}
    return {name: count for name, count in counts.items() if count}


def _tells(row: dict[str, Any], entry: Entry) -> bool:
    """Whether a row is what an export tells of an entry: not when a phone wrote it, nor what it corrects."""
    told = shown.entry(entry)
    return all((told[name] or None) == (value or None) for name, value in row.items())


@contextmanager
def _unpacked(body: bytes) -> Generator[Path]:
    """The tables of a packed folder, on disk; what is no table of the contract is not unpacked, but told."""
    if len(body) > MOST_MEGABYTES << 20:
        raise Refused(413, Problem("too_large_upload", details=(("most", str(MOST_MEGABYTES)),)))
    with TemporaryDirectory(prefix="bangfu-") as home:
        folder = Path(home) / "case"
        folder.mkdir()
        try:
            with zipfile.ZipFile(BytesIO(body)) as packed:
                _unpack(packed, folder)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise Refused(422, Problem("case_unreadable")) from error
        yield folder


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    members = [member for member in packed.infolist() if member.filename != DESCRIPTOR]
    strange = [member.filename for member in members if member.filename not in NAMES]
    if strange or not members:
        raise BangfuError(*(Problem("not_of_a_case", value=name[:100]) for name in strange[:20] or [""]))
    room = MOST_UNPACKED
    for member in members:
        with packed.open(member) as source:
            content = source.read(room + 1)  # whatever the directory of the archive says
        room -= len(content)
        if room < 0:
            details = (("most", str(MOST_UNPACKED >> 20)),)
            raise Refused(413, Problem("too_large_upload", details=details))
        (folder / member.filename).write_bytes(content)
