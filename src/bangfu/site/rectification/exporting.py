"""The list of findings as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import QuerySet

from bangfu.paper.sheets import write_csv, write_rows
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.narrowing import NAMED, row
from bangfu.site.rectification.words import number_of, state_word
from bangfu.site.roster.codes import text_of

COLUMNS = (
    "number", "state", "place", "place_name", "organisation", "organisation_name", "regulation", "clause", "found_on", "text",
    "opinion", "leader_name", "deadline", "overdue_days", "fed_back_on", "ended_on", "reopened", "repeats", "id",
)  # fmt: skip
FORMATS = ("xlsx", "csv")


def export_file(form: str, found: QuerySet[Finding], day: date) -> IO[bytes]:
    """Findings as an open file without a name."""
    lines = [_line(finding, day) for finding in found.select_related(*NAMED, "repeats")]
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"findings.{form}"
        if form == "xlsx":
            write_rows(path, "findings", list(COLUMNS), lines, day)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                write_csv(file, COLUMNS, ([line[c] for c in COLUMNS] for line in lines))
        return path.open("rb")


def _line(finding: Finding, day: date) -> dict[str, Any]:
    shown = row(finding, day)
    return {
        "number": number_of(finding),
        "state": state_word(finding.state),
        "place": text_of(finding.place_id),
        "place_name": finding.place.name,
        "organisation": finding.organisation_id,
        "organisation_name": finding.organisation and finding.organisation.name,
        "leader_name": finding.leader and finding.leader.name,
        "overdue_days": -shown.left if shown.overdue and shown.left is not None else None,
        "repeats": number_of(finding.repeats) if finding.repeats else None,
    } | {
        name: getattr(finding, name)
        for name in (
            "regulation", "clause", "found_on", "text", "opinion", "deadline", "fed_back_on", "ended_on", "reopened", "id",
        )
    }  # fmt: skip
