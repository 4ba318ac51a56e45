"""New columns are filled in where the form is in use; everything else comes from data, within scope, masked, as text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from tests.site.acting import refused
from tests.site.burden.steps import CADRE, CLERK, LEADER, OFFICE, Steps
from tests.site.world import FAR, NEAR, OWN, TODAY

from bangfu.site.burden import asking
from bangfu.site.burden.asking import Wanted
from bangfu.site.burden.filling import masks, workbook
from bangfu.site.burden.models import Form

FORMULA = '=HYPERLINK("http://example.org")'
COLUMNS = (
    Wanted("序号", "number", "name"), Wanted("村", "village", "name"), Wanted("户主", "head", "synonym"),
    Wanted("身份证号", "head_id", "synonym"), Wanted("帮扶责任人", "helper", "name"),
    Wanted("入户走访", "kind:household_visit", "synonym"), Wanted("新增产业", "", "none", "要用"),
)  # fmt: skip
NEW = "7"


def lines(steps: Steps, form: Form, who: str, *, in_full: bool = False) -> list[tuple[Any, ...]]:
    """The rows of the workbook below its head."""

    def read(user: Any) -> list[tuple[Any, ...]]:
        with workbook(form, user, None, TODAY, in_full=in_full) as file:
            return list(openpyxl.load_workbook(file).active.values)[1:]  # type: ignore[union-attr]

    return steps.by(who, read)


def test_a_form_that_is_not_allowed_is_not_filled_in(steps: Steps) -> None:
    waits, noted = steps.take_in(*COLUMNS), steps.take_in(*COLUMNS, code="note")
    for form in (waits, noted):
        assert refused(lambda form=form: steps.fill(form, {NEW: "养蜂"})) == "burden_not_in_use"


def test_it_is_filled_in_on_its_days_only(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS, since=TODAY + timedelta(2), until=TODAY + timedelta(5))
    assert refused(lambda: steps.fill(form, {NEW: "养蜂"})) == "burden_not_in_use"
    steps.day += timedelta(6)
    assert refused(lambda: steps.fill(form, {NEW: "养蜂"})) == "burden_not_in_use"


def test_only_what_is_new_is_asked_for(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    assert refused(lambda: steps.fill(form, {"3": "张三"})) == "burden_only_new"
    assert refused(lambda: steps.fill(form, {"99": "x"})) == "burden_only_new"


def test_nobody_fills_in_of_whom_they_do_not_see(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    assert refused(lambda: steps.fill(form, {NEW: "养蜂"}, CLERK, NEAR.id("household"))) == "burden_not_yours"
    assert refused(lambda: steps.fill(form, {NEW: "养蜂"}, OFFICE, FAR.id("household"))) == "burden_not_yours"
    assert refused(lambda: steps.fill(form, {NEW: "养蜂"}, "provincial_analyst")) == "burden_not_yours"


@pytest.mark.parametrize("who", [CADRE, "responsible_helper", CLERK, OFFICE])
def test_whoever_sees_the_household_fills_it_in(steps: Steps, who: str) -> None:
    form = steps.allowed(*COLUMNS)
    steps.fill(form, {NEW: "养蜂"}, who)
    assert steps.by(who, lambda _: asking.filled(form, TODAY)) == {OWN.id("household"): {NEW: "养蜂"}}


def test_the_last_of_a_period_counts_and_a_new_period_begins_empty(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    steps.fill(form, {NEW: "养蜂"})
    steps.fill(form, {NEW: "养牛"})
    assert steps.by(OFFICE, lambda _: asking.filled(form, TODAY)) == {OWN.id("household"): {NEW: "养牛"}}
    assert not steps.by(OFFICE, lambda _: asking.filled(form, TODAY + timedelta(100)))


def test_each_gets_the_lines_in_view_and_no_others(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    assert [line[1] for line in lines(steps, form, CLERK)] == ["own村"]
    assert [line[1] for line in lines(steps, form, OFFICE)] == ["own村", "near村"]
    assert all(FAR.mark not in str(line) for line in lines(steps, form, LEADER))


def test_names_and_numbers_are_masked_unless_a_household_is_known(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    [masked, _near] = lines(steps, form, OFFICE)
    assert masked[2] == f"{OWN.mark[0]}**" and OWN.secret not in str(masked)
    [known] = lines(steps, form, CADRE)
    assert known[2] == OWN.text("户主") and OWN.secret not in str(known)
    [full, _near] = lines(steps, form, OFFICE, in_full=True)
    assert full[2] == OWN.text("户主") and OWN.secret in full[3]
    assert steps.by(OFFICE, lambda _: masks(form)) == ["head", "head_id"]


def test_what_is_known_is_filled_from_data_and_what_is_new_as_handed_in(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    [line] = lines(steps, form, CLERK)
    assert (line[0], line[4], line[5], line[6]) == (1, OWN.text("助"), 1, None)
    steps.fill(form, {NEW: "养蜂"})
    assert lines(steps, form, CLERK)[0][6] == "养蜂"


def test_what_looks_like_a_formula_stays_text(steps: Steps) -> None:
    form = steps.allowed(*COLUMNS)
    steps.fill(form, {NEW: FORMULA})

    def cell(user: Any) -> Any:
        with workbook(form, user, None, TODAY) as file:
            return openpyxl.load_workbook(file).active.cell(2, 7)  # type: ignore[union-attr]

    found = steps.by(CLERK, cell)
    assert (found.value, found.data_type, found.quotePrefix) == (FORMULA, "s", 1)


@pytest.mark.parametrize(
    ("target", "column", "told"),
    [
        ("village", "assisting_unit", "own局"),
        ("village", "first_secretary", OWN.text("驻")),
        ("village", "households", 1),
        ("person", "person", OWN.text("助")),
        ("person", "households", 1),
        ("person", "kind:household_visit", 1),
        ("unit", "unit", "own局"),
        ("unit", "villages", "own村"),
        ("unit", "helpers", 1),
    ],
)  # fmt: skip
def test_other_kinds_of_lines_are_filled_as_well(
    steps: Steps, target: str, column: str, told: object
) -> None:
    form = steps.take_in(Wanted("一栏", column, "person"), code="spare", text="", target=target)
    assert told in [line[0] for line in lines(steps, form, OFFICE)]


def test_phones_of_those_who_work_are_masked_as_well(steps: Steps) -> None:
    for target, column in (
        ("household", "helper_phone"),
        ("village", "first_secretary_phone"),
        ("person", "person_phone"),
    ):
        form = steps.take_in(Wanted("一栏", column, "person"), code="spare", text="", target=target)
        assert OWN.secret not in str(lines(steps, form, OFFICE))
        assert OWN.secret in str(lines(steps, form, OFFICE, in_full=True))
