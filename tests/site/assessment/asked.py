"""What a survey needs: households drawn in an inspection, slips, answers from paper."""

from __future__ import annotations

from datetime import date

from tests.site.acting import Acting
from tests.site.assessment.conftest import COUNTY_CODE, HOMES
from tests.site.assessment.entered import county

from bangfu.site.assessment import surveying
from bangfu.site.assessment.models import Slip, Survey
from bangfu.site.clock import moment
from bangfu.site.supervision import drawing
from bangfu.site.supervision.models import Campaign, Draw

ASKED = "results_satisfaction"
TOTAL = 4 * (HOMES - 2)


def drawn(acting: Acting, *, opened: bool = True) -> Draw:
    """Eight households of each village, drawn in an inspection."""
    with acting("inspection_office") as account:
        campaign = Campaign.objects.create(
            place_id=COUNTY_CODE, regulation="dachuan-2017-96", kind="special", title="满意度", start=date(2020, 4, 1),
            end=date(2020, 6, 30), made_by=account.pk, made_at=moment(),
        )  # fmt: skip
        made = drawing.fix(account, campaign, drawing.Wanted("household", TOTAL, county(), "township"))
        drawing.draw(account, made, "今天的头条")
        if opened:
            Campaign.objects.filter(pk=campaign.pk).update(opened_at=moment(), opened_by=account.pk)
        return made


def codes(acting: Acting, unit: str) -> list[str]:
    with acting("inspection_office"):
        return [s.code for s in Slip.objects.filter(cell__organisation=unit)]


def answered(acting: Acting, survey: Survey, unit: str, said: str) -> None:
    """Answers of a unit's households, one letter each: y, n or - for none."""
    words = {"y": "yes", "n": "no", "-": ""}
    with acting("inspector"):
        survey = Survey.objects.get(pk=survey.pk)
    for code, letter in zip(codes(acting, unit), said, strict=False):
        with acting("inspector"):
            surveying.answer(survey, code.lower().replace("-", " "), words[letter])
