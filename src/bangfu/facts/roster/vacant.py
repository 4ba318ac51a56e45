"""Posts that a regulation in force says must be held, and that nobody holds for a while."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span, span, uncovered
from bangfu.facts.sentences import Sentence, sentence
from bangfu.regulation.model import Head, Regulation, RequirementRule
from bangfu.regulation.vocabulary import LEADERS


@dataclass(frozen=True)
class Needed:
    """A role that must be held for a place or a unit over a stretch of days, by which regulation."""

    role: str
    at: str
    days: Span
    number: int
    regulation: str


def vacant_posts(roster: Roster, regulations: Iterable[Regulation]) -> Iterator[Defect]:
    """One line a role and place (or unit) with every stretch for which too few hold it."""
    packs = list(regulations)
    vocabulary = roster.case.vocabulary(packs)
    held: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for post in roster.posts:
        if post.holder is not None:
            for at in {post.place, post.organisation} - {None}:
                held[post.role, at or ""].append(post.days)
    missing: dict[tuple[str, str], dict[Span, list[str]]] = defaultdict(dict)
    for need in _needed(roster, packs):
        covers = [s for role in LEADERS.get(need.role, (need.role,)) for s in held[role, need.at]]
        for gap in uncovered(need.days, covers, need.number):
            missing[need.role, need.at].setdefault(gap, []).append(need.regulation)
    for (role, at), gaps in missing.items():
        blanks = {
            "where": roster.name(at),
            "stretch": [str(g) for g in sorted(gaps)],
            "regulation": sorted({r for found in gaps.values() for r in found}),
        }
        zh = sentence("vacant_post", role=vocabulary.name("role", role), **blanks).zh
        en = sentence("vacant_post", role=vocabulary.name("role", role, "en"), **blanks).en
        yield Defect("vacant_post", "posts.csv", (role, at), Sentence(zh, en))


def _needed(roster: Roster, packs: Iterable[Regulation]) -> Iterator[Needed]:
    for pack in packs:
        head = pack.regulation
        force = span(head.start, head.end).within(roster.time)
        if force is None:
            continue
        for provision in pack.provision:
            rule = provision.requirement
            if rule is None or rule.check != "post" or not rule.role or not rule.at:
                continue
            seats = _units(roster, rule, head) if rule.at == "unit" else _places(roster, rule, head)
            for at, days in seats:
                common = days.within(force)
                if common:
                    yield Needed(rule.role, at, common, rule.number or 1, head.id)


def _places(roster: Roster, rule: RequirementRule, head: Head) -> Iterator[tuple[str, Span]]:
    """The places that need the post, each with the days on which it does."""
    kinds = set(rule.with_households)
    for code, place in roster.places.items():
        if place["level"] != rule.at or not roster.reaches(head.place, code):
            continue
        if rule.only.place_level and place["level"] not in rule.only.place_level:
            continue
        if not _tagged(place["tags"], rule.only.place_tag):
            continue
        if not kinds:
            yield code, Span(date.min, date.max)
        for days in _with_households(roster, code, kinds) if kinds else ():
            yield code, days


def _tagged(tags: str | None, wanted: str | None) -> bool:
    if wanted is None:
        return True
    has = wanted.removeprefix("!") in (tags or "").split()
    return has != wanted.startswith("!")


def _with_households(roster: Roster, code: str, kinds: set[str]) -> list[Span]:
    """The stretches on which the place has a household of one of these kinds."""
    lives = [
        span(row["start"], row["end"])
        for row in roster.households_below(code)
        if kinds & set((row["kinds"] or "").split())
    ]
    return joined(lives)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days as stretches that do not overlap."""
    found: list[Span] = []
    for days in sorted(spans):
        if found and days.first <= found[-1].last:
            found[-1] = Span(found[-1].first, max(found[-1].last, days.last))
        else:
            found.append(days)
    return found


def _units(roster: Roster, rule: RequirementRule, head: Head) -> Iterator[tuple[str, Span]]:
    """The units that assist within the regulation's reach, each for the days on which it does."""
    serving: dict[str, list[Span]] = defaultdict(list)
    for post in roster.posts:
        if (
            post.role != "assisting_unit"
            or not post.organisation
            or not roster.reaches(head.place, post.place)
        ):
            continue
        place = roster.places.get(post.place or "") or {}
        unit = roster.organisations.get(post.organisation) or {}
        if rule.only.organisation_level and unit.get("level") not in rule.only.organisation_level:
            continue
        if _tagged(place.get("tags"), rule.only.place_tag):
            serving[post.organisation].append(post.days)
    for unit_id, spans in serving.items():
        for days in joined(spans):
            yield unit_id, days
