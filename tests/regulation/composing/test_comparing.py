"""Two packs side by side: what is the same, changed, added and gone, and where each stands."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.regulation.composing.comparing import Row, changed, compare
from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.packs import shipped, vocabulary_of

XINFENG = shipped()["xinfeng-2017-5"]


def rows(before: Regulation, after: Regulation) -> list[Row]:
    return compare(before, after, vocabulary_of([before, after]), "zh")


def counted(found: list[Row]) -> Counter[str]:
    return Counter(row.change for row in found)


def with_provisions(pack: Regulation, provisions: list[Provision]) -> Regulation:
    return pack.model_copy(update={"provision": provisions})


@pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
def test_a_pack_is_the_same_as_itself(pack: Regulation) -> None:
    found = rows(pack, pack)
    assert not list(changed(found))
    assert [row.clause for row in found] == [p.clause for p in pack.provision]


def test_another_number_is_a_change_told_on_both_sides() -> None:
    at, rule = next((n, p) for n, p in enumerate(XINFENG.provision) if p.duty and p.duty.at_least == 1)
    assert rule.duty is not None
    other = rule.model_copy(update={"duty": rule.duty.model_copy(update={"at_least": Fraction(2)})})
    [row] = changed(rows(XINFENG, _replaced(at, [other])))
    assert (row.change, row.clause, row.before, row.after) == ("changed", rule.clause, rule, other)
    assert "1" in row.said_before
    assert "2" in row.said_after


def test_a_rule_that_moved_to_another_letter_is_the_same() -> None:
    at, rule = next((n, p) for n, p in enumerate(XINFENG.provision) if p.duty)
    moved = rule.model_copy(update={"id": f"{rule.clause}/zz"})
    assert not list(changed(rows(XINFENG, _replaced(at, [moved]))))


def test_what_is_gone_stands_where_it_stood_and_what_is_new_where_it_stands() -> None:
    gone, then, last = XINFENG.provision[0], XINFENG.provision[1], XINFENG.provision[-1]
    found = rows(XINFENG, with_provisions(XINFENG, [then, *XINFENG.provision[2:-1]]))
    assert [(row.change, row.before) for row in (found[0], found[-1])] == [("gone", gone), ("gone", last)]
    assert found[1].before == found[1].after == then
    fresh = then.model_copy(update={"id": f"{then.clause}/zz", "kind": "statement", "text": "新话"})
    found = rows(XINFENG, _replaced(1, [then, fresh]))
    assert (found[2].change, found[2].said_before, found[2].said_after) == ("added", "", "新话")


@given(st.data())
def test_nothing_is_lost_and_nothing_told_twice(data: Any) -> None:
    """Whatever is struck from either side: each provision of each side stands in one row."""
    kept = [
        data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some)))
        for some in ([*XINFENG.provision[:30]], [*XINFENG.provision[:30]])
    ]
    before, after = (
        with_provisions(XINFENG, [p for p, stays in zip(XINFENG.provision, each, strict=False) if stays])
        for each in kept
    )
    found = rows(before, after)
    assert sorted(r.before.id for r in found if r.before) == sorted(p.id for p in before.provision)
    assert [r.after.id for r in found if r.after] == [p.id for p in after.provision]
    both = sum(a and b for a, b in zip(*kept, strict=True))
    expected = {"same": both, "gone": sum(kept[0]) - both, "added": sum(kept[1]) - both}
    assert counted(found) == Counter({k: n for k, n in expected.items() if n})


def _replaced(at: int, provisions: list[Provision]) -> Regulation:
    return with_provisions(XINFENG, [*XINFENG.provision[:at], *provisions, *XINFENG.provision[at + 1 :]])
