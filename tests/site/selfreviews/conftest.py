"""Two townships of the demo county with today's verdicts, and a self-review issued to its townships and its office."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting, acting_as
from tests.site.duties.conftest import COUNTY_CODE, SignIn, cluster, database, signed_in  # noqa: F401

from bangfu.regulation.packs import worded
from bangfu.site.clock import today
from bangfu.site.roster.models import Place
from bangfu.site.selfreviews.drawing import FOR_AN_AREA, bodies, offered
from bangfu.site.selfreviews.issuing import Paper, issue
from bangfu.site.selfreviews.models import Reply, SelfReview

REGULATION = "tongwei-2018-59"


@pytest.fixture
def acting(database: str) -> Acting:  # noqa: F811
    """`with acting("township_clerk") as account:` is a request of that account."""
    return acting_as("99-")


@pytest.fixture
def review(acting: Acting) -> SelfReview:
    """Asks the townships and the office all that bears on them, and one thing more."""
    with acting("inspection_office") as office:
        county = Place.objects.get(pk=COUNTY_CODE)
        pack = worded(REGULATION, "")
        questions = [q for role in FOR_AN_AREA for q in offered(pack, role) if q.duties]
        of = [b for role in FOR_AN_AREA for b in bodies(county, role, today())]
        return issue(
            office,
            county,
            Paper("自查自评", REGULATION, today(), free=["还有什么建议？"]),
            questions,
            of,
        )


@pytest.fixture
def reply(acting: Acting, review: SelfReview) -> Reply:
    """What the clerk's township is asked."""
    with acting("township_clerk"):
        return Reply.objects.select_related("review").get(review=review)
