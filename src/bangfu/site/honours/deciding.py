"""A draft decision on honours from a year's grants: who was given what, by honour, with the clause that provides it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from bangfu.errors import BangfuError, Problem
from bangfu.incentives.candidates import given_under
from bangfu.incentives.given import HONOURS
from bangfu.incentives.purposes import purposes
from bangfu.site.duties.law import law
from bangfu.site.honours.asking import lists
from bangfu.site.honours.entering import county_of
from bangfu.site.honours.listing import parts
from bangfu.site.honours.models import Grant
from bangfu.site.papers.facts import Clause, Honour, Honoured, Honours, Source
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.making import make
from bangfu.site.papers.models import Paper
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force

OF_THE_COUNTY = (
    "",
    "county",
)  # a county decides on what it gives itself; where nothing is written a person looks

REVIEW_FIRST = "后来的决定碰到这一项，请先由授予机关复核，再定是否写进决定。"  # papers are written in Chinese


def decided(account: Account, year: int) -> QuerySet[Grant]:
    """What a decision of the account's county can be made of: honours of a year that stand, in the order of the list."""
    rows = Grant.objects.filter(county_id=county_of(account), granted_on__year=year, withdrawal=None)
    return rows.filter(kind__in=HONOURS, level__in=OF_THE_COUNTY).select_related(
        "person__organisation", "organisation"
    )


def decision_of(account: Account, year: int, honour: str = "") -> Paper:
    """A draft of all honours of a year, or of one (`word_of`), for people to read through and issue.

    Raises `BangfuError` (`no_honours`, `paper_no_series`).
    """
    given = [g for g in decided(account, year) if honour in ("", word_of(g))]
    if not given:
        raise BangfuError(Problem("no_honours", value=str(year)))
    county = Place.objects.get(pk=county_of(account))
    by_honour: dict[str, list[Grant]] = {}
    for grant in given:
        by_honour.setdefault(word_of(grant), []).append(grant)
    again = touched(account, year)
    honours = tuple(_honour(rows, again) for rows in by_honour.values())
    return make(account, Kind.HONOURS, county, Honours(county.name, year, honours), about=about(year))


def papers_of(year: int) -> QuerySet[Paper]:
    """The decisions in view that were made of a year's grants."""
    return Paper.objects.filter(kind=Kind.HONOURS, about=about(year))


def about(year: int) -> str:
    """How a paper tells of which year it is."""
    return f"honours-{year}"


def word_of(grant: Grant) -> str:
    """Which honour it is, as a form sends it: of a document, by kind and category."""
    return "/".join((grant.regulation, grant.kind, grant.category))


def touched(account: Account, year: int) -> set[str]:
    """The year's grants that a later decision touches: for the body that gave them to look at again."""
    return {g for t in parts(lists(account, year), "review") if t.verdict for g in t.verdict.grants}


def name_of(grant: Grant) -> str:
    """The honour as a paper calls it, in Chinese."""
    title = purposes()[grant.kind].zh  # type: ignore[index]  # the column holds no other
    category = in_force().name("award_category", grant.category, "zh") if grant.category else ""
    return f"{title}（{category}）" if category else title


def _honour(given: list[Grant], again: set[str]) -> Honour:
    first, packs = given[0], list(law().packs.values())
    honoured = tuple(_honoured(grant, grant.pk in again) for grant in given)
    at = given_under(packs, first.regulation, first.kind, first.category or None)
    if at is None:
        return Honour(name_of(first), honoured)
    name = at.rule.title.zh if at.rule.title else name_of(first)
    return Honour(name, honoured, Clause(law().number(at.head.id), at.provision.clause))


def _honoured(grant: Grant, again: bool) -> Honoured:
    name = str(grant.person or grant.organisation)
    unit = grant.person.organisation if grant.person else None
    told = f"{name}（{unit}）" if unit else name
    text = f"{name_of(grant)}。{REVIEW_FIRST}" if again else name_of(grant)
    source = Source(told, "honours_grant", grant.pk, reverse("grant", args=[grant.pk]), text)
    return Honoured(grant.person_id or grant.organisation_id or "", told, grant.person is None, source)
