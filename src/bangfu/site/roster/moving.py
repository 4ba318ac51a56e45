"""Moving a household: what was before stays true, so the household ends in one village and goes on in the other."""

from __future__ import annotations

from datetime import date, timedelta

from bangfu.site.roster.changes import Op, apply, prepare
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Change, Household, Pairing, Place, new_id
from bangfu.site.roster.rows import place_said, standing
from bangfu.site.web.models import Account

SEALED = ("phone", "id_number", "bank_account")


def move(
    household: Household, account: Account, *, place: Place, on: date, helpers: bool, reason: str
) -> str:
    """End the household the day before and let it go on elsewhere, with its helpers if they stay; returns its new id."""
    new, last = new_id(), (on - timedelta(days=1)).isoformat()
    old = standing("households", [household.pk])[household.pk]
    there = {**old, "id": new, "place": place_said(place.code), "start": on.isoformat()}
    ops = [
        Op("households", household.pk, old, {**old, "end": last}),
        Op("households", new, None, there),
    ]
    running = holding(Pairing.objects.filter(household=household), on).values_list("pk", flat=True)
    for id_, row in standing("pairings", running).items():
        ops.append(Op("pairings", id_, row, {**row, "end": last}))
        if helpers:
            passed = {**row, "id": new_id(), "household": new, "start": on.isoformat()}
            ops.append(Op("pairings", passed["id"], None, passed))
    apply(prepare(Change.Kind.MOVE, account, ops, title=household.pk, reason=reason))
    Household.objects.filter(pk=new).update(**{name: getattr(household, name) for name in SEALED})
    return new
