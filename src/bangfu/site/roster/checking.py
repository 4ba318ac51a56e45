"""`bangfu roster check` of what the account sees, once a day and whenever somebody asks anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse

from bangfu.facts.places import place_code
from bangfu.facts.roster_check import defects
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.roster.places import places_near
from bangfu.site.roster.rows import ROSTER, Texts, case_of_rows, code_of, standing
from bangfu.site.web.models import Account

A_DAY = 24 * 3600
# Table of the exchange format → the page of one row.
PAGES = {
    "places": "place",
    "organisations": "organisation",
    "people": "person",
    "households": "household",
    "posts": "correct_post",
    "pairings": "correct_pairing",
}


@dataclass(frozen=True)
class Found:
    """One defect: its kind, what it says in both languages, and the rows it is about."""

    kind: str
    table: str
    ids: tuple[str, ...]
    zh: str
    en: str


def found_defects(account: Account, *, anew: bool = False) -> list[Found]:
    """The defects of the roster that an account sees; kept for those who see the same."""
    scope = f"{account.kind.sees}-{account.area_id}-{account.person_id}-{account.organisation_id}"
    key = f"roster-check-{scope}-{today()}"
    known: list[Found] | None = None if anew else cache.get(key)
    if known is None:
        known = _compute(account)
        cache.set(key, known, A_DAY)
    return known


def _compute(account: Account) -> list[Found]:
    rows = {table: _today(standing(table)) for table in ROSTER}
    near = places_near(account)
    rows["places"] = {code: row for code, row in rows["places"].items() if code_of(code) in near}
    listed = defects(case_of_rows(rows), (), law().packs.values())
    return [
        Found(d.defect, d.file.removesuffix(".csv"), tuple(map(str, d.ids)), d.note.zh, d.note.en)
        for d in listed
    ]


def _today(rows: dict[str, Texts]) -> dict[str, Texts]:
    """The rows that hold today, as if today were all there is: what was wrong before is past."""
    day = today().isoformat()
    return {
        key: {**row, "start": day, "end": day} if "start" in row else row
        for key, row in rows.items()
        if row.get("start", "") <= day and (not row.get("end") or row["end"] >= day)
    }


def pages_of(found: Iterable[Found]) -> dict[str, str]:
    """The page of every row that defects name; what names no row that the account sees has none."""
    wanted = {i for f in found for i in f.ids}
    pages: dict[str, str] = {}
    for table, name in PAGES.items():
        ids = [i for i in wanted if place_code(i)] if table == "places" else wanted
        for id_ in standing(table, ids):
            pages[id_] = reverse(name, args=[code_of(id_) if table == "places" else id_])
    return pages
