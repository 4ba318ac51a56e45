"""Writing a workbook that was read without a fault: three statements over all its rows, in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.household.models import Intake, Staged
from bangfu.site.household.refusing import refusals
from bangfu.site.web.models import Account

HOUSEHOLDS = """insert into roster_household (id, place_id, head, key, kinds, phone, id_number, bank_account, start)
    select s.household, s.place, s.name, s.letters, array['registered'], '', s.id_number, ''::bytea, %(start)s
    from household_staged s where s.intake_id = %(intake)s and s.number = 1 and s.fresh"""
VERSIONS = """insert into household_version (id, household_id, start, why, note, address, rooms, causes, education, medical,
        housing, water, wish, recorded_at, recorded_by, within, intake)
    select s.version, s.household, %(start)s, case when s.fresh then 'confirmed' else 'verified' end, %(note)s,
        coalesce(s.home ->> 'address', ''), coalesce(s.home ->> 'rooms', ''),
        array(select x from (select min(n) n, x from unnest(array_remove(array[nullif(s.home ->> 'cause', '')]
            || array(select jsonb_array_elements_text(coalesce(s.home -> 'more_causes', '[]'))), null))
            with ordinality u (x, n) group by x order by 1) c),
        coalesce(s.home ->> 'education', ''), coalesce(s.home ->> 'medical', ''), coalesce(s.home ->> 'housing', ''),
        coalesce(s.home ->> 'water', ''), coalesce(s.home ->> 'wish', ''), %(at)s, %(account)s, 0, %(intake)s
    from household_staged s where s.intake_id = %(intake)s and s.number = 1"""
MEMBERS = """insert into household_member (version_id, number, key, name, letters, relation, birth, id_number, mark, ability, will,
        in_school, insured, eligible, enrolled)
    select s.version, s.number, coalesce((select k.key from household_member k
            join household_version v on v.id = k.version_id where s.mark <> '' and k.mark = s.mark and v.household_id = s.household
            order by v.start desc limit 1), s.version || '-' || s.number), s.name, s.letters, s.relation,
        s.birth, s.id_number, s.mark, coalesce(s.facts ->> 'ability', ''), coalesce(s.facts ->> 'will', ''),
        (s.facts ->> 'in_school')::boolean, (s.facts ->> 'insured')::boolean, (s.facts ->> 'eligible')::boolean,
        (s.facts ->> 'enrolled')::boolean
    from household_staged s where s.intake_id = %(intake)s order by s.version, s.number"""


def apply(account: Account, intake: Intake, reason: str) -> None:
    """Write all of it, or nothing. Raises `BangfuError`."""
    with refusals():
        claimed = Intake.objects.filter(pk=intake.pk, state=Intake.State.READY)
        made = Staged.objects.filter(intake=intake, number=1, fresh=True).values_list("household", flat=True)
        words = {"state": Intake.State.APPLIED, "reason": reason, "created": list(made)}
        if not claimed.update(applied_at=moment(), **words):
            raise BangfuError(Problem("change_moved_on"))
        told: dict[str, Any] = {
            "intake": intake.pk,
            "start": intake.start,
            "at": moment(),
            "account": account.pk,
            "note": reason,
        }
        with connection.cursor() as cursor:
            for statement in (HOUSEHOLDS, VERSIONS, MEMBERS):
                cursor.execute(statement, told)
        Staged.objects.filter(intake=intake).delete()


def take_back(intake: Intake, reason: str) -> None:
    """Take it back whole. Raises `BangfuError` where something rests on it by now."""
    with refusals(), connection.cursor() as cursor:
        cursor.execute("select take_back(%s, %s, %s)", [intake.pk, reason, moment()])
