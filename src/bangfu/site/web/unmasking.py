"""Personal data in full: which fields there are, and the log entry without which none is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from bangfu.site.clock import now
from bangfu.site.household.models import Member
from bangfu.site.identification.models import Objection, Report, Roll
from bangfu.site.roster.models import Household, Person
from bangfu.site.web.models import Account, Unmasking


@dataclass(frozen=True)
class Table:
    """A table with personal data: its masked fields, and where a row lies."""

    model: type[Model]
    fields: frozenset[str]
    place: str


TABLES = {
    "household": Table(Household, frozenset({"head", "phone", "id_number", "bank_account"}), "place_id"),
    "member": Table(Member, frozenset({"id_number"}), "version__household__place_id"),
    "roll": Table(Roll, frozenset({"head", "id_number"}), "place_id"),
    "report": Table(Report, frozenset({"about", "phone"}), "place_id"),
    "objection": Table(Objection, frozenset({"name", "phone"}), "notice__place_id"),
    "person": Table(Person, frozenset({"phone", "id_number"}), "organisation__place_id"),
}


def in_full(account: Account, table: str, row: Any, field: str, reason: str) -> str:
    """One value in full, after who looked and why was kept with it in the same transaction."""
    area = TABLES[table].model._default_manager.values_list(TABLES[table].place, flat=True).get(pk=row.pk)
    Unmasking.objects.create(
        account=account.pk, at=now(), table=table, row=row.pk, field=field, reason=reason, area=area
    )
    return str(getattr(row, field))
