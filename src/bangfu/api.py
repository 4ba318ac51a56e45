"""The front door of the library: read a case, evaluate it, explain a verdict, try a change, propose, assess, commend, account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.proposing import propose_case
from bangfu.assessment.assessing import assess_case
from bangfu.assessment.assessment import Assessment
from bangfu.assessment.scheme import Scheme
from bangfu.assessment.scheme import scheme as shipped_scheme
from bangfu.entitlements.account import Account
from bangfu.entitlements.accounting import account_month, account_year
from bangfu.entitlements.stretches import month_of
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.incentives.asking import Asked
from bangfu.incentives.commending import commend_in
from bangfu.incentives.eligible import eligible_in
from bangfu.incentives.lines import Told
from bangfu.language import Language
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.periods import within_reason, year_within_reason
from bangfu.verdict.archive import Archived, archived, is_archive, packs_of
from bangfu.verdict.evaluation import Evaluation, evaluate_ground
from bangfu.verdict.explain import Explanation
from bangfu.verdict.explain import explain as explain_verdict
from bangfu.verdict.ground import Ground
from bangfu.verdict.whatif import WhatIf
from bangfu.verdict.whatif import what_if as compare


def evaluate(
    case: Case | Path | str, as_of: date, regulations: Sequence[Regulation] | None = None
) -> Evaluation:
    """Judge a case as of the end of a day.

    `case` is a folder or workbook in the exchange format, or one already read. `regulations` are the packs in force to
    judge by; without them every shipped pack is tried, and each reaches only its own place and dates. The result holds
    the verdicts as arrays; `bangfu.lines(result)` words them as the contract's lines. An archive of past years is read
    where it lies, and judged by the regulations that were adopted where it was made unless others are given.

    Raises `BangfuError` listing every fault of the case.
    """
    if not isinstance(case, Case) and is_archive(Path(case)):
        case = archived(Path(case))
    if isinstance(case, Archived):
        packs = list(regulations) if regulations is not None else list(packs_of(case.folder).values())
        return evaluate_ground(case.ground_at(within_reason(as_of, "as_of")), packs, as_of)
    packs = list(regulations) if regulations is not None else list(shipped().values())
    case = _read(case, packs)
    return evaluate_ground(Ground.of(case, case.vocabulary(packs)), packs, within_reason(as_of, "as_of"))


def explain(  # noqa: PLR0913 -- each names the verdict
    result: Evaluation,
    regulation_id: str,
    duty: str,
    *,
    period: date | None = None,
    language: Language = "zh",
    person: str | None = None,
    organisation: str | None = None,
    place: str | None = None,
    household: str | None = None,
    counterpart: str | None = None,
) -> Explanation:
    """Explain the one verdict that the duty, a day of its period, and who or what it concerns (by id) name.

    The explanation holds the line, the text
    of the clause, the entries that counted, those that did not and why, the targets not reached, and the readings used.

    Raises `BangfuError` (`no_such_verdict`) where no verdict or more than one fits.
    """
    pack = regulation(regulation_id, result.regulations)
    named = {"person": person, "organisation": organisation, "place": place, "household": household}
    who = {k: v for k, v in (named | {"counterpart": counterpart}).items() if v is not None}
    return explain_verdict(result, pack, duty, tongue=language, period=period, **who)


def what_if(
    case: Case | Path | str,
    as_of: date,
    changed: Regulation,
    present: Sequence[Regulation] | None = None,
    language: Language = "zh",
) -> WhatIf:
    """Judge a case as it is and again with a changed regulation: who would newly pass or fail. Nothing is stored."""
    packs = list(present) if present is not None else list(shipped().values())
    case = _read(case, [*packs, changed])
    return compare(case, within_reason(as_of, "as_of"), packs, changed, language)


def propose(
    case: Case | Path | str, as_of: date, regulations: Sequence[Regulation] | None = None
) -> list[Proposal]:
    """Propose what the regulations say should follow from the findings and rankings of a case, as known on a day.

    `case` is a folder or workbook in the exchange format, or one already read; `regulations` are those to propose by,
    without them all shipped ones. Each looks only at the facts of its own dates and place, and a fact is dealt with under
    the law of its own day, by whoever held the post on that day. Only verified findings that stand carry a proposal:
    what is withdrawn, disputed or only complained of does not. Every rung that was reached is listed once, lower ones
    too, each with its clause (`clause`, the document's own path) and its causes; `proposal.as_line()` words it as the
    exchange format does. A proposal is for the body named to decide on; nothing is decided here.

    Raises `BangfuError` listing every fault of the case.
    """
    packs = list(regulations) if regulations is not None else list(shipped().values())
    return propose_case(_read(case, packs), packs, within_reason(as_of, "as_of"))


def assess(
    case: Case | Path | str,
    scheme: Scheme | str,
    year: int,
    as_of: date | None = None,
    regulations: Sequence[Regulation] | None = None,
) -> Assessment:
    """Assess a year by a scheme, as known on a day: without one, the first day after the year.

    `scheme` is one of `bangfu.assessment.scheme`, or the id of a shipped one. Each body of the result has its indicators,
    every one with numerator, denominator and the ids of the rows behind both; what is missing has no value, which is not
    zero. Totals and places are there only where the scheme ranks and weights were given or set; nobody is proposed for
    anything here. `lines(language)` words the result, `rankings()` gives the rows of `rankings.csv`. On a day before the
    year is over the result is a preview.

    Raises `BangfuError` listing every fault of the case, or with `unknown_scheme`, `unknown_regulation`,
    `year_out_of_range`, `scheme_not_in_force`.
    """
    packs = list(regulations) if regulations is not None else list(shipped().values())
    chosen = scheme if isinstance(scheme, Scheme) else shipped_scheme(scheme)
    regulation(chosen.regulation, packs)
    asked = within_reason(as_of, "as_of") if as_of else None
    return assess_case(_read(case, packs), chosen, packs, year_within_reason(year), asked)


def eligible(
    case: Case | Path | str,
    who: str,
    purpose: str,
    on: date,
    year: int | None = None,
    regulations: Sequence[Regulation] | None = None,
) -> list[Told]:
    """Whether a person or organisation (by id) may be proposed for something on a day, as known on that day.

    `purpose` is one of `bangfu.incentives.purposes`, or the `what` of an incentive; `year` is what it is for, by default
    the year of the day. Each line answers yes, no or judgement, with the bars that stand against it (clause, decision,
    from, to and what ends it) and what else is missing. Nothing is decided here.

    Raises `BangfuError` listing every fault of the case, or with `unknown_reference`, `unknown_purpose`,
    `year_not_begun`, `year_out_of_range`.
    """
    packs, only = _known(regulations)
    asked = Asked(within_reason(on, "on"), year_within_reason(year if year is not None else on.year))
    return eligible_in(_read(case, packs), packs, who, purpose, asked, only)


def commend(
    case: Case | Path | str,
    year: int,
    as_of: date | None = None,
    regulations: Sequence[Regulation] | None = None,
) -> list[Told]:
    """The lists of a year as known on a day, by default its last: who may be proposed for which commendation, quotas, reviews.

    Whoever is left out is listed with the reason. A regulation that gives no number has none here. Grants that a later bar
    touches are listed for the body that gave them; nothing is taken back.

    Raises `BangfuError` listing every fault of the case, or with `year_not_begun`, `year_out_of_range`.
    """
    packs, only = _known(regulations)
    day = within_reason(as_of, "as_of") if as_of else date(year_within_reason(year), 12, 31)
    return commend_in(_read(case, packs), packs, Asked(day, year_within_reason(year)), only)


def _known(regulations: Sequence[Regulation] | None) -> tuple[list[Regulation], frozenset[str] | None]:
    """All regulations at hand, since a decision may name any of them, and the ids of those asked for."""
    given = {r.regulation.id: r for r in regulations or ()}
    return list((shipped() | given).values()), None if regulations is None else frozenset(given)


def allowances(
    case: Case | Path | str,
    period: str,
    as_of: date | None = None,
    regulations: Sequence[Regulation] | None = None,
) -> Account:
    """Account for a month ("2018-03") or a year ("2018"): what is due by the regulations, cancelled, paid and left.

    A month gives its allowances, one line a person; a year all its months, the funds of posts, what is due once, and the
    visits. `as_of` is the day up to which payments and decisions count, without one the first day after the period. An
    amount that neither the text nor a rate gives is unknown, which is not zero. `lines(language)` words the result,
    `totals()` sums it. Nothing is decided here: what only a person can say has the state `needs_person`.

    Raises `BangfuError` listing every fault of the case, or with `bad_month`, `year_out_of_range`, `period_not_begun`.
    """
    packs = list(regulations) if regulations is not None else list(shipped().values())
    asked = within_reason(as_of, "as_of") if as_of else None
    year, _, month = period.partition("-")
    if not (re.fullmatch("[0-9]{4}", year) and re.fullmatch("(0[1-9]|1[0-2])?", month)):
        raise BangfuError(Problem("bad_month", "period", value=period))
    numbered = year_within_reason(int(year))
    if not month:
        return account_year(_read(case, packs), packs, numbered, asked)
    return account_month(_read(case, packs), packs, month_of(date(numbered, int(month), 1)), asked)


def _read(case: Case | Path | str, packs: Iterable[Regulation]) -> Case:
    """The case, its codes checked against the words of all regulations at hand."""
    return (
        case
        if isinstance(case, Case)
        else read_case(Path(case), vocabulary_of([*shipped().values(), *packs]))
    )


def regulation(id_: str, packs: Iterable[Regulation] | None = None) -> Regulation:
    """One regulation by its id. Raises `BangfuError` (`unknown_regulation`) where there is none."""
    known = {r.regulation.id: r for r in packs} if packs is not None else shipped()
    if id_ not in known:
        raise BangfuError(Problem("unknown_regulation", value=id_))
    return known[id_]
