"""The same long note for different households or days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.supervision.signals.facts import Fact
from bangfu.site.supervision.signals.lead import Kind, Lead, Material, Numbers, lead

# What often differs between copies: signs, spaces, figures, Chinese ones too.
_PASSING = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万两]+")


def normal(note: str) -> str:
    """A note without what copies differ in."""
    return _PASSING.sub("", note).lower()


def find(material: Material, numbers: Numbers) -> Iterator[Lead]:
    """Notes alike but for figures and signs; one note of one day and place, written for several people, is one."""
    alike: dict[str, list[Fact]] = defaultdict(list)
    for fact in material.noted(numbers["characters"], numbers["months"]):
        text = normal(fact.note)
        if len(text) >= numbers["characters"]:
            alike[text].append(fact)
    for facts in alike.values():
        occasions = {(f.household or f.place, f.on) for f in facts}
        now = any(material.span.holds(f) for f in facts)
        if now and len(occasions) >= numbers["copies"]:
            told = {"n": len(facts), "homes": len({f.household for f in facts if f.household}),
                    "days": len({f.on for f in facts})}  # fmt: skip
            yield lead(_("%(n)s 笔记录的说明一样，涉及 %(homes)s 户、%(days)s 个日期。") % told, facts)


KIND = Kind(
    "copied_notes",
    gettext_lazy("说明雷同"),
    gettext_lazy("不同的户、不同的日期，用了同一段较长的说明（数字和标点不同也算一样）。"),
    (
        gettext_lazy("同一项政策同样讲给许多户听，本来就是一样的话。"),
        gettext_lazy("单位发了统一的写法，或者用语音输入法的常用语。"),
        gettext_lazy("情况确实没有变化。"),
    ),
    find,
    {
        "characters": gettext_lazy("去掉数字和标点后，说明至少几个字"),
        "copies": gettext_lazy("至少几处（户、日期不同才算两处）"),
        "months": gettext_lazy("往前看几个月（含本月）"),
    },
)
