"""What is worth a look: leads, not accusations. Each names the rows behind it; a person says what it means.

Each kind that rests on rows is one statement in `queries/`, counted or read by the database; see `standing.sql` for what they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from bangfu.site.clock import today
from bangfu.site.fund.models import Plan, Project, Voucher
from bangfu.site.fund.sums import mainly, setting_of
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.codes import county_at
from bangfu.site.web.models import Account as User
from bangfu.site.web.money import yuan

QUERIES = Path(__file__).with_name("queries")
BY_ROWS = ("unsupervised", "after_acceptance", "after_plan", "no_case", "no_plan", "unprepared")
OF_COUNTY = (
    "split",
    "out_of_balance",
)  # told to whoever sees the whole county, for a part would not come out
READS_CASES = ("weigh", "review")  # who reads every case of the area


@dataclass(frozen=True)
class Lead:
    """One thing to look at: where, and what it is about."""

    code: str
    about: str
    project: Project | None = None
    plan: Plan | None = None
    vouchers: tuple[Voucher, ...] = ()

    @property
    def word(self) -> str:
        """What is to be looked at."""
        return WORDS.called("lead", self.code)


@dataclass(frozen=True)
class _Row:
    """A lead as the database tells it."""

    code: str
    project: str | None
    plan: str | None
    name: str
    amount: int | None
    vouchers: list[str]


def leads(user: User, codes: Sequence[str] = ()) -> list[Lead]:
    """All leads in view, or those of some kinds; what needs the whole county only for whoever sees it."""
    asked = [code for code in _asked(user) if not codes or code in codes]
    return [*_shown(_rows(user, asked)), *(one for one in _of_county(user) if not codes or one.code in codes)]


def how_many(user: User) -> int:
    """How many leads are in view, without reading any."""
    known = _asked(user)
    sql = f"{_with()} select count(*) from ({_union(known)}) l"
    with connection.cursor() as cursor:
        cursor.execute(sql, _told(user))
        return int((cursor.fetchone() or (0,))[0]) + len(_of_county(user))


def _asked(user: User) -> tuple[str, ...]:
    return (*BY_ROWS, *OF_COUNTY) if _sees_county(user) else BY_ROWS


def _sees_county(user: User) -> bool:
    return bool(user.area and user.area.level == "county")


def _rows(user: User, codes: Sequence[str]) -> list[_Row]:
    if not codes:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_with()} {_union(codes)} order by number, name, project_id", _told(user))
        return [_Row(*row[1:]) for row in cursor.fetchall()]


def _told(user: User) -> dict[str, Any]:
    """What the statements ask of whoever reads."""
    area = user.area
    lo, hi = (area.code, area.last) if area else (1, 0)
    setting = setting_of(county_at(lo), today()) if _sees_county(user) else None
    return {
        "year": today().year, "lo": lo, "hi": hi, "county": county_at(lo),
        "tender_from": setting.tender_from if setting else None,
        "prepared": list(WORDS.codes("prepared")), "reads_cases": any(map(user.may, READS_CASES)),
    }  # fmt: skip


@cache
def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _with() -> str:
    return f"with standing as materialized ({_query('standing')})"


def _union(codes: Sequence[str]) -> str:
    parts = (
        f"select {number} as number, '{code}' as code, l.* from ({_query(code)}) l"
        for number, code in enumerate(codes)
    )
    return "\nunion all\n".join(parts)


def _shown(rows: Iterable[_Row]) -> list[Lead]:
    """Leads with the rows that they name."""
    rows = list(rows)
    projects = Project.objects.in_bulk({row.project for row in rows if row.project})
    plans = Plan.objects.in_bulk({row.plan for row in rows if row.plan})
    vouchers = Voucher.objects.in_bulk({pk for row in rows for pk in row.vouchers})
    return [
        Lead(
            row.code, _about(row), projects.get(row.project or ""), plans.get(row.plan or ""),
            tuple(vouchers[pk] for pk in row.vouchers if pk in vouchers),
        )
        for row in rows
    ]  # fmt: skip


def _about(row: _Row) -> str:
    name = row.name
    if row.code == "unprepared":
        name = "、".join(WORDS.called("prepared", code) for code in name.split())
    elif row.code == "no_case":
        name = WORDS.called("misuse", name)
    return name if row.amount is None else f"{name}: {yuan(row.amount)}"


def missing_steps(plan: Plan) -> list[str]:
    """The preparatory steps that a plan went without, in words."""
    return [WORDS.called("prepared", code) for code in WORDS.codes("prepared") if code not in plan.prepared]


def _of_county(user: User) -> list[Lead]:
    """What concerns the county as a whole: the share that raises income, its threshold."""
    if not user.area or not _sees_county(user):
        return []
    county, found = user.area.code, list[Lead]()
    share = mainly(county, today().year)
    if share.is_low:
        found.append(Lead("mainly", f"{yuan(share.raising)} / {yuan(share.spent)}"))
    setting = setting_of(county, today())
    if setting is None or setting.tender_from is None:
        found.append(Lead("no_threshold", str(user.area)))
    return found
