"""The entries behind one figure of the meter."""

from __future__ import annotations

from datetime import date

from django.db import connection

from bangfu.site.burden.figures import about, question
from bangfu.site.duties.law import Law
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account


def entries_of(
    account: Account, month: date, role: str, kind: str, place: Place | None, known: Law
) -> list[str]:
    """The ids of the entries that count for a role in a month, of one kind where it is given; the latest first."""
    said = about(account, [month], place, known) | {"role": role, "kind": kind}
    with connection.cursor() as cursor:
        cursor.execute(question("role_of") + question("entries"), said)
        return [entry for (entry,) in cursor.fetchall()]
