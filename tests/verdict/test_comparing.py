"""A changed regulation on a ground that is already there: arrays say what lines say, and only few lines are made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from tests.verdict.asking_more import AS_OF, GANSU, asking_more, small_ground
from tests.verdict.random_case import case_from, packs_of, random_facts
from tests.verdict.situations import tongwei

from bangfu.regulation.model import Regulation, Word
from bangfu.regulation.packs import shipped
from bangfu.verdict.changes import Change
from bangfu.verdict.evaluation import Evaluation, prepare
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import lines
from bangfu.verdict.whatif import WhatIf, what_if_on

KEY = (
    "duty",
    "role",
    "person",
    "organisation",
    "place",
    "household",
    "counterpart",
    "period_start",
    "period_end",
)


def _changed(pack: Regulation, random: Random) -> Regulation:
    """The same document with some duties gone, others with another number, period or bearer."""
    provisions = []
    for p in pack.provision:
        chance = random.random()
        if p.duty is None or chance < 0.4:
            provisions.append(p)
            continue
        change: dict[str, Any] = {
            "per": random.choice(("month", "quarter", "year")),
            "within": None,
            "grace": None,
        }
        if chance < 0.7 and not p.duty.is_share and p.duty.at_least is not None:
            change = {"at_least": p.duty.at_least + random.choice((1, 3))}
        if chance < 0.9:
            provisions.append(p.model_copy(update={"duty": p.duty.model_copy(update=change)}))
    return pack.model_copy(update={"provision": provisions, "relation": []})


def _told(evaluation: Evaluation, id_: str) -> dict[tuple[Any, ...], list[str]]:
    found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for line in lines(evaluation, "en", frozenset({id_})):
        found[tuple(line[k] for k in KEY)].append(line["status"])
    return found


def _expected(found: WhatIf, id_: str) -> Iterator[str]:
    """How every verdict of a document changes, read off its lines."""
    before, after = _told(found.before, id_), _told(found.after, id_)
    names = {"met": "newly_passing", "unmet": "newly_failing", "open": "newly_open", "exempt": "newly_exempt"}
    for key in {**before, **after}:
        was, now = before.get(key, []), after.get(key, [])
        for n in range(max(len(was), len(now))):
            pair = was[n] if n < len(was) else None, now[n] if n < len(now) else None
            if pair[0] == pair[1]:
                yield "unchanged"
            elif pair[0] is None or pair[1] is None:
                yield "newly_owed" if pair[0] is None else "no_longer_owed"
            else:
                yield names.get(pair[1], "newly_judged")


@pytest.mark.parametrize("seed", range(24))
def test_arrays_tell_the_changes_that_lines_tell(seed: int) -> None:
    facts, area, as_of = random_facts(seed)
    case, packs = case_from(facts), packs_of(area)
    id_ = area.packs[0]
    changed = _changed(shipped()[id_], Random(seed))
    with Ground.of(case, case.vocabulary([*packs, changed])) as ground:
        found = what_if_on(ground, as_of, packs, changed, "en")
        expected = Counter(_expected(found, id_))
        assert {**found.counts(), "unchanged": found.unchanged} == {"unchanged": 0, **expected}
        assert Counter(c.kind for c in found.changes) == Counter(found.counts())
        for change in found.changes:
            _fits(change)


def _fits(change: Change) -> None:
    assert (change.before is None) == (change.kind == "newly_owed")
    assert (change.after is None) == (change.kind == "no_longer_owed")
    if change.before and change.after:
        assert change.before["status"] != change.after["status"]
        assert [change.before[k] for k in KEY] == [change.after[k] for k in KEY]


def test_examples_are_few_and_counts_are_whole() -> None:
    with small_ground() as ground:
        found = what_if_on(ground, AS_OF, [], GANSU, "en")
        summary = found.summary(examples=2)
        assert sum(rule.number for rule in summary.rules) == sum(summary.counts.values()) > 2
        assert all(len(rule.examples) == min(2, rule.number) for rule in summary.rules)
        assert summary.as_dict()["counts"] == found.counts()


def test_a_change_stands_under_the_township_it_concerns() -> None:
    with small_ground() as ground:
        summary = what_if_on(ground, AS_OF, [GANSU], asking_more(), "en").summary()
        (place,) = summary.places
        assert (place.township, place.role, place.change, place.number) == (
            "621121101",
            "assisting_unit",
            "newly_failing",
            1,
        )
        (rule,) = summary.rules
        assert (rule.duty, rule.clause, rule.number) == ("party-committee-study", "五(一)", 1)
        assert rule.examples[0].line["organisation"] == "o1"


def test_what_belongs_to_no_township_is_the_countys() -> None:
    chief = {"role": "county_chief_team_leader", "person": "p1", "organisation": None, "place": "621121"}
    facts = tongwei()
    posts = [*facts["posts"], {**facts["posts"][0], "id": "x1", **chief}]
    with small_ground(posts=posts) as ground:
        places = what_if_on(ground, AS_OF, [], GANSU, "en").summary().places
        assert {p.township for p in places if p.role == "county_chief_team_leader"} == {""}


def test_words_that_the_ground_does_not_know_have_no_entries() -> None:
    word = Word(type="activity", code="open_day", zh="开放日", en="open day")
    provisions = [
        p.model_copy(update={"duty": p.duty.model_copy(update={"counts": ["open_day"]})})
        for p in GANSU.provision
        if p.duty and p.duty.id == "party-committee-study"
    ]
    changed = GANSU.model_copy(update={"provision": provisions, "word": [word], "relation": []})
    with small_ground() as ground:
        found = what_if_on(ground, AS_OF, [GANSU], changed, "en")
        (failing,) = [c for c in found.of("newly_failing") if c.line["organisation"] == "o1"]
        assert (failing.line["achieved"], failing.line["evidence"]) == (0, [])


def test_a_ground_that_others_use_judges_on_as_before() -> None:
    with small_ground() as ground:
        prepared = prepare(ground, [GANSU], AS_OF)
        standing = prepared.judge()
        was = list(lines(standing, "en"))
        found = what_if_on(ground, AS_OF, [GANSU], asking_more(), "en", before=standing)
        assert found.before is standing
        assert found.counts() == {"newly_failing": 1}
        assert list(lines(prepared.judge(), "en")) == was == list(lines(standing, "en"))
