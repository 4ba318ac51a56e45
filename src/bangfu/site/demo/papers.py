"""The number series of the demo's inspection office, and the circular of the month before, issued."""

from __future__ import annotations

from django.db import transaction

from bangfu.site.papers import gathering, issuing, making
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Series
from bangfu.site.papers.views.gather import first_of_last_month
from bangfu.site.roster.models import Place
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account


def issue(county: Place) -> None:
    """One series for all kinds, and one paper of it."""
    with transaction.atomic():
        account = enter(Account.objects.get(username="inspection_office").pk)
        assert account is not None
        Series.objects.create(
            county=county, word="演督发", body=f"{county.name}帮扶工作监督督查办公室", kinds=Kind.values
        )
        paper = making.make(account, Kind.CIRCULAR, county, gathering.month(county, first_of_last_month()))
        issuing.issue(account, paper)
