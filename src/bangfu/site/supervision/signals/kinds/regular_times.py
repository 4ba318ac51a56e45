"""Entries written too regularly: at the same minute of many days, or exactly as long after each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, by_recorder, lead

AT_ONCE = timedelta(seconds=60)  # what comes closer was handed in together


def find(material: Material, numbers: Numbers) -> Iterator[Lead]:
    """Of what one account wrote."""
    for facts in by_recorder(material.facts).values():
        for minute, these in _minutes(facts).items():
            days = len({f.moment.date() for f in these})
            if days >= numbers["days"]:
                told = {"days": days, "minute": minute, "n": len(these)}
                yield lead(_("%(days)s 天都在 %(minute)s 这一分钟写，共 %(n)s 笔。") % told, these)
        for gap, pairs in _gaps(facts).items():
            days = len({b.moment.date() for _a, b in pairs})
            if days >= numbers["days"]:
                told = {"days": days, "seconds": int(gap.total_seconds())}
                said = _("%(days)s 天里，前后两笔正好都相隔 %(seconds)s 秒。") % told
                yield lead(said, [f for pair in pairs for f in pair])


def _minutes(facts: list[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[f"{fact.moment:%H:%M}"].append(fact)
    return found


def _gaps(facts: list[Fact]) -> dict[timedelta, list[tuple[Fact, Fact]]]:
    """Pairs that follow each other on one day, by the seconds between them."""
    found: dict[timedelta, list[tuple[Fact, Fact]]] = defaultdict(list)
    for one, next_ in pairwise(facts):
        gap = next_.moment.replace(microsecond=0) - one.moment.replace(microsecond=0)
        if gap >= AT_ONCE and one.moment.date() == next_.moment.date():
            found[gap].append((one, next_))
    return found


KIND = Kind(
    "regular_times",
    gettext_lazy("时间太整齐"),
    gettext_lazy("一个账号许多天都在同一分钟写，或者前后两笔的间隔许多天一秒不差。"),
    (
        gettext_lazy("单位的程序每天定时送来记录。"),
        gettext_lazy("手机闹钟到点提醒，到点就记。"),
        gettext_lazy("手机的时钟不准，或者补记时一笔接一笔。"),
    ),
    find,
    {"days": gettext_lazy("至少几天")},
)
