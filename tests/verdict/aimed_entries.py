"""Entries that count for some line of a duty, or would but for one thing: without them few verdicts are ever met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from random import Random

from tests.verdict.oracle import as_duty, organisation_roles
from tests.verdict.oracle_roster import LEADERS, Facts, Row, Stint, World, lines_of

from bangfu.regulation.model import DutyRule, Regulation

DAY = timedelta(days=1)


def aimed_entries(facts: Facts, packs: list[Regulation], last: date, random: Random) -> Iterator[Row]:
    """For two lines of every duty, about as many entries in one period as it asks for."""
    world, organisations = World(facts), organisation_roles(packs)
    for pack in packs:
        for provision in pack.provision:
            rule = provision.duty or (as_duty(provision.milestone) if provision.milestone else None)
            if rule is None:
                continue
            lines = list(lines_of(world, pack.regulation, provision.bearer, rule, organisations).values())
            for line in random.sample(lines, min(2, len(lines))):
                stint = random.choice(line.stints)
                begin = max(
                    stint.first, provision.milestone.start if provision.milestone else pack.regulation.start
                )
                if begin <= min(stint.last, last):
                    yield from _entries(world, rule, stint, begin, min(stint.last, last), random)


def _entries(
    world: World, rule: DutyRule, s: Stint, begin: date, last: date, random: Random
) -> Iterator[Row]:
    asked = rule.at_least or 1
    day = begin + DAY * random.randint(0, (last - begin).days) if random.random() < 0.6 else begin
    if rule.measure in ("days", "workdays"):
        length = 170 if asked <= 1 else ceil(asked * 7 / 5 if rule.measure == "workdays" else asked)
        yield _spoilt(
            _entry(world, rule, s, random)
            | {"on": day, "until": day + DAY * (length + random.randint(-3, 3))},
            random,
        )
        return
    for n in range(random.randint(max(1, ceil(asked) - 1), ceil(asked) + 3) if asked < 10 else 7):
        row = _entry(world, rule, s, random) | {"on": day + DAY * n * random.randint(1, 4), "until": None}
        yield _spoilt(row, random) if random.random() < 0.25 else row


def _entry(world: World, rule: DutyRule, s: Stint, random: Random) -> Row:
    person, unit, place, home = s.person, None if s.person else s.org, s.at or s.spot, s.household
    if rule.by == "leaders":
        led = [p["person"] for p in world.posts(*LEADERS) if world.org_of(p) == s.org and p["person"]]
        person, unit = random.choice(led) if led else None, None
    if rule.measure == "targets" and rule.of == "poor_villages":
        place = random.choice(
            [c for c in world.places if world.inside(c, s.spot) and world.tagged(c, "poor_village")]
            or [place]
        )
    elif rule.measure == "targets" and rule.of == "assisting_units":
        person, unit = None, random.choice([world.org_of(p) for p in world.posts("assisting_unit")] or [None])
    elif rule.measure == "targets":
        home = random.choice(
            [h["id"] for h in world.households.values() if world.inside(h["place"], s.spot)] or [None]
        )
    return {
        "kind": random.choice(rule.counts), "person": person, "organisation": unit, "place": place, "household": home,
        "counterpart_person": s.counterpart if s.counterpart in world.people else None,
        "counterpart_organisation": s.counterpart if s.counterpart in world.orgs else None, "note": None,
    }  # fmt: skip


def _spoilt(row: Row, random: Random) -> Row:
    """Leave out one thing, mostly."""
    gone = random.choice(
        (
            "person",
            "organisation",
            "place",
            "household",
            "counterpart_person",
            "counterpart_organisation",
            "note",
        )
    )
    return row | {gone: None}
