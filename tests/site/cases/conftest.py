"""The two counties of the world, each test with a database of its own; county a numbers its decisions."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.world import OWN

from bangfu.site.papers.kinds import OF_A_CASE
from bangfu.site.papers.models import Series


@pytest.fixture
def series(site: str, acting: Acting) -> None:
    """A series of county a for all papers of cases."""
    with acting("inspection_office"):
        Series.objects.create(
            id="99-cases",
            county_id=OWN.village // 10**6 * 10**6,
            word="甲处",
            body="甲县",
            kinds=[*OF_A_CASE],
        )
