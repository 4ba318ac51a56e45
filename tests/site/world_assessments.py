"""A county's assessment: a check, a figure, weights, a survey with answers enough, what a year came to, what was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bangfu.site.assessment.models import (
    Answer,
    Cell,
    Check,
    Figure,
    Line,
    Outcome,
    Publication,
    Published,
    Slip,
    Survey,
    Weight,
    Withdrawal,
)

if TYPE_CHECKING:
    from tests.site.world import Side

SCHEME, YEAR, INDICATOR, ENOUGH = "tongwei-2018-59-units", 2019, "force_as_listed", 5


def fill(sides: Sequence[Side], today: date, moment: datetime) -> None:
    """Everything of one county."""
    county, first = sides[0].village // 10**6 * 10**6, sides[0]
    by = {who: f"99-{first.county}-{who}" for who in ("inspector", "county_office", "inspection_office")}
    outcome = Outcome.objects.create(
        county_id=county, scheme=SCHEME, year=YEAR, as_of=date(2020, 1, 1), basis=first.id("basis"), worked_at=moment
    )  # fmt: skip
    publication = Publication.objects.create(
        id=first.id("publication"), county_id=county, scheme=SCHEME, year=YEAR, version=1, as_of=date(2020, 1, 1),
        published_by=by["county_office"], published_at=moment,
    )  # fmt: skip
    Weight.objects.create(
        id=first.id("weight"), county_id=county, indicator=INDICATOR, year=YEAR, weight=1, set_on=today,
        set_by=first.text("定") if first.county == "b" else "示例", made_by=by["county_office"], made_at=moment,
    )  # fmt: skip
    for number, side in enumerate(sides):
        rows = [*_entered(side, county, by, today, moment), *_asked(side, county, by, today, moment)]
        for at, body in enumerate((
            {"subject_kind": "unit", "organisation_id": side.id("organisation")},
            {"subject_kind": "township", "place_id": side.village // 1000 * 1000},
        )):  # fmt: skip
            told = _told(side, rows)
            common: dict[str, Any] = {**body, "number": number * 2 + at, "told": {"zh": told, "en": told}}
            Line.objects.create(outcome=outcome, rows=rows, **common)
            Published.objects.create(publication=publication, rank=1, ranked=1, total="1", score=1, **common)


def _entered(side: Side, county: int, by: dict[str, str], today: date, moment: datetime) -> list[str]:
    common: dict[str, Any] = {"county_id": county, "indicator": INDICATOR, "made_at": moment}
    looked: dict[str, Any] = {
        **common, "on": today, "place_id": side.village, "organisation_id": side.id("organisation"), "result": "yes",
        "made_by": by["inspector"],
    }  # fmt: skip
    check = Check.objects.create(id=side.id("check"), note=side.text("查"), **looked)
    figure = Figure.objects.create(
        id=side.id("figure"), **common, year=YEAR, organisation_id=side.id("organisation"), numerator=1, denominator=2,
        evidence=side.text("表"), made_by=by["county_office"],
    )  # fmt: skip
    wrong = Check.objects.create(id=side.id("wrong"), **looked)
    Withdrawal.objects.create(
        id=side.id("withdrawal"), check_row=wrong, reason=side.text("录错"), made_by=by["inspector"], made_at=moment
    )  # fmt: skip
    return [check.pk, figure.pk]


def _asked(side: Side, county: int, by: dict[str, str], today: date, moment: datetime) -> list[str]:
    survey = Survey.objects.create(
        id=side.id("survey"), county_id=county, draw_id=side.id("draw"), indicator="public_satisfaction",
        subject=f"{side.name}抽户", made_by=by["inspection_office"], made_at=moment,
    )  # fmt: skip
    cell = Cell.objects.create(
        id=side.id("cell"), survey=survey, place_id=side.village // 1000 * 1000, drawn=1
    )
    Slip.objects.create(code=side.id("slip"), cell=cell)
    answers = [
        Answer.objects.create(id=side.id(f"answer-{n}"), cell=cell, on=today, answer="yes")
        for n in range(ENOUGH)
    ]
    return [a.pk for a in answers]


def _told(side: Side, rows: list[str]) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "numerator": 1,
        "denominator": 1,
        "value": "1",
        "counted": rows,
        "others": [],
        "aside": [],
    }
    indicator = {
        "indicator": INDICATOR, "clause": "三(一)", "how": "", "source": "checks", **parts, "evidence": [], "weight": None,
        "readings": [], "note": "",
    }  # fmt: skip
    return {
        "scheme": SCHEME, "regulation": "tongwei-2018-59", "clause": "四", "year": YEAR, "subject_kind": "unit",
        "person": None, "organisation": side.id("organisation"), "place": None, "area": None, "indicators": [indicator],
        "total": None, "rank": None, "ranked": None, "state": None, "changes": [], "readings": [], "note": side.text("述"),
    }  # fmt: skip
