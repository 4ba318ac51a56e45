"""The answers of the library, in the scope of whoever asks and by the regulations adopted here."""

from __future__ import annotations

import re
from datetime import date

from bangfu.incentives.asking import Asked
from bangfu.incentives.candidates import has_list, placed
from bangfu.incentives.commending import commend_in
from bangfu.incentives.eligible import eligible_in
from bangfu.incentives.lines import Told
from bangfu.incentives.publicity import publicity
from bangfu.incentives.purposes import purposes
from bangfu.regulation.periods import within_reason, year_within_reason
from bangfu.site.cases.models import Step
from bangfu.site.cases.words import number_of
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.honours.gathering import gathered, kept
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

BY_ID = re.compile(r"决定(\w+)")
READS, ENTERS = "commend", "grant"


def may_ask_about(account: Account, who: str) -> bool:
    """Whether an answer about somebody is this account's to have: everybody's about themselves, others' by right."""
    return bool(who) and (account.may(READS) or who == account.person_id)


def answers(account: Account, who: str, purpose: str, on: date, year: int | None = None) -> list[Told]:
    """Whether a person or organisation may be proposed for something on a day; `year` is what it is for.

    Raises `BangfuError` (`unknown_purpose`, `year_not_begun`, `unknown_reference`, `year_out_of_range`).
    """
    asked = Asked(within_reason(on, "on"), year_within_reason(year if year is not None else on.year))
    packs = list(law().packs.values())

    def ask() -> list[Told]:
        return eligible_in(gathered(account), packs, who, purpose, asked)

    return kept(account, ("eligible", who, purpose, asked), ask)


def lists(account: Account, year: int, as_of: date | None = None) -> list[Told]:
    """The lines of a year as known on a day, today where none is given.

    Raises `BangfuError` (`year_not_begun`, `year_out_of_range`).
    """
    asked = Asked(within_reason(as_of or today(), "as_of"), year_within_reason(year))
    packs = list(law().packs.values())
    return kept(account, ("commend", asked), lambda: commend_in(gathered(account), packs, asked))


def draft(account: Account, grant: str) -> str:
    """A text for making a grant known, in Chinese, with the numbers of cases that the account sees. Raises `BangfuError` (`unknown_reference`, `not_publicised`)."""
    said = publicity(gathered(account), list(law().packs.values()), grant, today())
    for step in Step.objects.filter(pk__in=BY_ID.findall(said)).select_related("case"):
        said = said.replace(step.pk, number_of(step.case))
    return said.replace(f"（记录编号{grant}）", "")


def wanted() -> list[tuple[str, str]]:
    """Everything that can be asked for, with its name: the purposes, then the incentives of the adopted regulations."""
    named: dict[str, list[str]] = {}
    for pack in law().packs.values():
        for at in placed(pack):
            if has_list(at.rule) and at.rule.title:
                named.setdefault(at.rule.what, []).append(str(getattr(at.rule.title, tongue())))
    first = [(str(code), str(getattr(p, tongue()))) for code, p in purposes().items()]
    return first + [(what, " / ".join(dict.fromkeys(titles))) for what, titles in named.items()]
