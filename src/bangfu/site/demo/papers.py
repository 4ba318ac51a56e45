"""The number series of the demo's inspection office, and the circular of the month before, issued."""

from __future__ import annotations

from bangfu.site.demo.acting import acting
from bangfu.site.papers import gathering, issuing, making
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Series
from bangfu.site.papers.views.gather import first_of_last_month
from bangfu.site.roster.models import Place

OFFICE = "inspection_office"


def begin_series(county: Place) -> None:
    """One for all kinds."""
    with acting(OFFICE):
        Series.objects.create(
            county=county, word="演督发", body=f"{county.name}帮扶工作监督督查办公室", kinds=Kind.values
        )


def issue(county: Place) -> None:
    """The circular."""
    with acting(OFFICE) as account:
        paper = making.make(account, Kind.CIRCULAR, county, gathering.month(county, first_of_last_month()))
        issuing.issue(account, paper)
