"""A scheme says nothing that no provision stands behind, and moves with the year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bangfu.regulation.packs import shipped
from bangfu.site.supervision.months import moved
from bangfu.site.supervision.scheme import Scheme, Span, Words, methods, schemes

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
SAID = Words(zh="一", en="one")


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.regulation)
class TestEach:
    def test_every_provision_that_is_cited_stands_in_the_pack(self, scheme: Scheme) -> None:
        known = {p.id for p in shipped()[scheme.regulation].provision}
        assert set(scheme.provisions()) <= known

    def test_methods_have_names_and_codes_stand_once(self, scheme: Scheme) -> None:
        assert {m.code for m in scheme.method} <= set(methods())
        for parts in (scheme.method, scheme.area, scheme.kind):
            codes = [p.code for p in parts]
            assert len(codes) == len(set(codes))

    @given(start=DAYS)
    def test_stages_begin_on_the_day_or_later_and_end_after_they_begin(
        self, scheme: Scheme, start: date
    ) -> None:
        found = scheme.stages(start)
        assert min(first for _, first, _ in found) == start
        assert all(start <= first <= last for _, first, last in found)


def test_a_stage_with_half_of_its_days_is_a_fault() -> None:
    for days in (
        {},
        {"start": "2018-08-01"},
        {"first": 0},
        {"start": "2018-08-01", "end": "2018-08-02", "first": 0, "last": 1},
    ):
        with pytest.raises(ValidationError):
            Span.model_validate({"name": SAID, "tasks": SAID, "provision": "x", **days})


def test_tongwei_forbids_what_warns_the_inspected_and_xinfeng_hears_reports() -> None:
    tongwei, xinfeng = schemes()["tongwei-2018-59"], schemes()["xinfeng-2017-5"]
    assert tongwei.announcing.rule == "forbidden"
    assert [tongwei.rule_of(m) for m in ("hearing", "accompaniment")] == [
        ("forbidden", "七(七)/c"),
        ("forbidden", "七(七)/d"),
    ]
    assert xinfeng.rule_of("hearing") == ("permitted", "第四条/g")
    assert (len(xinfeng.area), len(tongwei.area), len(tongwei.stage)) == (8, 6, 5)


def test_the_stages_of_2018_are_those_of_the_plan_and_move_by_months() -> None:
    tongwei = schemes()["tongwei-2018-59"]
    assert [(a, b) for _, a, b in tongwei.stages(date(2018, 8, 1))][2:] == [
        (date(2018, 9, 1), date(2018, 9, 30)),
        (date(2018, 9, 1), date(2018, 10, 31)),
        (date(2018, 11, 1), date(2018, 12, 31)),
    ]
    assert tongwei.stages(date(2020, 9, 10))[0][1:] == (
        date(2020, 9, 10),
        date(2020, 9, 30),
    )


@given(DAYS, st.integers(0, 60))
def test_the_last_of_a_month_stays_the_last(day: date, months: int) -> None:
    later = moved(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert moved(day, 0) == day
    if (day.month, day.day) == (1, 31):
        assert moved(day, 1).day in (28, 29)
