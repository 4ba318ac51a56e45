"""How a line is shown: a body with its rates, its place in words, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from bangfu.assessment.scheme import Indicator, Scheme
from bangfu.paper.words import percent
from bangfu.site.assessment.models import Line, Published
from bangfu.site.web.words import tongue, word

Told = Mapping[str, Any]
PARTS = ("counted", "others", "aside")


@dataclass(frozen=True)
class Rate:
    """One indicator of one body."""

    code: str
    name: str
    told: Told  # of the library's line

    @property
    def value(self) -> Fraction | None:
        """The exact rate; None without data."""
        return Fraction(self.told["value"]) if self.told["value"] else None

    @property
    def percent(self) -> str:
        """The rate as whole percent, a dash without data."""
        return percent(None if self.value is None else float(self.value))

    @property
    def text(self) -> str:
        """Numerator, denominator and percent; without data it says so."""
        if self.value is None:
            return str(_("没有数据"))
        return f"{self.told['numerator']}/{self.told['denominator']} · {self.percent}"

    @property
    def short(self) -> str:
        """Numerator and denominator alone, for narrow cells."""
        return f"{self.told['numerator']}/{self.told['denominator']}"

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows stand in each part, those set aside included."""
        return [(part, len(self.told[part])) for part in PARTS]


@dataclass(frozen=True)
class Shown:
    """One body as a row of a table."""

    row: Line | Published
    name: str
    rates: list[Rate]

    @property
    def told(self) -> Told:
        """The library's line in the language of the page."""
        return self.row.told[tongue()]

    @property
    def state(self) -> tuple[str, str]:
        """A mark and the words for standing last, or level across the cut; empty for everybody else."""
        words = {"last": ("unmet", _("末位")), "tied": ("judgement", _("并列，由人分先后"))}
        return words.get(self.row.state, ("", ""))

    @property
    def total(self) -> str:
        """The total to four digits; the exact one stands beside it on the page of the body."""
        return f"{float(Fraction(self.row.total)):.4g}" if self.row.total else "—"


@dataclass(frozen=True)
class Table:
    """The bodies of one kind in one area."""

    title: str
    rows: list[Shown]
    ranked: int  # how many have a place


def shown(row: Line | Published) -> Shown:
    """A line made ready."""
    told = row.told[tongue()]
    rates = [Rate(i["indicator"], word("indicator", i["indicator"]), i) for i in told["indicators"]]
    return Shown(row, name_of(row), rates)


def name_of(row: Line | Published) -> str:
    """The name of a body; its id where the reader may not see it."""
    named = {"helper": row.person, "township": row.place, "county": row.place}.get(
        row.subject_kind, row.organisation
    )
    return str(named) if named else row.subject


def kind_word(kind: str) -> str:
    """What bodies of a kind are called."""
    words = {
        "unit": _("帮扶单位"), "township": _("乡镇（街道）"), "county": _("县"), "team": _("工作队"), "group": _("乡镇工作组"),
        "helper": _("帮扶责任人"),
    }  # fmt: skip
    return str(words[kind])


def tables(rows: Iterable[Line | Published]) -> list[Table]:
    """The lists, each by place; whoever has none stands in the order of the roster."""
    lists: dict[tuple[str, str], list[Shown]] = {}
    for row in rows:
        lists.setdefault((row.subject_kind, row.area), []).append(shown(row))
    found: list[Table] = []
    for (kind, area), those in lists.items():
        those.sort(key=lambda s: (s.row.rank is None, s.row.rank or 0))
        title = " · ".join(filter(None, (area, kind_word(kind))))
        found.append(Table(title, those, sum(s.row.rank is not None for s in those)))
    return found


@dataclass(frozen=True)
class Missing:
    """An indicator without data for some bodies, and who can enter it."""

    name: str
    bodies: list[str]
    who: str


def missing(scheme: Scheme, found: Iterable[Table]) -> Iterator[Missing]:
    """What is missing, and who can enter it."""
    those = [row for table in found for row in table.rows]
    for indicator in scheme.indicator:
        lacking = [s.name for s in those for r in s.rates if r.code == indicator.code and r.value is None]
        if lacking:
            yield Missing(
                word("indicator", indicator.code), list(dict.fromkeys(lacking)), who_enters(indicator)
            )


def who_enters(indicator: Indicator) -> str:
    """Who can enter what an indicator is worked out from, source by source."""
    words = {
        "checks": _("督查人员录检查结果"), "surveys": _("监督督查办抽样发答卷条，督查人员录答卷"),
        "figures": _("县帮扶办填数并写明依据"), "duties": _("由台账判定，谁做谁记"), "entries": _("由台账统计，谁做谁记"),
    }  # fmt: skip
    return str(_("；")).join(str(words[source]) for source in indicator.sources)


def ways(row: Shown) -> Iterator[str]:
    """What would change the place, in words, one sentence an indicator."""
    for change in row.told["changes"]:
        name = word("indicator", change["indicator"])
        said = (
            _("要离开末位，靠%(name)s：%(how)s")
            if change["move"] == "leave"
            else _("落到末位，因%(name)s：%(how)s")
        )
        yield said % {"name": name, "how": change["note"]}
