"""Taking a workbook in and reading it a stretch at a time, so that whoever waits sees how far it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.grid import read_grid
from bangfu.site.clock import moment
from bangfu.site.household.intake.cells import MUST, Cells, columns_of, heading, read
from bangfu.site.household.intake.checking import Fault, check, keep
from bangfu.site.household.intake.staging import stage
from bangfu.site.household.models import Intake, Staged
from bangfu.site.roster.models import Place
from bangfu.site.roster.places import places_of
from bangfu.site.web.models import Account

MOST: Final = 60_000  # rows of one workbook: a county's register goes in by townships
STEP: Final = 5_000  # rows read while somebody waits once


def begin(account: Account, path: Path, title: str, start: date) -> Intake:
    """Take a workbook in. Raises `BangfuError` where it cannot be read, or its columns are not found."""
    grid = read_grid(path)
    found = ((n, columns_of(cells)) for n, (_row, cells) in enumerate(grid[:10], 1))
    below, at = next(((n, at) for n, at in found if all(name in at for name in MUST)), (0, {}))
    if not at:
        raise BangfuError(Problem("intake_no_columns", value="、".join(map(heading, MUST))))
    rows = [(row, cells) for row, cells in grid[below:] if any(cells)]
    if len(rows) > MOST:
        raise BangfuError(Problem("intake_too_long", value=str(MOST)))
    book = json.dumps({"at": at, "rows": rows}, ensure_ascii=False)
    return Intake.objects.create(
        account=account.pk, area=account.area.code if account.area else None, title=title[:200], start=start,
        book=book, total=len(rows), made_at=moment(), counts={"columns": list(at)},
    )  # fmt: skip


def go_on(account: Account, intake: Intake) -> None:
    """Read the next stretch; after the last one, check the whole."""
    if intake.state != Intake.State.READING:
        return
    book: dict[str, Any] = json.loads(intake.book)
    villages, faults = _villages(account), list[Fault]()
    read_rows: list[tuple[int, Cells, Place | None]] = []
    for row, cells in book["rows"][intake.done : intake.done + STEP]:
        read_row = read(cells, book["at"])
        place = _place(read_row, villages)
        faults += [Fault(row, heading(c), code, text) for c, code, text in read_row.wrong]
        read_rows.append((row, read_row, place))
    stage(intake, read_rows)
    intake.done += len(read_rows)
    intake.faults += keep(faults)
    if intake.done >= intake.total:
        check(intake)
    # The book is long: it stays as it was written until the last stretch empties it.
    book_too = [] if intake.state == Intake.State.READING else ["book"]
    intake.save(update_fields=["done", "faults", "twins", "counts", "state", *book_too])


def give_up(intake: Intake) -> None:
    """Forget what was read of a workbook that was not written."""
    Staged.objects.filter(intake=intake).delete()
    Intake.objects.filter(pk=intake.pk).exclude(state__in=("applied", "undone")).delete()


def _villages(account: Account) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places_of(account).filter(level="village").select_related("parent"):
        for name in {place.name, *place.aliases, f"{place.parent}{place.name}"}:
            found.setdefault(name, []).append(place)
    return found


def _place(cells: Cells, villages: dict[str, list[Place]]) -> Place | None:
    """The village that is meant; two of one name are told apart by the township."""
    village, township = cells.texts.get("village", ""), cells.texts.get("township", "")
    if not village:
        return None
    meant = villages.get(village, []) or villages.get(f"{village}村", [])
    if township:
        meant = [place for place in meant if place.parent and place.parent.name.startswith(township)]
    if len(meant) == 1:
        return meant[0]
    cells.wrong.append(
        ("village", "intake_village_twice" if meant else "intake_unknown_village", village[:40])
    )
    return None
