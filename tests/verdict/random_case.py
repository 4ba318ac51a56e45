"""Random small situations in which the five regulations bind: few places, many odd posts, entries that nearly count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
from tests.verdict.aimed_entries import aimed_entries
from tests.verdict.oracle_roster import LEADERS, RESIDENTS, Facts, Row

from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Area:
    """A real county among its neighbours, and the years in which something is asked there."""

    province: str
    county: str
    neighbour: str
    packs: tuple[str, ...]
    first: date
    last: date


AREAS = (
    Area(
        "62", "621121", "621122", ("gansu-2019-33", "tongwei-2018-59"), date(2018, 6, 1), date(2020, 12, 31)
    ),
    Area("62", "621125", "620102", ("gansu-2019-33",), date(2019, 6, 1), date(2020, 12, 31)),
    Area("51", "511703", "511702", ("dachuan-2017-96",), date(2017, 6, 1), date(2019, 6, 30)),
    Area(
        "44",
        "440233",
        "440232",
        ("guangdong-2016-98", "xinfeng-2017-5"),
        date(2016, 6, 1),
        date(2018, 12, 31),
    ),
)
VILLAGE_ROLES = (
    *RESIDENTS, *RESIDENTS, "assisting_unit", "assisting_unit", "county_liaison_leader", "agri_technician", "legal_adviser",
    "rural_finance_officer", "agri_service_group", "legal_service_group", "resident_team",
)  # fmt: skip
TOWNSHIP_ROLES = (
    "county_liaison_leader",
    "lead_unit",
    "township_government",
    "township_chief_team_leader",
    "township_group",
)
COUNTY_ROLES = (
    "province_liaison_leader", "lead_unit", "county_government", "county_chief_team_leader", "assistance_office", "inspection_office",
    "organization_department", "supervision_office",
)  # fmt: skip
AROUND = ("resident_day", "overnight_stay", "official_trip", "training_day", "leave_day", "household_visit")


class Maker:
    """One random situation."""

    def __init__(self, seed: int, area: Area) -> None:
        self.random, self.area = Random(seed), area
        self.facts: Facts = {name: [] for name in TABLES}
        self.places()
        self.bodies()
        self.households()
        self.posts()
        for day in sorted({self.day() for _ in range(self.random.choice((0, 30)))}):
            self.row("calendar", date=day, workday=self.random.choice(("yes", "no")))
        self.activities()
        for row in aimed_entries(self.facts, packs_of(area), area.last, self.random):
            self.row("activities", **row)

    def row(self, table: str, **cells: Any) -> Row:
        """Add a row; what is not given is unknown."""
        row = {c.name: cells.get(c.name) for c in TABLES[table].columns}
        if "id" in row and row["id"] is None:
            row["id"] = f"{table[:2]}{len(self.facts[table]) + 1}"
        self.facts[table].append(row)
        return row

    def pick(self, table: str, key: str = "id") -> str:
        """The id of some row."""
        return self.random.choice(self.facts[table])[key]

    def day(self) -> date:
        """Some day in or near the years that matter."""
        return self.area.first + DAY * self.random.randint(0, (self.area.last - self.area.first).days)

    def span(self) -> dict[str, date | None]:
        """From..to, either end possibly unknown, sometimes only days apart."""
        start = None if self.random.random() < 0.4 else self.day()
        length = self.random.choice((0, 3, 40, 100, 200, 300, 500, *[None] * 6))
        return {"start": start, "end": None if length is None else (start or self.area.first) + DAY * length}

    def places(self) -> None:
        """A province, two counties, three townships, seven villages."""
        area, tags = self.area, ("poor_village", "poor_village", None)

        def add(code: str, level: str, parent: str | None, tag: str | None = None) -> None:
            self.row("places", code=code, name=code, level=level, parent=parent, tags=tag)

        add(area.province + "0000", "province", None)
        for county in (area.county, area.neighbour):
            if all(p["code"] != county[:4] + "00" for p in self.facts["places"]):
                add(county[:4] + "00", "prefecture", area.province + "0000")
            add(county, "county", county[:4] + "00")
        for township in (area.county + "101", area.county + "102", area.neighbour + "101"):
            add(township, "township", township[:6])
            for n in (1, 2, 3)[: 2 if township.endswith("102") else 3]:
                add(f"{township}20{n}", "village", township, self.random.choice(tags))

    def of_level(self, *levels: str) -> str:
        """Some place of a level."""
        found = [p["code"] for p in self.facts["places"] if p["level"] in levels]
        here = [code for code in found if code.startswith(self.area.county)]
        return self.random.choice(here if here and self.random.random() < 0.8 else found)

    def bodies(self) -> None:
        """Units of every level, and people who mostly belong to one."""
        for level in (
            "central",
            "province",
            "prefecture",
            "county",
            "county",
            "county",
            "township",
            "township",
        ):
            place = self.of_level(level) if level != "central" else None
            self.row("organisations", level=level, place=place if self.random.random() < 0.8 else None)
        for _ in range(8):
            unit = None if self.random.random() < 0.2 else self.pick("organisations")
            self.row(
                "people",
                organisation=unit,
                rank=self.random.choice(("department", "division_or_below", None)),
            )

    def households(self) -> None:
        """Households of every kind, and who helps them."""
        kinds = ("registered", "scattered", "registered scattered", None, "scattered subsistence_eligible",
                 "subsistence_eligible subsistence_enrolled")  # fmt: skip
        for _ in range(9):
            known = kinds[:4] if "guangdong-2016-98" not in self.area.packs else kinds
            self.row(
                "households", place=self.of_level("village"), kinds=self.random.choice(known), **self.span()
            )
        for _ in range(9):
            self.row("pairings", person=self.pick("people"), household=self.pick("households"), **self.span())

    def posts(self) -> None:
        """Who holds which post; people move, hold two at once, or come back."""
        for roles, level, count in (
            (VILLAGE_ROLES, "village", 18),
            (TOWNSHIP_ROLES, "township", 7),
            (COUNTY_ROLES, "county", 6),
        ):
            for _ in range(count):
                self.post(self.random.choice(roles), self.of_level(level))
        for _ in range(6):
            self.post(self.random.choice(LEADERS), None)
        self.post("prefecture_government", self.of_level("prefecture"))

    def post(self, role: str, place: str | None) -> None:
        """One post, with a person or a unit or both."""
        person = self.pick("people") if self.random.random() < 0.7 or role in RESIDENTS else None
        unit = None if person and self.random.random() < 0.4 else self.pick("organisations")
        if (
            role.endswith(("_government", "_office", "_department", "township_group")) and place
        ):  # a body of that place and no other
            level = next(p["level"] for p in self.facts["places"] if p["code"] == place)
            unit = self.row("organisations", level=level, place=place)["id"]
        self.row("posts", role=role, person=person, organisation=unit, place=place, **self.span())

    def activities(self) -> None:
        """Entries that some duty of these packs counts, by or for somebody whom it may concern."""
        wanted = [
            (rule.counts, p.bearer)
            for id_ in self.area.packs
            for p in shipped()[id_].provision
            for rule in (p.duty, p.milestone)
            if rule
        ]
        for _ in range(80):
            counts, bearer = self.random.choice(wanted)
            kind = self.random.choice(counts) if self.random.random() < 0.85 else self.random.choice(AROUND)
            posts = [p for p in self.facts["posts"] if p["role"] in bearer]
            self.entry(kind, self.random.choice(posts or self.facts["posts"]))

    def entry(self, kind: str, post: Row) -> None:
        """One entry around a post: mostly right, with every part sometimes missing or another's."""
        chance = self.random.random
        person = post["person"] if chance() < 0.7 else self.pick("people") if chance() < 0.6 else None
        unit = (
            post["organisation"] if chance() < 0.5 else self.pick("organisations") if chance() < 0.3 else None
        )
        place = (
            post["place"]
            if chance() < 0.6
            else self.of_level("village", "township", "county")
            if chance() < 0.6
            else None
        )
        home = self.pick("households") if kind in ("household_visit", "practical_help", "plan_revision", "finance_service",
                                                   "household_screening") or chance() < 0.1 else None  # fmt: skip
        if home and chance() < 0.7 and self.facts["pairings"]:
            pairing = self.random.choice(self.facts["pairings"])
            person, home = pairing["person"], pairing["household"]
        on = (
            self.day()
            if chance() < 0.7
            else max(self.area.first, post["start"] or self.area.first) + DAY * self.random.randint(0, 60)
        )
        length = (
            self.random.choice((0, 4, 30, 90, 200))
            if kind in AROUND[:4]
            else self.random.choice((0, 0, 0, 2))
        )
        self.row(
            "activities", kind=kind, on=on, until=on + DAY * length if length else None, person=person, organisation=unit,
            place=place, household=home, counterpart_person=self.pick("people") if chance() < 0.35 else None,
            counterpart_organisation=self.pick("organisations") if chance() < 0.35 else None,
        )  # fmt: skip


def random_facts(seed: int) -> tuple[Facts, Area, date]:
    """The situation of a seed, where it is, and a day to judge it on."""
    maker = Maker(seed, AREAS[seed % len(AREAS)])
    return (
        maker.facts,
        maker.area,
        maker.area.first + DAY * maker.random.randint(200, (maker.area.last - maker.area.first).days + 60),
    )


def facts_of(**tables: list[dict[str, Any]]) -> Facts:
    """Facts written by hand: what a row leaves out is unknown, a missing id is numbered, a missing name is the code."""
    return {name: [_whole(name, n, row) for n, row in enumerate(tables.get(name, []))] for name in TABLES}


def _whole(table: str, number: int, row: Row) -> Row:
    usual = {"id": f"{table[:2]}{number}", "name": row.get("code")}
    return {c.name: row.get(c.name, usual.get(c.name)) for c in TABLES[table].columns}


def case_from(facts: Facts) -> Case:
    """The same facts as the engine reads them."""
    return case_of(
        "random",
        {name: pa.Table.from_pylist(rows, schema=TABLES[name].schema) for name, rows in facts.items()},
    )


def packs_of(area: Area) -> list[Any]:
    """The regulations that bind there."""
    return [shipped()[id_] for id_ in area.packs]
