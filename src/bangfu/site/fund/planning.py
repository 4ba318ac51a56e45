"""Plans and projects: writing, adopting, closing; proposing and moving on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import connection

from bangfu.errors import Problem
from bangfu.site.clock import moment, today
from bangfu.site.fund.keeping import kept
from bangfu.site.fund.machine import FIRST, RULES
from bangfu.site.fund.models import Beneficiary, Item, Move, Plan, Project, UseLine
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account as User

# What the database would say to each move of a project, if words and a paper came with it.
_ASKED = """select code, against_project_move(p, jsonb_populate_record(null::fund_move, jsonb_build_object(
        'id', '', 'project_id', p.id, 'code', code, 'text', '……', 'document', '……')))
    from fund_project p, unnest(%s::text[]) code where p.id = %s"""


@dataclass(frozen=True)
class Wanted:
    """What a project is to be; `budget` in cents."""

    name: str
    purpose: str
    budget: int
    for_village: bool = False


def write_plan(user: User, plan: Plan) -> Plan:
    """Begin a plan of a township. Raises `BangfuError`; of a year, where no plan of several years stands above it."""
    plan.county_id, plan.made_by, plan.made_at = county_at(plan.place_id), user.pk, moment()
    with kept():
        plan.save(force_insert=True)
    return plan


def write_item(user: User, item: Item) -> Item:
    """Add an item to a plan that is not adopted yet. Raises `BangfuError`."""
    item.made_by = user.pk
    with kept():
        item.save(force_insert=True)
    return item


def adopt(plan: Plan, on: date, document: str) -> None:
    """Say when a plan was adopted, and by which paper. Raises `BangfuError`; a missing preparatory step only warns."""
    plan.adopted_on, plan.document = on, document.strip()
    with kept():
        plan.save(update_fields=["adopted_on", "document"])


def close(plan: Plan, on: date, result: str) -> None:
    """Say when a plan ended, and whether it was fulfilled. Raises `BangfuError`."""
    plan.closed_on, plan.result = on, result
    with kept():
        plan.save(update_fields=["closed_on", "result"])


def reach(item: Item, on: date | None) -> None:
    """Say when an item of a plan in force was reached, or that it was not yet. Raises `BangfuError`."""
    item.done_on = on
    with kept():
        item.save(update_fields=["done_on"])


def propose(user: User, item: Item, place: int, wanted: Wanted) -> Project:
    """Propose a project under an item. Raises `BangfuError` where no plan in force holds there."""
    with kept():
        project = Project.objects.create(
            county_id=county_at(place),
            place_id=place,
            item=item,
            made_by=user.pk,
            made_at=moment(),
            **vars(wanted),
        )
        move(user, project, FIRST)
    return project


def plan_use(user: User, project: Project, source: str, purpose: str, amount: int) -> UseLine:
    """Write a line of the plan of use, in cents. Raises `BangfuError` once it is approved."""
    line = UseLine(project=project, source=source, purpose=purpose, amount=amount, written_by=user.pk)
    with kept():
        line.save(force_insert=True)
    return line


def serve(user: User, project: Project, households: Iterable[Household]) -> None:
    """Name households that a project serves. Raises `BangfuError` for one elsewhere, and once they are approved."""
    with kept("households"):
        for household in households:
            Beneficiary(project=project, household=household, written_by=user.pk).save(force_insert=True)


def correct(project: Project, wanted: Wanted) -> None:
    """Put right what a project is to be, before it was found feasible. Raises `BangfuError` afterwards."""
    for name, value in vars(wanted).items():
        setattr(project, name, value)
    with kept():
        project.save(update_fields=list(vars(wanted)))


def take_out(written: UseLine | Beneficiary) -> None:
    """Take a line of the plan of use or a household out; its history stays. Raises `BangfuError` once it is approved."""
    with kept():
        written.delete()


def move(user: User, project: Project, code: str, text: str = "", document: str = "") -> Move:
    """Take a project on. Raises `BangfuError` with the reason why it may not go there."""
    taken = Move(
        project=project, code=code, text=text.strip(), document=document.strip(), on=today(), by=user.pk, at=moment()
    )  # fmt: skip
    with pghistory.context(reason=text.strip()[:200]), kept():
        taken.save(force_insert=True)
    project.refresh_from_db()
    return taken


def open_moves(project: Project) -> dict[str, Problem | None]:
    """Every move, with the reason why this account may not make it now; None where it may."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [list(RULES), project.pk])
        found: list[tuple[str, str | None]] = cursor.fetchall()
    return {code: Problem(reason, value=code) if reason else None for code, reason in found}
