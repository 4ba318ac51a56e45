"""Where the money of some projects comes from and goes to, as the charts of their page take it: in ten thousands of yuan, allotted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from bangfu.site.fund.models import Account, Project
from bangfu.site.fund.sums import SPENT
from bangfu.site.fund.words import FISCAL, WORDS

MOST = 12  # places of a picture; the others stand in one bar


def pictures(projects: QuerySet[Project]) -> dict[str, dict[str, Any]]:
    """By purpose and by place, each bar parted by kind of source. Nothing where nothing was allotted."""
    held = Account.objects.filter(project__in=projects.order_by().values("pk"), kind__in=SPENT, balance__gt=0)
    rows = held.order_by().values_list("source", "project__purpose", "place__name").annotate(Sum("balance"))
    by_purpose, by_place = _Bars(), _Bars()
    for source, purpose, place, amount in rows:
        by_purpose.add(WORDS.called("purpose", purpose), source, amount)
        by_place.add(place, source, amount)
    return {"purposes": by_purpose.told(), "places": by_place.told(MOST)} if rows else {}


class _Bars:
    """Sums by name and kind of source."""

    def __init__(self) -> None:
        self.cents: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, name: str, source: str, amount: int) -> None:
        """Add cents."""
        self.cents[name]["fiscal" if source in FISCAL else source] += amount

    def told(self, most: int = 0) -> dict[str, Any]:
        """The largest first; beyond `most` together."""
        names = sorted(self.cents, key=lambda name: -sum(self.cents[name].values()))
        shown = names[:most] if most else names
        bars = [(name, self.cents[name]) for name in shown]
        if rest := names[len(shown) :]:
            bars.append((_("其他地方"), _together(self.cents[name] for name in rest)))
        kinds = [("fiscal", _("财政资金"))]
        kinds += [
            (code, WORDS.called("source", code)) for code in WORDS.codes("source") if code not in FISCAL
        ]
        used = [(code, word) for code, word in kinds if any(sums.get(code) for _name, sums in bars)]
        return {
            "categories": [name for name, _sums in bars],
            "series": [
                {"name": word, "values": [sums.get(code, 0) / 1_000_000 for _name, sums in bars]}
                for code, word in used
            ],
            "unit": _("万元"),
            "horizontal": True,
        }


def _together(parts: Any) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for part in parts:
        for code, amount in part.items():
            sums[code] += amount
    return sums
