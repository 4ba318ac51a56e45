"""A gap told in one sentence (`gaps.toml`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bangfu.language import Language
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.verdict.ground import Ground
from bangfu.wording import table

if TYPE_CHECKING:
    from bangfu.verdict.gap import Gap

MOST_NAMED = 5  # a sentence names no more places, units or rules; the rest stand in the table


def _words() -> dict[str, Any]:
    return table("bangfu.verdict", "gaps.toml")


def sentence(gap: Gap, pack: Regulation, ground: Ground, days: tuple[date, date], tongue: Language) -> str:
    """Who or what is not there, where, and which rules that concerns."""
    words, vocabulary = _words(), vocabulary_of([pack])
    first, last = days
    span = words["on" if first == last else "during"][tongue].format(first=first, last=last)
    table = "org" if gap.level == "unit" else "place"
    named = {i: n for i, n in zip(_keys(ground, table), ground.names(table, "name"), strict=True) if n}
    return str(words[gap.kind][tongue]).format(
        roles=words["and"][tongue].join(vocabulary.name("role", role, tongue) for role in gap.roles),
        span=span,
        rules=_listed([_title(pack, rule, tongue) for rule in gap.rules], tongue),
        level=words["level"][gap.level][tongue] if gap.level else "",
        n=len(gap.missing),
        of=gap.of,
        missing=_listed([named.get(code, code) for code in gap.missing], tongue),
        activity=vocabulary.name("activity", gap.activity or "", tongue),
    )


def _keys(ground: Ground, table: str) -> list[str | None]:
    return ground.names(table, "code" if table == "place" else "id")


def _title(pack: Regulation, id_: str, tongue: Language) -> str:
    for p in pack.provision:
        rule = p.duty or p.milestone or p.requirement
        if rule is not None and rule.id == id_:
            return f"{p.clause}“{getattr(rule.title, tongue)}”"
    return id_


def _listed(names: list[str], tongue: Language) -> str:
    words = _words()
    more = words["more"][tongue] if len(names) > MOST_NAMED else ""
    return words["and"][tongue].join(names[:MOST_NAMED]) + more
