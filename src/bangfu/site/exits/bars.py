"""The bars of `bars.toml`: what keeps a household on the register, each with its clause."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db import connection

from bangfu.regulation.packs import shipped
from bangfu.site.exits.words import WORDS
from bangfu.site.web.words import tongue

REGULATION = "gansu-2019-33"


def in_full(clause: str) -> str:
    """A clause with the number of the document that it stands in."""
    return f"{shipped()[REGULATION].regulation.number} {clause}"


@dataclass(frozen=True)
class Bar:
    """One bar. `about`: of one household, what is missing, as codes of guarantees."""

    code: str
    clause: str
    weight: str
    zh: str
    en: str
    about: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What it says in the reader's language."""
        return getattr(self, tongue())

    @property
    def missing(self) -> str:
        """What is missing, in words."""
        return ("、" if tongue() == "zh" else ", ").join(
            WORDS.called("guarantee", code) for code in self.about
        )


BARS: dict[str, Bar] = {
    code: Bar(code, **said)
    for code, said in tomllib.loads(Path(__file__).with_name("bars.toml").read_text(encoding="utf-8")).items()
}
FOR_PEOPLE = [bar for bar in BARS.values() if bar.weight == "person"]


def why_not(household: str, day: date) -> list[Bar]:
    """What stands against the exit of a household on a day, as the database itself will find it; nothing of one out of view.

    Bars that refuse come first, then those that leave it to a person.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from exits_bars(%s, %s)", [household, day.isoformat()])
        found: list[tuple[str, list[str], str, str]] = cursor.fetchall()
    bars = [
        replace(BARS[code], about=tuple(about), weight=weight, clause=clause)
        for code, about, weight, clause in found
    ]
    return sorted(bars, key=lambda bar: bar.weight != "refuse")


def as_sql() -> str:
    """The bars as rows of the database, and the guarantees that they speak of."""
    bars = ", ".join(
        f"('{bar.code}', '{REGULATION}', '{bar.clause}', '{bar.weight}')" for bar in BARS.values()
    )
    told = WORDS.told["guarantee"].items()
    rows = ", ".join(f"('{code}', {said['rights']}, {said['may_not_apply']})" for code, said in told)
    risks = ", ".join(
        f"('{code}', array[{', '.join(repr(of) for of in said['of'])}])"
        for code, said in WORDS.told["risk"].items()
    )
    return f"""insert into exits_bar (code, regulation, clause, weight) values {bars};
        insert into exits_guarantee (code, rights, may_not_apply) values {rows};
        insert into exits_riskof (code, standings) values {risks};"""
