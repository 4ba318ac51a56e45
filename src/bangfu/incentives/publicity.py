"""A draft for making a commendation known: what the records say, in order, and no word of praise that nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span
from bangfu.incentives.asking import Asked
from bangfu.incentives.bars import Bars
from bangfu.incentives.candidates import Placed, given_under
from bangfu.incentives.conditions import Desk
from bangfu.incentives.eligible import desk_at
from bangfu.incentives.given import HONOURS, Given, Grant
from bangfu.incentives.purposes import purposes
from bangfu.incentives.reviewing import touched
from bangfu.regulation.model import Regulation

_LEVELS = {"county": "县（区）级", "prefecture": "市（州）级", "province": "省级", "central": "中央"}
_NOT_FILLED = "（未填）"


def publicity(case: Case, packs: Sequence[Regulation], grant_id: str, as_of: date) -> str:
    """The draft for one grant, plain text in Chinese; what is not recorded stands as such, for a person to fill in.

    Raises `BangfuError` (`unknown_reference`, `not_publicised`): a grant not known by that day, or one that is no honour.
    """
    given = Given(case, as_of)
    grant = next((g for g in given.grants if g.id == grant_id), None)
    if grant is None:
        details = (("table", "grants"), ("near", ""))
        raise BangfuError(Problem("unknown_reference", value=grant_id, details=details))
    if grant.kind not in HONOURS or grant.concerns is None:
        raise BangfuError(Problem("not_publicised", value=grant_id))
    desk = desk_at(case, packs, Asked(as_of, min(grant.year, as_of.year)))
    regulation = {r["id"]: r["regulation"] for r in case["grants"].to_pylist()}[grant_id]
    under = given_under(packs, regulation, grant.kind, grant.category)
    found = [*_warned(desk.bars, given, case, grant), "宣传稿（草稿，由人核定后使用）", ""]
    return "\n".join([*found, *_told(desk, grant, under)]) + "\n"


def _warned(bars: Bars, given: Given, case: Case, grant: Grant) -> Iterator[str]:
    for found, bar in touched(bars, given, case):
        if found.id == grant.id:
            yield f"【先复核】这项表扬给出之后又确认了限制（决定{bar.decision.id}），须由授予机关复核后再定是否宣传。"


def _told(desk: Desk, grant: Grant, under: Placed | None) -> Iterator[str]:
    category = desk.words.name("award_category", grant.category) if grant.category else ""
    yield f"对象：{_name(desk, grant)}"
    yield from _posts(desk, grant)
    yield f"表扬：{purposes()[grant.kind].zh}{f'——{category}' if category else ''}（{grant.year}年度）"
    yield f"级别：{_LEVELS.get(grant.level or '', _NOT_FILLED)}"
    yield f"授予：{grant.granted_by or _NOT_FILLED}，{_day(grant.granted_on)}"
    yield f"决定文号：{grant.number or _NOT_FILLED}（记录编号{grant.id}）"
    if under is None:
        yield f"依据条款：{_NOT_FILLED}"
    else:
        yield f"依据条款：《{under.head.title.zh}》（{under.head.number}）{under.provision.clause}"
        yield f"条文大意：{under.provision.text}"
    yield "主要做法：（由所在单位据实填写，附依据）"


def _name(desk: Desk, grant: Grant) -> str:
    """A person with the own unit, or an organisation."""
    roster, who = desk.holdings.roster, grant.concerns or ""
    if desk.holdings.is_unit(who):
        return roster.organisations[who]["name"] or who
    person = desk.holdings.people.get(who) or {}
    unit = (roster.organisations.get(person.get("organisation") or "") or {}).get("name")
    return f"{person.get('name') or who}{f'（{unit}）' if unit else ''}"


def _posts(desk: Desk, grant: Grant) -> Iterator[str]:
    """What the one commended held in that year."""
    year = Span(date(grant.year, 1, 1), date(grant.year, 12, 31))
    for post in desk.holdings.by_holder.get(grant.concerns or "", ()):
        held = post.days.within(year)
        if held:
            place = (desk.holdings.roster.places.get(post.place or "") or {}).get("name") or post.place or ""
            yield f"任职：{place}{desk.words.name('role', post.role)}，{_day(held.first)}至{_day(held.last)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
