"""A draft of any kind in one step: which facts it is made from, and to whom it goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.papers import gathering, making
from bangfu.site.papers.facts import Facts
from bangfu.site.papers.gathering import Body
from bangfu.site.papers.kinds import MADE_ELSEWHERE, Kind
from bangfu.site.papers.models import Paper
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.models import Account

WHOLE: dict[Kind, Callable[[Campaign], Facts]] = {
    Kind.INSPECTION_PLAN: gathering.plan,
    Kind.INSPECTION_REPORT: gathering.report,
    Kind.SPECIAL_REPORT: gathering.report,
}
TO_A_BODY: dict[Kind, Callable[[Campaign, Body], Facts]] = {
    Kind.FEEDBACK: gathering.feedback,
    Kind.RECTIFICATION_NOTICE: gathering.notice,
}


def gathered(
    account: Account,
    kind: Kind,
    campaign: Campaign | None = None,
    body: Body | None = None,
    month: date | None = None,
) -> Paper:
    """A draft: of an inspection, to one body of it, of a month (this one without any), or of what was commended.

    Raises `BangfuError` where what it needs is missing, or no series of the county serves the kind.
    """
    county = account.area
    if kind in (Kind.CIRCULAR, Kind.COMMENDATION):
        if county is None:
            raise BangfuError(Problem("outside_your_area"))
        first = (month or today()).replace(day=1)
        facts = gathering.month(county, first) if kind == Kind.CIRCULAR else gathering.praise(county)
        return making.make(account, kind, county, facts)
    if kind in MADE_ELSEWHERE:
        raise BangfuError(Problem("api_field", column="kind", value=kind))
    if campaign is None or (kind in TO_A_BODY and body is None):
        raise BangfuError(Problem("api_field", column="campaign" if campaign is None else "body", value=kind))
    if kind in WHOLE or body is None:
        return making.make(account, kind, campaign.place, WHOLE[kind](campaign), about=campaign.pk)
    return making.make(account, kind, campaign.place, TO_A_BODY[kind](campaign, body), [body], campaign.pk)
