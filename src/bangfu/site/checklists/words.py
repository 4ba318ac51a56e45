"""How answers, verdicts and entries beside a row are worded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.paper.words import period
from bangfu.site.duties.law import Law
from bangfu.site.web.words import tongue, word

FOUND: dict[str, Promise] = {
    "yes": _("落实"),
    "partly": _("部分落实"),
    "no": _("没有落实"),
    "not_seen": _("没看到"),
}
# Each answer beside the status whose colour and sign it takes.
STATE = {"yes": "met", "partly": "judgement", "no": "unmet", "not_seen": "open"}
LEDGER: dict[str, Promise] = {"met": _("台账：做到"), "unmet": _("台账：没做到")}


def event(entry: dict[str, Any]) -> str:
    """An entry beside a row: its day and what was done."""
    return f"{entry['on']} {word('activity', entry['kind'])}"


def in_tongue(both: dict[str, str] | None) -> str:
    """A text that was kept in both languages."""
    return both[tongue()] if both else ""


def proof_line(known: Law, regulation: str, proof: dict[str, Any]) -> dict[str, Any]:
    """What the ledger says by one rule: its title and clause, the verdicts by status, the periods missed."""
    duty = known.duties.get((regulation, proof["duty"]))
    counts = [(status, n, word("status", status)) for status, n in proof["counts"].items()]
    missed = [period(date.fromisoformat(a), date.fromisoformat(b)) for a, b in proof["missed"]]
    return {
        "title": known.title(regulation, proof["duty"]),
        "clause": duty.provision.clause if duty else "",
        "duty": proof["duty"],
        "counts": counts,
        "total": sum(proof["counts"].values()),
        "met": proof["counts"].get("met", 0),
        "missed": missed,
    }
