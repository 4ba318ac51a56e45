"""Many entries of days long past, written within minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, by_recorder, lead


def find(material: Material, numbers: Numbers) -> Iterator[Lead]:
    """What one account wrote late, in runs without a long pause. What waited on a phone counts as written when it was."""
    pause, late = timedelta(minutes=numbers["minutes"]), timedelta(days=numbers["days"])
    for facts in by_recorder(f for f in material.facts if f.moment.date() - f.until >= late).values():
        for run in _runs(facts, pause):
            if len(run) >= numbers["entries"]:
                yield lead(_said(run), run)


def _runs(facts: list[Fact], pause: timedelta) -> Iterator[list[Fact]]:
    run: list[Fact] = []
    for fact in facts:
        if run and fact.moment - run[-1].moment > pause:
            yield run
            run = []
        run.append(fact)
    yield run


def _said(run: list[Fact]) -> str:
    first, last = run[0].moment, run[-1].moment
    told = {
        "n": len(run), "from": f"{first:%Y-%m-%d %H:%M}", "to": f"{last:%H:%M}",
        "first": min(f.on for f in run).isoformat(), "last": max(f.until for f in run).isoformat(),
    }  # fmt: skip
    return _("%(from)s 至 %(to)s 写了 %(n)s 笔，写的是 %(first)s 至 %(last)s 的事。") % told


KIND = Kind(
    "late_batch",
    gettext_lazy("事后集中补记"),
    gettext_lazy("一个账号在几分钟里接连写了许多早已过去的日子的记录。"),
    (
        gettext_lazy("乡镇工作人员把纸面登记录进来，本来就是事后一起录。"),
        gettext_lazy("从别的系统转来的。"),
        gettext_lazy(
            "长时间没有手机或账号，拿到以后补记；手机里存着、有信号才发出的，按写的时候算，不在此列。"
        ),
    ),
    find,
    {
        "entries": gettext_lazy("至少几笔"),
        "minutes": gettext_lazy("前后两笔相隔不超过几分钟"),
        "days": gettext_lazy("事情过去至少几天"),
    },
)
