"""What cannot be right in a month: two places on one day, leave and work on one day, sums that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bangfu.regulation.vocabulary import AT_THE_POST
from bangfu.site.attendance.kinds import SIGNS
from bangfu.site.attendance.register import Attendance, Month
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.holding import holds
from bangfu.site.roster.models import Post
from bangfu.site.web.words import word


@dataclass(frozen=True)
class Fault:
    """Something wrong on a day, in a sentence, with the entries that say so."""

    day: date
    sentence: str
    entries: tuple[Entry, ...] = ()


def faults_of(attendance: Attendance, posts: list[Post]) -> list[Fault]:
    """Everything that cannot be right in one person's month; `posts` are those at a village or township."""
    found: list[Fault] = []
    for day, entries in sorted(attendance.by_day.items()):
        found += _on(day, entries, posts)
    return found


def _on(day: date, entries: list[Entry], posts: list[Post]) -> Iterator[Fault]:
    shown = day.isoformat()
    there = [e for e in entries if e.kind in AT_THE_POST]
    places = dict.fromkeys(e.place for e in there if e.place)
    if len(places) > 1:
        names = "、".join(map(str, places))
        yield Fault(
            day, _("%(day)s 同一天在两个地方：%(names)s。") % {"day": shown, "names": names}, tuple(there)
        )
    away = [e for e in entries if e.kind == "leave_day"]
    if away and len(entries) > len(away):
        others = "、".join(dict.fromkeys(word("activity", e.kind) for e in entries if e.kind != "leave_day"))
        told = {"day": shown, "others": others}
        yield Fault(day, _("%(day)s 请假，又记了：%(others)s。") % told, tuple(entries))
    for kind in SIGNS:
        same = [e for e in entries if e.kind == kind]
        if len(same) > 1 and len(places) < 2:
            told = {"day": shown, "kind": word("activity", kind), "n": len(same)}
            yield Fault(day, _("%(day)s 的“%(kind)s”记了 %(n)s 遍，只算一天。") % told, tuple(same))
    elsewhere = [e for e in there if e.place and not any(_serves(p, e, day) for p in posts)]
    if elsewhere:
        told = {"day": shown, "place": str(elsewhere[0].place)}
        yield Fault(day, _("%(day)s 在 %(place)s 没有职务，这一天不会计入驻村。") % told, tuple(elsewhere))


def _serves(post: Post, entry: Entry, day: date) -> bool:
    return post.place_id == entry.place_id and holds(post, day)


def claim_fault(claimed: int, counted: int, month: Month) -> str:
    """Why a sum on paper cannot be taken over; empty where it can."""
    told = {"month": f"{month.first:%Y-%m}", "days": len(month.days), "claimed": claimed, "counted": counted}
    if claimed > len(month.days):
        return _("%(month)s 只有 %(days)s 天，纸上写了 %(claimed)s 天。") % told
    if claimed != counted:
        return _("纸上 %(claimed)s 天，台账里 %(counted)s 天；请先补记或更正，再确认。") % told
    return ""
