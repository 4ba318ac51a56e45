"""What must hold whatever was checked, asked and entered; and the same from a plain reading of the words."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.area import (
    CODES,
    SCHEME,
    VILLAGE,
    YEAR,
    assessed,
    case,
    figures,
    of_table,
    roster,
    weighed,
)
from tests.assessment.plain import Rates, smallest, standing, total

from bangfu.accountability.proposing import propose_case
from bangfu.assessment.assessment import Assessment, Line
from bangfu.regulation.packs import shipped

RATE = st.integers(1, 12).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
TABLE = st.lists(st.lists(RATE, min_size=5, max_size=5), min_size=4, max_size=7).map(
    lambda rows: {f"o{n}": row for n, row in enumerate(rows)}
)
WEIGHTS = st.lists(st.sampled_from([Fraction(w) for w in (1, 2, 5, 10, 20, 60)]), min_size=5, max_size=5)
CHECK = st.tuples(
    st.sampled_from(["cadres_in_place", "precise_measures", "conforming_files"]),
    st.sampled_from(["o0", "o1", None]),
    st.sampled_from(["yes", "no", "excused"]),
)


def units(answer: Assessment) -> dict[str, Line]:
    return {line["organisation"]: line for line in answer.lines("en") if line["subject_kind"] == "unit"}


def checks(found: list[tuple[str, str | None, str]]) -> list[dict[str, object]]:
    return [
        {"id": f"k{n}", "indicator": code, "on": pa.scalar(17600 + n, pa.date32()).as_py(), "organisation": unit,
         "place": VILLAGE, "result": result}
        for n, (code, unit, result) in enumerate(found)
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TABLE, WEIGHTS)
def test_totals_and_standings_are_those_of_the_plain_reading(
    table: dict[str, Rates], weights: list[Fraction]
) -> None:
    totals = {unit: total(rates, weights) for unit, rates in table.items()}
    for unit, line in units(of_table(table, weights)).items():
        assert Fraction(line["total"]) == totals[unit]
        assert line["rank"] == 1 + sum(t > totals[unit] for t in totals.values())
        assert line["state"] == standing(totals, unit)


@settings(max_examples=60, deadline=None)
@given(TABLE, WEIGHTS)
def test_the_change_told_is_enough_and_one_less_is_not(
    table: dict[str, Rates], weights: list[Fraction]
) -> None:
    for unit, line in units(of_table(table, weights)).items():
        told = {(c["indicator"], c["move"]): c for c in line["changes"]}
        moves = {"last": ["leave"], "above": ["enter"], "tied": ["leave", "enter"]}[line["state"]]
        assert set(told) == {(code, move) for code in CODES for move in moves}
        for (code, move), change in told.items():
            sign, wanted = (1, "above") if move == "leave" else (-1, "last")
            content = CODES.index(code)
            assert change["by"] == smallest(table, weights, unit, content, sign, wanted)
            assert change["tie"] == smallest(table, weights, unit, content, sign, "tied")


@settings(max_examples=60, deadline=None)
@given(st.lists(CHECK, max_size=14), st.sampled_from(["cadres_in_place", "conforming_files"]))
def test_a_fulfilled_row_more_never_lowers_a_rate(
    found: list[tuple[str, str | None, str]], code: str
) -> None:
    before = units(assessed(case(**roster(["o0", "o1"]), checks=checks(found))))
    after = units(assessed(case(**roster(["o0", "o1"]), checks=checks([*found, (code, "o0", "yes")]))))
    for unit in before:
        for old, new in zip(before[unit]["indicators"], after[unit]["indicators"], strict=True):
            if (unit, old["indicator"]) != ("o0", code):
                assert old == new
            else:
                assert new["value"] is not None
                assert old["value"] is None or Fraction(new["value"]) >= Fraction(old["value"])


@settings(max_examples=60, deadline=None)
@given(TABLE, WEIGHTS, st.lists(CHECK, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    table: dict[str, Rates],
    weights: list[Fraction],
    found: list[tuple[str, str | None, str]],
    mixed: random.Random,
) -> None:
    rows = roster([*table]) | {
        "weights": weighed(weights),
        "checks": checks(found),
        "figures": figures(table),
    }
    shuffled = {name: mixed.sample(those, len(those)) for name, those in rows.items()}
    assert list(assessed(case(**rows)).lines()) == list(assessed(case(**shuffled)).lines())


@settings(max_examples=60, deadline=None)
@given(st.lists(CHECK, max_size=14))
def test_every_row_is_behind_exactly_one_part_of_a_rate(found: list[tuple[str, str | None, str]]) -> None:
    rows = checks(found)
    for unit, line in units(assessed(case(**roster(["o0", "o1"]), checks=rows))).items():
        for told in line["indicators"]:
            parts = [*told["counted"], *told["others"], *told["aside"]]
            own = [
                r["id"]
                for r in rows
                if r["indicator"] == told["indicator"] and r["organisation"] in (unit, None)
            ]
            assert sorted(parts) == sorted(str(i) for i in own)
            assert (told["numerator"] or 0, told["denominator"] or 0) == (
                len(told["counted"]),
                len(told["counted"]) + len(told["others"]),
            )


@settings(max_examples=40, deadline=None)
@given(TABLE, WEIGHTS)
def test_who_stands_last_is_whom_a_talk_is_proposed_for(
    table: dict[str, Rates], weights: list[Fraction]
) -> None:
    answer = of_table(table, weights)
    rows = roster([*table])
    rows["people"] = [{"id": f"head-{unit}", "name": unit, "organisation": unit} for unit in table]
    rows["posts"] += [
        {"id": f"h-{unit}", "role": "unit_head", "person": f"head-{unit}", "organisation": unit}
        for unit in table
    ]
    found = propose_case(
        case(**rows, rankings=answer.rankings()), [shipped()[SCHEME.regulation]], date(YEAR + 1, 1, 1)
    )
    assert {p.organisation for p in found} == {
        u for u, line in units(answer).items() if line["state"] == "last"
    }
