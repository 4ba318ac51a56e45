"""Cases of the demo, one in each state that is worth a look, taken there step by step by the accounts that may."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.terms import decided
from bangfu.site.accountability.proposing import proposals_for
from bangfu.site.cases.machine import RULES
from bangfu.site.cases.models import Case
from bangfu.site.cases.moving import Ruling, Said, step
from bangfu.site.cases.opening import open_case
from bangfu.site.cases.papers import paper_of
from bangfu.site.clock import today
from bangfu.site.demo.acting import acting, standing_on
from bangfu.site.papers import issuing
from bangfu.site.papers.facts import Talk
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.official import official_of
from bangfu.site.web.models import Account

TOLD = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
MAKERS = {
    "o": "county_office", "d": "organization_department", "l": "county_leader", "u": "unit_leader", "c": "unit_contact",
    "t": "township_leader", "r": "resident_cadre",
}  # fmt: skip
OPENS, ISSUES = "county_office", "inspection_office"
DAYS = {"notify": 10, "serve": 30}  # how long somebody may answer


def take_up() -> None:
    """All of them, of what the regulations propose by the findings that stand."""
    now = today()
    with acting(OPENS) as account:
        proposed = proposals_for(account)
    for told in TOLD["case"]:
        if (proposal := _meant(proposed, told, now)) is not None:
            _carry(told, proposal, now)


def _meant(proposed: Iterable[Proposal], told: dict[str, Any], now: date) -> Proposal | None:
    """The first of a provision by a finding of a day, about whoever signs in where that is told; a county that leaves the
    finding out has none.
    """
    found_on, about = now - timedelta(days=told["found"]), told.get("about")
    who = Account.objects.values_list("person", flat=True).get(username=about) if about else None
    matching = (p for p in proposed if (p.provision, p.start) == (told["provision"], found_on))
    return next((p for p in matching if who in (None, p.person)), None)


def _carry(told: dict[str, Any], proposal: Proposal, now: date) -> None:
    with standing_on(now - timedelta(days=told["opened"])), acting(OPENS) as account:
        case = open_case(account, proposal)
    for each in told["steps"]:
        code, maker, before, text = each.split(":", 3)
        with standing_on(now - timedelta(days=int(before))) as day:
            document = _paper(case) if code == "serve" else ""
            until = day + timedelta(days=DAYS[code]) if code in DAYS else None
            with acting(MAKERS[maker]) as account:
                step(account, case, code, Said(text, until, _ruling(case, code, day), document))


def _ruling(case: Case, code: str, day: date) -> Ruling | None:
    """As it was proposed."""
    if "as_proposed" not in RULES[code].needs:
        return None
    return Ruling(case.proposed_measure, *decided(case.proposed_from, case.proposed_to, day))


def _paper(case: Case) -> str:
    """The decision, issued; its number."""
    with acting(ISSUES) as account:
        paper = paper_of(account, case, Kind.DECISION, Talk())
        issuing.issue(account, paper)
        return official_of(paper).reference
