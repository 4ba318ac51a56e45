"""Trying a draft on a ledger: in a process of its own, in the scope of the county, by the library and nothing else."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.db import transaction

from bangfu.errors import BangfuError
from bangfu.regulation.composing.writing import as_toml
from bangfu.regulation.model import Regulation
from bangfu.site.clock import moment
from bangfu.site.studio.assembling import pack_of
from bangfu.site.studio.models import Draft, Trial
from bangfu.site.studio.refusing import refusals
from bangfu.site.web.middleware.scope import apply
from bangfu.site.web.models import Account

log = logging.getLogger(__name__)
WORKER = "studio"


def wish(account: Account, draft: Draft, begins: date, as_of: date) -> Trial:
    """Have a draft tried as if it had been in force from a day. Raises `BangfuError` where it is no pack yet."""
    pack = pack_of(draft)
    with refusals():
        return Trial.objects.create(
            draft=draft,
            place=draft.place,
            pack=as_toml(pack),
            begins=begins,
            as_of=as_of,
            asked_by=account.pk,
            asked_at=moment(),
        )


def try_all() -> int:
    """Everything that somebody waits for; how many trials that were."""
    done = 0
    while True:
        with transaction.atomic():
            apply(Account(id=WORKER, role="county_leader"), frozenset({"work_out"}))
            row = Trial.objects.filter(worked_at=None).order_by("asked_at").first()
            if row is None:
                return done
            _try(row)
        done += 1


def _try(row: Trial) -> None:
    """Work one out and keep it; a failure is kept as that, or it would be tried for ever."""
    try:
        with transaction.atomic():
            told = worked(row)
    except BangfuError as error:
        told = {"failed": [{tongue: p.say(tongue) for tongue in ("zh", "en")} for p in error.problems]}
    apply(Account(id=WORKER, role="county_leader"), frozenset({"work_out"}))
    row.told, row.worked_at = told, moment()
    row.save(update_fields=["told", "worked_at"])


def worked(row: Trial) -> dict[str, Any]:
    """What the draft means for the roster and the ledger of its place, as plain data."""
    raise NotImplementedError


def as_if(pack: Regulation, begins: date) -> Regulation:
    """The pack as if it had been in force from a day."""
    return pack.model_copy(
        update={"regulation": pack.regulation.model_copy(update={"start": begins, "end": None})}
    )
