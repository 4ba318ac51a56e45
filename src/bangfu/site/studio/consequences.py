"""What adopting a draft would mean, drawn for a page: beside which regulations it stands, and what came of a trial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.paper.model import STATUSES
from bangfu.regulation.model import Regulation
from bangfu.regulation.overlaps import overlaps
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.site.duties.law import Law
from bangfu.site.roster.models import Household, Organisation, Person
from bangfu.site.studio.models import Draft
from bangfu.site.web.words import tongue, word

RELATIONS: dict[str, Promise] = {
    "same": gettext_lazy("相同"),
    "cumulative": gettext_lazy("两者都要做到"),
    "parallel": gettext_lazy("各管各的人"),
    "overrides": gettext_lazy("不能并存"),
    "only_new": gettext_lazy("新增"),
}
SIDES: dict[str, Promise] = {
    "new": gettext_lazy("本文件"),
    "present": gettext_lazy("现行文件"),
    "equal": gettext_lazy("一样"),
    "neither": gettext_lazy("比不出"),
}
GONE = "gone"  # the column of what is no longer owed, beside the statuses


@dataclass(frozen=True)
class Row:
    """A township or a duty with how its verdicts change, by the status they come to."""

    name: str
    about: str
    numbers: list[int]  # in the order of `columns`
    examples: list[tuple[str, str]]

    @property
    def cells(self) -> list[tuple[str, int]]:
        """The numbers with the names of their columns."""
        return [(name, n) for (_code, name), n in zip(columns(), self.numbers, strict=True)]


def beside(pack: Regulation, draft: Draft, known: Law) -> list[dict[str, Any]]:
    """Every matter on which the draft meets a regulation in force, what it newly asks last."""
    present = [p for id_, p in known.packs.items() if id_ != draft.regulation]
    return [
        {
            "matter": o.matter.name.zh if tongue() == "zh" else o.matter.name.en,
            "said": told[tongue()],
            "relation": str(RELATIONS[told["relation"]]),
            "clash": not told["both_hold"],
            "stricter": "" if told["present"] is None else str(SIDES[told["stricter"]]),
            "other": o.present.head.number if o.present else "",
        }
        for o in overlaps(pack, present)
        for told in (o.as_dict(),)
    ]


def columns() -> list[tuple[str, str]]:
    """What a verdict may come to, and that it is not asked any more."""
    return [*((s, word("status", s)) for s in STATUSES), (GONE, _("不再要求"))]


def by_township(summary: Mapping[str, Any]) -> list[Row]:
    """Townships and roles with the verdicts that change there."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for place in summary["places"]:
        found[place["township"], place["name"], place["role"]].append(place)
    return [
        Row(name or _("全县"), word("role", role), _numbers(rows), [])
        for (_code, name, role), rows in sorted(found.items(), key=lambda item: (item[0][0] == "", item[0]))
    ]


def by_duty(summary: Mapping[str, Any]) -> list[Row]:
    """Duties with the verdicts that change, and a few of those that would be unmet first."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for rule in summary["rules"]:
        found[rule["clause"], rule[tongue()]].append(rule)
    names = _names(summary)
    return [
        Row(
            title,
            clause,
            _numbers(rows),
            [e for r in _worst_first(rows) for e in _examples(r, names)],
        )
        for (clause, title), rows in found.items()
    ]


def _worst_first(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda r: r["status"] != "unmet")


def chart(rows: Iterable[Row]) -> dict[str, Any]:
    """Townships as bars of what their changed verdicts come to."""
    totals: dict[str, list[int]] = {}
    for row in rows:
        before = totals.setdefault(row.name, [0] * len(row.numbers))
        totals[row.name] = [a + b for a, b in zip(before, row.numbers, strict=True)]
    return {
        "categories": list(totals),
        "series": [
            {"name": name, "state": code, "values": [numbers[n] for numbers in totals.values()]}
            for n, (code, name) in enumerate(columns())
            if code != GONE and any(numbers[n] for numbers in totals.values())
        ],
        "horizontal": True,
    }


def _numbers(rows: Iterable[Mapping[str, Any]]) -> list[int]:
    found = dict.fromkeys((code for code, _name in columns()), 0)
    for row in rows:
        found[row["status"] or GONE] += row["number"]
    return list(found.values())


def _examples(rule: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who, and how it stood and would stand."""
    found: list[tuple[str, str]] = []
    for example in rule["examples"]:
        line = example["after"] or example["before"]
        bearer = names.get(
            line["person"] or line["organisation"] or "", line["person"] or line["organisation"] or ""
        )
        target = names.get(line["household"] or line["counterpart"] or "", "")
        was = word("status", example["before"]["status"]) if example["before"] else _("没有要求")
        is_ = word("status", example["after"]["status"]) if example["after"] else _("不再要求")
        span = f"{line['period_start']} – {line['period_end']}"
        found.append((" · ".join(p for p in (bearer, target, span) if p), f"{was} → {is_}"))
    return found


def _names(summary: Mapping[str, Any]) -> dict[str, str]:
    """The names of who stands in the examples, as far as the reader sees them."""
    lines = [e[s] for r in summary["rules"] for e in r["examples"] for s in ("before", "after") if e[s]]
    ids = {
        str(line[c])
        for line in lines
        for c in ("person", "organisation", "household", "counterpart")
        if line[c]
    }
    found: dict[str, str] = {}
    for model in (Person, Organisation):
        found |= {str(row.pk): str(row) for row in model.objects.filter(pk__in=ids)}
    return found | {h.pk: _("一户") for h in Household.objects.filter(pk__in=ids)}


def loads(
    rows: Iterable[Mapping[str, Any]], all_rows: Iterable[Mapping[str, Any]], words: Vocabulary
) -> list[dict[str, Any]]:
    """What the draft asks of each role in each year, and what that comes to with what is in force."""
    whole = {(r["role"], r["year"]): r for r in all_rows}
    return [
        {
            **row,
            "name": words.name("role", row["role"], tongue()),
            "all": whole.get((row["role"], row["year"])),
        }
        for row in rows
    ]
