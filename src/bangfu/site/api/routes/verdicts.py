"""What is owed, and how far it is, on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDict
from ninja import Field, Path, Query, Router

from bangfu.errors import Problem
from bangfu.site.api import shown
from bangfu.site.api.asked import VerdictsAsked, VerdictsNarrowed
from bangfu.site.api.door import ONE, REFUSALS, Refused, account_of
from bangfu.site.api.schemas import Explained, Verdicts, Waiting
from bangfu.site.clock import today
from bangfu.site.duties.days import FIRST, ready
from bangfu.site.duties.judge import client
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import Narrow, mine, of_day
from bangfu.site.duties.why import counted_of, missing_of
from bangfu.site.roster.codes import text_of
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

router = Router(tags=["verdicts"])
Number = Annotated[int, Field(ge=0, lt=2**63)]
MOST_ENTRIES = 1000  # behind one verdict


@router.get("/verdicts", response={200: Verdicts, 202: Waiting, **REFUSALS}, url_name="api_verdicts")
def verdicts(request: HttpRequest, asked: Query[VerdictsAsked]) -> Any:
    """The verdicts of a day that the account sees, narrowed as on the page of duties."""
    snapshot = snapshot_of(asked.as_of)
    if snapshot is None:
        return judging(asked.as_of)
    rows = narrowed(account_of(request), asked, snapshot)
    if asked.after is not None:
        rows = rows.filter(number__gt=asked.after)
    listed = list(rows.order_by("number")[: asked.limit + 1])
    known = law()
    return {
        "as_of": snapshot.as_of,
        "items": [shown.verdict(row, known) for row in listed[: asked.limit]],
        "next": listed[asked.limit - 1].number if len(listed) > asked.limit else None,
    }


@router.get(
    "/verdicts/{as_of}/{number}", response={200: Explained, 202: Waiting, **ONE}, url_name="api_verdict"
)
def verdict(request: HttpRequest, as_of: Path[date], number: Path[Number]) -> Any:
    """One verdict and why: what counted, what did not and for which reason, and what is missing."""
    snapshot = snapshot_of(as_of)
    if snapshot is None:
        return judging(as_of)
    found = get_object_or_404(of_day(snapshot), number=number)
    try:
        told = client.explain(snapshot.as_of, number, tongue())
    except client.JudgeAway:
        told = None
    why = _why(told, found) if told else None
    return {"as_of": snapshot.as_of, "verdict": shown.verdict(found, law()), "why": why}


def narrowed(account: Account, asked: VerdictsNarrowed, snapshot: Snapshot) -> Any:
    """The verdicts that the filters leave."""
    rows = mine(of_day(snapshot), account)
    return Narrow(_listed(asked.data()), rows, law=law(), as_of=snapshot.as_of).qs


def snapshot_of(as_of: date | None) -> Snapshot | None:
    """The verdicts of a day up to the last entry; None while they are computed. Raises `Refused` for a day to come."""
    day = as_of or today()
    if not FIRST <= day <= today():
        raise Refused(422, Problem("day_out_of_reach", column="as_of", value=day.isoformat()))
    return ready(day) or client.snapshot(day)


def judging(as_of: date | None) -> HttpResponse:
    """That a day is being judged."""
    told = {"status": "judging", "as_of": (as_of or today()).isoformat()}
    return JsonResponse(told, status=202, headers={"Retry-After": "5"})


def _listed(data: dict[str, Any]) -> Any:
    """As a form reads it, which takes lists by `getlist`."""
    return MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in data.items()})


def _why(told: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    found = counted_of(told, verdict)
    missing = [text_of(row.code) if isinstance(row, Place) else row.pk for row in missing_of(told)]
    return {
        "text": told["text"],
        "note": told["line"]["note"],
        "counted": [entry.pk for entry in found.counted[:MOST_ENTRIES]],
        "unseen": found.unseen,
        "not_counted": [
            {"id": entry.pk, "reason": group.reason, "sentence": group.sentence}
            for group in found.others
            for entry in group.entries
        ],
        "missing": missing[:MOST_ENTRIES],
    }
