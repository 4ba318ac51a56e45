"""Whatever teams and targets there are: nobody goes where they may not, nor without need where they were, and loads are near."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bangfu.site.supervision.crossing import Target, crossed

TEAMS = ("a", "b", "c")
SOME = st.frozensets(st.sampled_from(TEAMS))
TARGETS = st.lists(
    st.builds(Target, key=st.uuids().map(str), size=st.integers(1, 9).map(float), barred=SOME, last=SOME),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(TARGETS)
def test_each_target_goes_to_one_team_that_may_or_is_named(targets: list[Target]) -> None:
    found = crossed(targets, TEAMS)
    assert set(found.teams) | set(found.nobody) == {t.key for t in targets}
    assert not set(found.teams) & set(found.nobody)
    for target in targets:
        able = set(TEAMS) - target.barred
        assert (target.key in found.nobody) == (not able)
        if able:
            assert found.teams[target.key] in (able - target.last or able)
    sizes = {t.key: t.size for t in targets}
    for team in TEAMS:
        assert found.loads[team] == sum(sizes[k] for k, to in found.teams.items() if to == team)


def test_loads_are_balanced_by_size_with_what_is_held_already() -> None:
    targets = [Target(str(n), size=float(n)) for n in range(1, 10)]
    assert set(crossed(targets, TEAMS).loads.values()) == {15.0}
    assert set(crossed(targets, TEAMS, {"a": 15.0}).loads.values()) == {20.0}


def test_without_teams_nobody_goes() -> None:
    assert crossed([Target("1")], []).nobody == ["1"]
