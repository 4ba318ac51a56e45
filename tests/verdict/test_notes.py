"""What the note of a part period says: how long, for whose sake, and the figure that it shrinks to."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.verdict.situations import POOR_VILLAGE, judged, secretary, told, tongwei

from bangfu.verdict.lines import lines


def test_a_share_that_shrinks_says_to_what() -> None:
    posts = [{"role": "first_secretary", "person": "p1", "place": POOR_VILLAGE, "start": date(2018, 5, 7)}]
    evaluation = judged(secretary(posts=posts), date(2018, 12, 31), "dachuan-2017-96")
    (line,) = told(evaluation, "secretary-residence-share")
    assert "the base is the official workdays in post: 166, of which 111 are asked" in line["note"]
    assert "(239 of 365 days)" in line["note"]


def test_a_number_for_a_person_to_judge_is_shown_in_proportion() -> None:
    facts = tongwei()
    facts["posts"][-1] |= {"start": date(2020, 7, 1)}
    evaluation = judged(facts, date(2020, 12, 31), "gansu-2019-33")
    (line,) = told(evaluation, "resident-workdays", period_start="2020-01-01")
    assert "in proportion to those days it would be 110.6" in line["note"]  # 220 × 184 / 366


def _report(secretary_from: date, township_from: date) -> dict[str, Any]:
    facts = secretary(
        organisations=[{"id": "t", "level": "township", "place": "511703101"}],
        posts=[
            {"role": "first_secretary", "person": "p1", "place": POOR_VILLAGE, "start": secretary_from},
            {
                "role": "township_government",
                "organisation": "t",
                "place": "511703101",
                "start": township_from,
            },
        ],
    )
    evaluation = judged(facts, date(2018, 5, 31), "dachuan-2017-96")
    (line,) = told(evaluation, "secretary-report-township", period_start="2018-05-01")
    return line


def test_a_receiver_who_came_late_is_not_told_as_the_absence_of_who_reports() -> None:
    late = _report(date(2018, 1, 1), date(2018, 5, 22))
    assert late["note"].startswith("bearer and counterpart were both there on 10 days")
    assert "held the post" not in late["note"]
    assert "less than half the period with both there: not asked for" in late["note"]
    own = _report(date(2018, 5, 22), date(2018, 1, 1))
    assert own["note"].startswith("held the post for part of the period (10 of 31 days)")
    assert "both there" not in own["note"]
    assert late["status"] == own["status"] == "exempt"


def test_a_law_that_ends_inside_a_year_is_told_of_a_requirement_too() -> None:
    facts = tongwei(
        households=[{"id": "h1", "place": "621121101201", "kinds": "registered scattered"}],
        pairings=[{"person": "p1", "household": "h1"}],
    )
    evaluation = judged(facts, date(2020, 12, 31), "gansu-2019-33")
    (head,) = {j.head.id: j.head for j in evaluation.judged}.values()
    ended = head.model_copy(update={"end": date(2020, 6, 30)})
    packs = [evaluation.regulations[0].model_copy(update={"regulation": ended})]
    notes = {
        line["duty"]: line["note"]
        for line in lines(_again(evaluation, packs), "en")
        if line["period_start"] == "2020-01-01"
    }
    assert "in force for part of the period" in notes["households-per-helper"]


def _again(evaluation: Any, packs: Any) -> Any:
    from bangfu.verdict.evaluation import evaluate_ground

    return evaluate_ground(evaluation.ground, packs, evaluation.as_of)
