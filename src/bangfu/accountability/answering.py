"""Who answers for a fact: what the words `on` of a rule come to on the day of the fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bangfu.accountability.findings import Finding
from bangfu.accountability.whereabouts import HEADS, Answer, Whereabouts
from bangfu.facts.roster.records import Post
from bangfu.regulation.consequences import ConsequenceRule


def answers(
    rule: ConsequenceRule, fact: Finding, at: Whereabouts, units: Sequence[str] | None = None
) -> list[Answer]:
    """Everybody a rule names for a fact, each once. `units`: those counted, where a unit carries the counter."""
    concerned = at.units(rule, fact) if units is None else list(units)
    if rule.unit_level and not concerned:
        return []
    found: list[Answer] = []
    for word in rule.on:
        named = list(_named(word, rule, fact, at, concerned))
        if not named and word in rule.instead:
            named = list(_named(rule.instead[word], rule, fact, at, concerned))
        found += named
    once: dict[tuple[str | None, str | None], Answer] = {}
    for answer in found:
        once.setdefault((answer.person, None if answer.person else answer.organisation), answer)
    return list(once.values())


def _named(
    word: str, rule: ConsequenceRule, fact: Finding, at: Whereabouts, units: Sequence[str]
) -> Iterator[Answer]:
    if word == "person":
        yield from _person(rule, fact, at)
    elif word == "unit":
        yield from (Answer(None, unit) for unit in units)
    elif word in HEADS:
        yield from _leaders(word, rule, fact, at, units)
    else:
        yield from _holders(word, rule, fact, at)


def _person(rule: ConsequenceRule, fact: Finding, at: Whereabouts) -> Iterator[Answer]:
    if fact.person is None:
        return
    post = at.in_post(rule, fact) if rule.in_post else None
    sent = at.holders.senders(fact.person, fact.on, fact.place)
    unit = (post.organisation if post else None) or fact.organisation or (sent[0] if sent else None)
    yield Answer(fact.person, unit, post or _served(fact, at))


def _served(fact: Finding, at: Whereabouts) -> Post | None:
    """A post of the person at the place, to tell a term by."""
    posts = at.holders.of_person(fact.person, fact.on)
    return next((p for p in posts if at.holders.meet(p.place, fact.place)), None)


def _leaders(
    role: str, rule: ConsequenceRule, fact: Finding, at: Whereabouts, units: Sequence[str]
) -> Iterator[Answer]:
    """The holders of a leading post in the units concerned, or in the bodies whose area it is."""
    if rule.body is None:
        yield from _people(p for unit in units for p in at.holders.of_unit(unit, fact.on, (role,)))
        return
    for site in at.sites(rule, fact):
        for body in at.bodies(rule.body, site, fact.on):
            posts = at.holders.of_unit(body, fact.on, (role,))
            yield from _people(p for p in posts if at.holders.meet(p.place, site))


def _holders(role: str, rule: ConsequenceRule, fact: Finding, at: Whereabouts) -> Iterator[Answer]:
    """The holders of a role at the places whose bodies the fact concerns."""
    if role in at.organisation_roles:
        for site in at.sites(rule, fact):
            bodies = at.bodies(role, site, fact.on)
            yield from (
                Answer(None, b) for b in bodies if not rule.on_level or at.holders.level(b) in rule.on_level
            )
        return
    own = [
        p for p in at.holders.of_person(fact.person, fact.on, (role,)) if at.holders.meet(p.place, fact.place)
    ]
    if own:
        yield from _people(own[:1])
        return
    yield from _people(
        p for site in at.sites(rule, fact) for p in at.holders.at_place(site, fact.on, (role,))
    )


def _people(posts: Iterable[Post]) -> Iterator[Answer]:
    yield from (Answer(p.person, p.organisation, p) for p in posts if p.person)


def conductors(rule: ConsequenceRule, fact: Finding) -> list[str | None]:
    """Who conducts a measure: by the level that found the fact where the rule says so."""
    at_level = {str(level): role for level, role in rule.conducted_at.items()}
    if fact.level in at_level:
        return [at_level[fact.level]]
    return list(rule.conducted_by) or [None]
