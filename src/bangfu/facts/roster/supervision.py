"""The supervision list against the list of lead units: who is supervised by nobody, twice, or by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bangfu.facts.importing.model import Preview, Row
from bangfu.facts.roster.defect import Defect
from bangfu.facts.sentences import sentence


def supervision_defects(supervision: Preview, lists: Sequence[Preview]) -> Iterator[Defect]:
    """What the supervision list shows, alone and (for lead units) against the tables that name them by township."""
    rows: dict[str | None, list[Row]] = defaultdict(list)
    for r in supervision.rows:
        rows[r.place].append(r)
    yield from _townships(supervision, rows)
    for p in lists:
        if p.layout.index("township") is not None:
            leads = {r.place: r for r in reversed(p.rows)}
            for place, listed in leads.items():
                for r in rows.get(place, [])[:1]:
                    yield from _lead(supervision, p.name_of(listed), listed.lead_unit or "", r)


def _townships(p: Preview, rows: dict[str | None, list[Row]]) -> Iterator[Defect]:
    for township in p.townships.townships:
        count = len(rows.get(township.code, ()))
        if count == 0:
            words = sentence("unsupervised_township", name=township.name)
            yield Defect("unsupervised_township", p.file, (township.name,), words)
        elif count > 1:
            words = sentence("supervised_twice", name=township.name, count=count)
            yield Defect("supervised_twice", p.file, (township.name,), words)


def _lead(p: Preview, where: str, lead: str, row: Row) -> Iterator[Defect]:
    """One township's lead unit by the list against the one that is to be supervised."""
    supervised, committee = row.lead_unit, row.committee or ""
    if supervised is None:
        words = sentence("unsupervised_lead_unit", where=where, name=lead)
        yield Defect("conflict", p.file, (f"row {row.row}", lead), words)
    elif supervised != lead and lead.startswith(supervised):
        words = sentence("lead_unit_spelling", where=where, name=lead, other=supervised)
        yield Defect("spelling", p.file, (supervised, f"row {row.row}"), words)
    elif supervised != lead:
        words = sentence("lead_unit_conflict", where=where, name=lead, other=supervised)
        yield Defect("conflict", p.file, (f"row {row.row}", lead, supervised), words)
    if lead == f"{p.layout.supervisor}{committee}":
        words = sentence("own_supervisor", where=where, name=lead, other=committee)
        yield Defect("conflict_of_interest", p.file, (f"row {row.row}", lead, committee), words)
