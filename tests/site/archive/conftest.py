"""A county whose ledger was written in three years, and its archive through the second."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pytest
from tests.site.browser.small_county import small_county
from tests.site.seed import sown

from bangfu.cli.main import main
from bangfu.facts.case import Case
from bangfu.site.clock import SHANGHAI
from bangfu.site.exchange import load as loading
from bangfu.site.founding import found
from bangfu.site.keys import keys_at
from bangfu.site.ledger import chain

WHO = ("person", "organisation", "place", "household", "counterpart")
LAST = date(2020, 12, 31)


def at(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time(9), SHANGHAI)


@pytest.fixture(scope="session")
def home(seed: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Path]:
    """A county whose ledger was written in 2019, in 2020, and in 2021, when some of it spoke of 2020."""
    home = tmp_path_factory.mktemp("archive") / "home"
    home.mkdir()
    keys_at(home / "keys.json")
    with django_db_blocker.unblock(), sown(seed, home / "postgres") as running:
        with psycopg.connect(running.url("bangfu_owner")) as owner:
            written(owner)
        yield home


def written(owner: psycopg.Connection[Any]) -> None:
    """The made-up entries of a year, the first of them moved a year back, each part written in its own year."""
    whole = small_county()
    acts = whole["activities"]
    half = acts.num_rows // 2
    roster = {**whole.tables, "activities": acts.slice(0, 0)}
    found(owner, Case("county", roster), at(2019, 1, 1), "demo")
    parts = (
        (a_year_back(acts.slice(0, 500)), at(2019, 12, 30)),
        (acts.slice(500, half), at(2020, 12, 30)),
        (acts.slice(500 + half, 200), at(2021, 1, 5)),
    )
    for part, when in parts:
        case = Case("part", {**whole.tables, "activities": part})
        with owner.cursor() as cursor:
            loading._insert(
                cursor, "ledger_entry", loading.ENTRY, loading._entries(cursor, case, when, "demo"), "seq"
            )
    ids = acts["id"].to_pylist()
    follow(owner, ids[600], at(2020, 12, 31), withdraws=True)
    follow(owner, ids[10], at(2021, 1, 6), withdraws=True)
    follow(owner, ids[700], at(2021, 1, 7), kind="village_visit")
    follow(owner, f"{ids[700]}-2", at(2021, 2, 1), on=date(2021, 2, 1))
    follow(owner, ids[500 + half + 3], at(2021, 2, 2), withdraws=True)


def a_year_back(acts: pa.Table) -> pa.Table:
    on = pa.array([day.replace(year=day.year - 1, day=min(day.day, 28)) for day in acts["on"].to_pylist()])
    bare = acts.set_column(acts.schema.get_field_index("on"), "on", on)
    return bare.set_column(
        bare.schema.get_field_index("until"), "until", pa.nulls(acts.num_rows, pa.date32())
    )


def follow(owner: psycopg.Connection[Any], entry: str, when: datetime, **changed: Any) -> None:
    """The entry that puts another right."""
    from bangfu.site.ledger.database import COLUMNS

    owner.row_factory = psycopg.rows.dict_row
    [old] = owner.execute(f"select {COLUMNS} from ledger_entry where id = %s", [entry]).fetchall()  # type: ignore[arg-type]
    [end] = owner.execute("select seq, hash from ledger_book where code = %s", [old["book"]]).fetchall()
    new = {**old, "id": f"{entry}-2", "corrects": entry, "reason": "made up", "recorded_at": when, **changed}
    [row] = chain.linked([new], end["seq"], end["hash"])
    names = {n: f"{n}_id" if n in chain.KEYS else n for n in row}
    listed = ", ".join(f'"{c}"' for c in names.values())
    owner.execute(
        f"insert into ledger_entry ({listed}) values ({', '.join(['%s'] * len(row))})",  # type: ignore[arg-type]
        list(row.values()),
    )
    owner.row_factory = psycopg.rows.tuple_row


@pytest.fixture(scope="session")
def made(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive through 2020, which nobody changes."""
    folder = tmp_path_factory.mktemp("archives") / "2020"
    assert main(["archive", "make", "--until", "2020", "--to", str(folder), "--home", str(home)]) == 0
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(made, tmp_path / "copy")
