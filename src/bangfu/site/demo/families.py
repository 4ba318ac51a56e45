"""Households of the demo township with files, all of it made up: members, incomes, benefits, cards, a lead, a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from bangfu.site.clock import moment
from bangfu.site.demo.acting import acting, standing_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.household import comparing, issuing, keeping, slips
from bangfu.site.household.filing import Draft, enter_incomes, file_version
from bangfu.site.household.models import Comparison, Lead, Version
from bangfu.site.household.reading import as_of
from bangfu.site.household.words import codes
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.models import Account

CLERK, OFFICE = "township_clerk", "county_office"
MOST = 36
DAYS = tuple(STANDS_ON - timedelta(days=days) for days in (320, 230, 110, 30))
WEIGHTS = [2**n % 11 for n in range(17, 0, -1)]
GIVEN = "安福来春秋明月山川玉兰菊英桂芳建国志强永"
WISHES = (
    "想再养两头牛，冬天有草料就行。",
    "娃娃上学近一点。",
    "想在家门口找个活。",
    "把后院的墙修一修。",
    "想学修摩托车。",
)
ROOMS = ("土木，3间，1998年建。", "砖木，4间，2009年建。", "砖混，4间，2016年建。")
CAUSES = ("illness", "disability", "schooling", "skill", "labour", "capital")


@dataclass(frozen=True)
class Family:
    """One household with what is found of it at first."""

    household: Household
    draft: Draft


def fill(county: Place) -> None:
    """Files over the time in which they are helped, each recorded on its day by the clerk of the township."""
    rng = Random(98)
    town = Account.objects.get(username=CLERK).area
    helped = Household.objects.filter(place__parent=town, start__lte=DAYS[0], end=None)
    homes = list(helped.order_by("place", "pk")[:MOST])
    families = [Family(home, first_draft(home, rng)) for home in homes]
    for number, day in enumerate(DAYS):
        with standing_on(day), acting(CLERK) as clerk:
            for at, family in enumerate(families):
                if number == 0 or (at + number) % 3 == 0:
                    _file(clerk, family, day, number)
                if number > 1:
                    _around(clerk, family, day, rng, at)
    if families:
        _asked(county, families)


def _file(clerk: Account, family: Family, day: date, number: int) -> None:
    """The first version from the day on which the household is helped, later ones with something changed."""
    facts = dict(family.draft.facts)
    if number:
        facts |= {"housing": "yes", "rooms": ROOMS[2]}
    told: dict[str, Any] = {"start": day, "facts": facts}
    if Version.objects.filter(household=family.household).exists():
        told |= {"why": "changed", "note": "入户核实，房屋改造完成。"}
    file_version(clerk, family.household, replace(family.draft, **told))


def _around(clerk: Account, family: Family, day: date, rng: Random, at: int) -> None:
    """What was earned the year before, benefits, cards and the platform; something is left to do of each."""
    home = family.household
    if as_of(home.pk, day) is None:
        return
    rows = [("wage", rng.randrange(6, 24) * 100_000), ("transfer", rng.randrange(5, 40) * 10_000)]
    told = {"year": day.year - 1, "stage": "actual", "evidence": "入户核实，有工资流水"}
    enter_incomes(clerk, home, [told | {"kind": kind, "cents": cents} for kind, cents in rows])
    for kind in codes("benefit")[: 6 - at % 3]:
        has = rng.random() < 0.7
        fields = {"kind": kind, "qualifies": has or rng.random() < 0.3, "received": has, "on": day}
        issuing.check_benefit(clerk, home, fields)
    if at % 5:
        issuing.hand_over(clerk, home, day, home.head)
    if at % 4:
        issuing.enter_platform(clerk, home, day, f"99{at:06}")


def first_draft(home: Household, rng: Random) -> Draft:
    """What is found of a household at first, whoever it is."""
    members = tuple(_members(home, rng))
    states = [rng.choices(("yes", "no", ""), (8, 1, 1))[0] for _ in codes("guarantee")]
    facts: dict[str, Any] = {
        "address": f"{home.place}{rng.randint(1, 6)}组", "land": rng.randint(20, 140) / 10, "rooms": rng.choice(ROOMS[:2]),
        "causes": rng.sample(CAUSES, rng.randint(1, 2)), "wish": rng.choice(WISHES),
        "exit_year": STANDS_ON.year + rng.randint(0, 1),
    }  # fmt: skip
    return Draft(
        DAYS[0], "confirmed", "", facts | dict(zip(codes("guarantee"), states, strict=True)), members
    )


def _members(home: Household, rng: Random) -> Iterator[dict[str, Any]]:
    """The head, perhaps a spouse, children, an old parent."""
    born, surname = rng.randint(1955, 1980), home.head[:1]
    kin = [("head", born, home.head), ("spouse", born + 2, "")]
    kin += [("child", born + 24 + 3 * n, "") for n in range(rng.randint(0, 3))]
    kin += [("parent", born - 25, "")] if rng.random() < 0.4 else []
    for relation, year, name in kin:
        age = STANDS_ON.year - year
        able = "age" if age < 16 or age > 65 else rng.choices(("full", "partial", "none"), (8, 2, 1))[0]
        poor = rng.random() < 0.2
        birth = date(year, rng.randint(1, 12), rng.randint(1, 28))
        yield {
            "name": name or (rng.choice("王李张马杨") if relation == "spouse" else surname) + "".join(rng.sample(GIVEN, 2)),
            "relation": relation, "birth": birth, "id_number": number_of(birth, rng.randrange(1000)), "ability": able,
            "will": "not_asked" if able in ("age", "none") else "yes", "in_school": 6 <= age <= 18, "insured": True,
            "eligible": poor, "enrolled": poor and rng.random() < 0.8, "key": f"{home.pk}-{relation}-{year}",
        }  # fmt: skip


def number_of(birth: date, order: int) -> str:
    """A number that nobody has: its area, 99, is no area."""
    body = f"990000{birth:%Y%m%d}{order:03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def _asked(county: Place, families: list[Family]) -> None:
    """What a department's list says of two, what one household says is wrong, and how long files are kept."""
    home = families[0].household
    with standing_on(DAYS[-1]), acting(OFFICE) as office:
        keeping.set_rule(office, county.pk, DAYS[-1], 10, "示例〔保密〕3号")
        listed = Comparison.objects.create(
            county=county, kind="vehicle", department="公安局车管所（示例）", on=DAYS[-1], rows=5312, matched=2,
            recorded_at=moment(), recorded_by=office.pk,
        )  # fmt: skip
        leads = [
            Lead(comparison=listed, household=f.household, key=f.draft.members[0]["key"], what="农用三轮车一辆，2014年登记",
                recorded_at=moment(), recorded_by=office.pk)
            for f in families[1:3]
        ]  # fmt: skip
        Lead.objects.bulk_create(leads)
    with standing_on(STANDS_ON - timedelta(days=3)), acting(CLERK) as clerk:
        comparing.answer(clerk, leads[0], "explained", "入户看过：自家运粮用，已旧。")
        code = slips.make(clerk, home, STANDS_ON + timedelta(days=10))
        slips.opened(code)
        slips.correct(code, "我家小女儿今年已经上大学了，册上还写着在家。")
