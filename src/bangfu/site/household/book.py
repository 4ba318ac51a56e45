"""The book of a village (二(二) 村有册): every household on the register that day, from its version and never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import Prefetch

from bangfu.paper.sheets import write_rows
from bangfu.site.household.listing import Asked, listed
from bangfu.site.household.models import Member
from bangfu.site.household.words import called
from bangfu.site.roster.holding import holding
from bangfu.site.roster.known import Known
from bangfu.site.roster.models import Household, Pairing, Place

COLUMNS = (
    "村",
    "户编号",
    "户主",
    "人口",
    "有劳动能力",
    "主要致贫原因",
    "没有保障的",
    "享受低保人数",
    "帮扶责任人",
    "纳入日期",
)


@dataclass(frozen=True)
class BookRow:
    """One household of the book."""

    household: Any
    number: int
    members: list[Member]

    @property
    def workers(self) -> int:
        """Members who can work, at least partly."""
        return sum(m.ability in ("full", "partial") for m in self.members)

    @property
    def enrolled(self) -> int:
        """Members who receive the subsistence allowance."""
        return sum(bool(m.enrolled) for m in self.members)

    @property
    def helpers(self) -> str:
        """Who helps it that day."""
        return "、".join(str(pairing.person) for pairing in self.household.helped_by)


def book_of(village: Place, day: date) -> list[BookRow]:
    """The rows of a village's book on a day: households with a file, in the order of the list."""
    helpers = holding(Pairing.objects.select_related("person"), day)
    homes: Any = listed(Asked(day, place=village)).filter(version__isnull=False)
    rows: list[Household] = list(homes.prefetch_related(Prefetch("pairings", helpers, to_attr="helped_by")))
    members: dict[str, list[Member]] = {}
    for member in Member.objects.filter(version__in=[row.version for row in rows]):  # type: ignore[attr-defined]
        members.setdefault(member.version_id, []).append(member)
    return [BookRow(row, n, members.get(row.version, [])) for n, row in enumerate(rows, 1)]  # type: ignore[attr-defined]


def book_file(village: Place, day: date, rows: list[BookRow], known: Known) -> IO[bytes]:
    """The same as a workbook, names masked for whoever does not know the household."""
    lines: list[dict[str, Any]] = [
        dict(zip(COLUMNS, _cells(village, row, known), strict=True)) for row in rows
    ]
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / "book.xlsx"
        write_rows(path, "村册", list(COLUMNS), lines, day)
        return path.open("rb")


def _cells(village: Place, row: BookRow, known: Known) -> tuple[Any, ...]:
    home = row.household
    return (
        village.name, home.pk, known.shown(home.pk, home.place_id, home.head), home.persons, row.workers,
        called("cause", home.causes[0]) if home.causes else "", "、".join(called("guarantee", g) for g in home.unmet),
        row.enrolled, row.helpers, home.start,
    )  # fmt: skip
