"""What a *why* page says of one verdict: the judge's explanation, with every id turned into what this account may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.urls import reverse

from bangfu.site.duties.law import Duty, Law
from bangfu.site.duties.models import Exemption, Verdict
from bangfu.site.duties.rows import Row
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Household, Organisation, Place

# What a line about an entry names: who, where, whom.
NAMED = ("person", "organisation", "place", "household", "counterpart_person", "counterpart_organisation")


@dataclass(frozen=True)
class Run:
    """Entries of one month that differ in nothing but the day."""

    entry: Entry  # the first
    entries: list[Entry]

    @cached_property
    def links(self) -> list[tuple[str, Entry]]:
        """Each with the address of its page. It is asked for once: a year has hundreds of days, all but the id alike."""
        start, end = reverse("entry", args=["-"]).rsplit("-", 1)
        return [(f"{start}{quote(entry.pk, safe='')}{end}", entry) for entry in self.entries]


def runs_of(entries: Iterable[Entry]) -> list[Run]:
    """Entries by month, alike ones together: a year of days in the village is twelve lines, not two hundred."""
    alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for e in entries:
        alike[
            e.on.year, e.on.month, e.kind, *(getattr(e, f"{n}_id") for n in NAMED), e.until and e.pk
        ].append(e)
    return [Run(found[0], found) for found in alike.values()]


@dataclass(frozen=True)
class Group:
    """Entries that did not count for one reason."""

    reason: str
    sentence: str
    entries: list[Entry]
    inside: bool  # in the period, so that somebody will ask why they did not count

    @cached_property
    def runs(self) -> list[Run]:
        """The same, alike ones together."""
        return runs_of(self.entries)


@dataclass(frozen=True)
class Counted:
    """The entries behind a verdict, as far as this account may see them."""

    counted: list[Entry]
    unseen: int  # counted, but outside the scope of this account
    others: list[Group]

    @cached_property
    def runs(self) -> list[Run]:
        """What counted, alike ones together."""
        return runs_of(self.counted)

    @property
    def all_others(self) -> list[tuple[Entry, str]]:
        """Everything that did not count, with the sentence that says why."""
        return [(e, g.sentence) for g in self.others for e in g.entries]


def counted_of(told: dict[str, Any], verdict: Verdict) -> Counted:
    """The entries of an explanation. The judge sees everything; the database decides what is shown here.

    What they name is looked up for the first of those that are alike.
    """
    ids = [e["id"] for group in ("counted", "not_counted") for e in told[group]]
    seen = Entry.objects.in_bulk(ids)
    counted = [seen[e["id"]] for e in told["counted"] if e["id"] in seen]
    others = sorted((e for e in told["not_counted"] if e["id"] in seen), key=lambda e: e["reason"])
    groups = [
        _group(reason, found[0]["sentence"], [seen[e["id"]] for e in found], verdict)
        for reason, found in ((r, list(g)) for r, g in groupby(others, key=lambda e: e["reason"]))
    ]
    groups.sort(key=lambda group: not group.inside)
    found = Counted(counted, len(told["counted"]) - len(counted), groups)
    prefetch_related_objects([run.entry for part in (found, *groups) for run in part.runs], *NAMED)
    return found


def _group(reason: str, sentence: str, entries: list[Entry], verdict: Verdict) -> Group:
    inside = any(verdict.period_start <= e.on <= verdict.period_end for e in entries)
    return Group(reason, sentence, entries, inside)


def missing_of(told: dict[str, Any]) -> list[Household | Organisation | Place]:
    """The targets that were not reached, as far as this account may see them."""
    ids = [str(i) for i in told["missing"]]
    codes = [code_of(i) for i in ids if i.isdigit()]
    found: list[QuerySet[Any]] = [
        Household.objects.filter(pk__in=ids).select_related("place"),
        Organisation.objects.filter(pk__in=ids),
        Place.objects.filter(pk__in=codes),
    ]
    return next((list(rows) for rows in found if ids and rows.exists()), [])


def exemptions_on(verdict: Verdict) -> QuerySet[Exemption]:
    """Exemptions asked for or decided that name this duty and this bearer, in this period."""
    whose = Q()
    for field in ("person", "organisation", "place", "household"):
        whose &= Q(**{field: None}) | Q(**{f"{field}_id": getattr(verdict, f"{field}_id")})
    return Exemption.objects.filter(
        whose,
        regulation=verdict.regulation,
        duty__in=(verdict.duty, verdict.clause, ""),
        start__lte=verdict.period_end,
        end__gte=verdict.period_start,
    ).order_by("asked_at", "pk")


def asked_already(verdict: Verdict, exemptions: Iterable[Exemption]) -> bool:
    """Whether one that is asked for, or approved and not judged yet, lasts until the end of the period."""
    standing = {Exemption.State.ASKED, Exemption.State.APPROVED}
    return any(e.state in standing and e.end >= verdict.period_end for e in exemptions)


@dataclass(frozen=True)
class Beside:
    """Another regulation's clause on the same matter."""

    regulation: str
    clause: str
    title: str
    governs: bool
    verdict: Verdict | None
    duty: Duty | None


def beside(verdict: Verdict, related: Sequence[dict[str, Any]], known: Law) -> list[Beside]:
    """The clauses that the line names, each with the verdict of the same bearer in the same days."""
    found: list[Beside] = []
    for r in related:
        same = Verdict.objects.filter(
            snapshot=verdict.snapshot,
            regulation=r["regulation"],
            duty=r["duty"],
            person=verdict.person,
            organisation=verdict.organisation,
            period_start__lte=verdict.period_end,
            period_end__gte=verdict.period_start,
        )
        at = (r["regulation"], r["duty"])
        other = same.order_by("-period_end").first()
        found.append(
            Beside(
                known.number(at[0]), r["clause"], known.title(*at), r["governs"], other, known.duties.get(at)
            )
        )
    return found


def gap(row: Row) -> float | None:
    """How much is still missing, in the duty's own unit; None where no number is asked."""
    v = row.verdict
    return None if v.required is None else max(0.0, v.required - v.achieved)


def span(verdict: Verdict, entries: Sequence[Entry]) -> tuple[date, date]:
    """The days that a strip shows: the period, and the entries beside it."""
    days = [verdict.period_start, verdict.period_end, *(e.on for e in entries)]
    return min(days), max(days)
