"""The case that an account is worked out from: no more of it than is read, in the scope of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.entitlements.attendance import THERE
from bangfu.entitlements.desk import VISITS
from bangfu.entitlements.rules import entitlements
from bangfu.facts.case import Case, case_of
from bangfu.facts.roster.spans import Span
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.regulation.vocabulary import AWAY
from bangfu.site.exchange import take
from bangfu.site.exchange.scoped import Scoped

WHOLE = ("places", "organisations", "people", "posts", "payments", "rates")
# Decisions come by a function that tells whoever pays of them; it leaves out what of a case does not concern money.
_DECISIONS = """select id, regulation, clause, measure, person, null as organisation, null as place, null as decided_by,
    decided_on, "from", "to", null as cause, state, replaces, null as note from allowances_cancelled()"""


def gathered(packs: Iterable[Regulation], period: Span) -> Case:
    """What the connection sees now of everything that a period of money rests on."""
    connection = Scoped()
    tables = {name: take.table(connection, name) for name in WHOLE}
    tables["decisions"] = take.arrow(connection, _DECISIONS).cast(TABLES["decisions"].schema)
    tables["activities"] = take.table(connection, "activities", _asked(packs, period))
    return case_of("bangfu", tables)


def _asked(packs: Iterable[Regulation], period: Span) -> str:
    """Entries of the period that some entitlement counts; kinds and days are ours, none was sent."""
    named = {kind for one in entitlements(packs) for kind in one.rule.entries}
    kinds = ", ".join(f"'{kind}'" for kind in sorted({THERE, *AWAY, *VISITS, *named}))
    days = f"""e."on" <= '{period.last}' and coalesce(e.until, e."on") >= '{period.first}'"""
    return f"{take.STANDING} and e.kind in ({kinds}) and {days}"
