"""A household without a file, drafts of its first two versions, and filing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
from tests.site.acting import Acting
from tests.site.world import OWN, TODAY

from bangfu.site.household.filing import Draft, enter_incomes, file_version
from bangfu.site.roster.models import Household

CLERK, BARE = "township_clerk", "99-bare"
HEAD = {"name": "示例户主", "relation": "head", "id_number": "990101196001011237", "birth": date(1960, 1, 1)}
CHILD = {"name": "示例子女", "relation": "child", "ability": "full", "will": "yes"}
FIRST = Draft(TODAY, "confirmed", "", {"causes": ["illness", "skill"], "housing": "no"}, (HEAD, CHILD))
NEXT = replace(FIRST, why="changed", note="子女外出务工，入户核实")


def copied(owner: psycopg.Connection, pk: str) -> None:
    """A household like that of the village."""
    owner.execute(
        "insert into roster_household select (jsonb_populate_record(h, jsonb_build_object('id', %s::text))).*"
        " from roster_household h where id = %s",
        [pk, OWN.id("household")],
    )


def filed(acting: Acting, draft: Draft, who: str = CLERK) -> str:
    with acting(who) as account:
        return file_version(account, Household.objects.get(pk=BARE), draft).pk


def earn(acting: Acting, cents: int, **other: Any) -> None:
    row = {"year": 2019, "kind": "wage", "stage": "actual", "cents": cents, "evidence": "工资流水"} | other
    with acting(CLERK) as account:
        enter_incomes(account, Household.objects.get(pk=BARE), [row])


def load(
    owner: psycopg.Connection, pk: str, start: date, recorded: date, household: str = "", second: int = 0
) -> None:
    """A version that was recorded elsewhere, on an earlier day."""
    with owner.transaction():
        owner.execute(
            "insert into household_version (id, household_id, start, why, note, address, rooms, causes, education, medical,"
            " housing, water, wish, within, recorded_at, recorded_by) values (%s, %s, %s, 'changed', '载入', '', '', '{}',"
            " '', '', '', '', '', 0, %s, 'loader')",
            [pk, household or BARE, start, f"{recorded} 10:00:{second:02}+08"],
        )
        owner.execute(
            "insert into household_member (version_id, number, key, name, letters, relation, id_number, mark, ability, will)"
            " values (%s, 1, 'm', '示例', 'sl', 'head', '', '', '', '')",
            [pk],
        )
