"""Trying a draft on a ledger: in a process of its own, in the scope of the county, by the library and nothing else."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any, get_args

from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.language import Language
from bangfu.regulation.composing.writing import as_toml
from bangfu.regulation.packs import parse
from bangfu.site.burden.costs import costs_on
from bangfu.site.clock import moment
from bangfu.site.duties.law import law
from bangfu.site.exchange.scoped import case_for
from bangfu.site.roster.codes import last_of, text_of
from bangfu.site.roster.models import Place
from bangfu.site.studio.assembling import pack_of
from bangfu.site.studio.models import Draft, Trial
from bangfu.site.studio.refusing import refusals
from bangfu.site.web.middleware.scope import enter_worker
from bangfu.site.web.models import Account
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.gaps import gaps
from bangfu.verdict.ground import Ground
from bangfu.verdict.load import load
from bangfu.verdict.whatif import as_if_from, what_if_on

log = logging.getLogger(__name__)
WORKER = "studio"
LANGUAGES: tuple[Language, ...] = get_args(Language)


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
            enter_worker(WORKER)
            row = Trial.objects.filter(worked_at=None).order_by("asked_at", "pk").first()
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
        told = {"failed": [{tongue: p.say(tongue) for tongue in LANGUAGES} for p in error.problems]}
    except Exception:  # a fault of ours: the process must go on, and whoever waits must not wait for ever
        log.exception("trial %s", row.pk)
        told = {"failed": [{tongue: Problem("studio_trial_failed").say(tongue) for tongue in LANGUAGES}]}
    enter_worker(WORKER)
    row.told, row.worked_at = told, moment()
    row.save(update_fields=["told", "worked_at"])


def worked(row: Trial) -> dict[str, Any]:
    """What the draft means for the roster and the ledger of its place, as plain data."""
    # The process that belongs to nobody reads no rows of places before it has one.
    place = Place(pk=row.place_id, last=last_of(text_of(row.place_id) or ""))
    account = enter_worker(WORKER, place)
    packs = list(law().packs.values())
    pack = as_if_from(parse(row.pack, row.pk), row.begins)
    case, costs = case_for(account), costs_on(row.as_of)
    with Ground.of(case, case.vocabulary([*packs, pack])) as ground:
        found = what_if_on(ground, row.as_of, packs, pack, "zh")
        alone = evaluate_ground(ground, [pack], row.as_of)
        lacking = [gap.as_dict() for gap in gaps(ground, pack, row.as_of)]
        return {
            "summary": found.summary().as_dict(),
            "load": [each.as_dict() for each in load(alone, costs)],
            "load_all": [each.as_dict() for each in load(found.after, costs)],
            "gaps": lacking,
        }
