"""Facts for papers, from inspections, findings, good practice and verdicts: what a paper says is never typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from bangfu.regulation.periods import period_holding
from bangfu.site.clock import today
from bangfu.site.duties.days import live
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Verdict
from bangfu.site.duties.narrowing import of_day, within
from bangfu.site.papers import facts
from bangfu.site.papers.facts import Clause, Source
from bangfu.site.rectification.machine import OPEN
from bangfu.site.rectification.models import Finding, Practice
from bangfu.site.rectification.narrowing import NAMED
from bangfu.site.rectification.words import number_of
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.supervision.models import Assignment, Campaign
from bangfu.site.supervision.scheme import methods, schemes

Body = Place | Organisation
ANSWER = timedelta(days=15)  # our own proposal of a day by which to answer; the draft can be changed
STATES: dict[str, facts.FindingState] = {
    "struck_off": "closed",
    "reported": "rectified",
    "verified": "rectified",
}


def plan(campaign: Campaign) -> facts.Plan:
    """For 督查方案."""
    scheme = schemes().get(campaign.regulation)
    areas = [a for a in scheme.area if a.code in campaign.areas] if scheme else []
    checks = tuple(facts.Check(a.title.zh, _clause(campaign.regulation, a.provision)) for a in areas)
    known = methods()
    return facts.Plan(
        _campaign(campaign), checks, tuple(known[m].zh if m in known else m for m in campaign.methods)
    )


def feedback(campaign: Campaign, body: Body) -> facts.Feedback:
    """For 反馈意见: what was found at one body in an inspection, and what was good there."""
    found = _findings(_of(campaign, body).filter(state__in=OPEN))
    return facts.Feedback(
        _campaign(campaign), found, _practices(_praised(campaign).filter(_at(body))), today() + ANSWER
    )


def notice(campaign: Campaign, body: Body) -> facts.Notice:
    """For 整改通知: what one body still has to put right, until the last of its days."""
    rows = _of(campaign, body).filter(state__in=OPEN)
    last = max((f.deadline for f in rows if f.deadline), default=today() + ANSWER)
    return facts.Notice(_campaign(campaign), _findings(rows), last)


def report(campaign: Campaign) -> facts.Report:
    """For 督查报告 and 专项报告: what was found everywhere, how far it is, and what the ledger says."""
    rows = Finding.objects.filter(campaign=campaign, number__isnull=False)
    found, praised = _findings(rows), _practices(_praised(campaign))
    return facts.Report(_campaign(campaign), _tallies(campaign.place), found, praised)


def month(place: Place, first: date) -> facts.Month:
    """For 通报: the findings that were open at any time of a month, good practice of it, and the verdicts of today."""
    last = period_holding("month", first).last
    rows = Finding.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=first), place__code__range=(place.code, place.last), fed_back_on__lte=last
    )  # fmt: skip
    praised = Practice.objects.filter(
        place__code__range=(place.code, place.last), made_at__date__range=(first, last)
    ).exclude(state="drafted")
    on = min(today(), last)
    return facts.Month(
        place.name,
        first,
        on,
        _tallies(place),
        _findings(rows.exclude(state="withdrawn")),
        _practices(praised),
    )


def praise(place: Place) -> facts.Praise:
    """For 通报表扬: what was commended this year."""
    year = today().year
    rows = Practice.objects.filter(
        place__code__range=(place.code, place.last), made_at__year=year, state="commended"
    )
    return facts.Praise(place.name, f"{year}年", _practices(rows))


def bodies(campaign: Campaign) -> list[Body]:
    """The bodies at which an inspection found something that is open."""
    rows = Finding.objects.filter(campaign=campaign, state__in=OPEN).select_related("body", "organisation")
    found = {(f.body_id, f.organisation_id): f.organisation or f.body for f in rows}
    return [body for body in found.values() if body is not None]


def _of(campaign: Campaign, body: Body) -> QuerySet[Finding]:
    return Finding.objects.filter(_at(body, "body"), campaign=campaign, number__isnull=False)


def _at(body: Body, field: str = "place") -> Q:
    if isinstance(body, Organisation):
        return Q(organisation=body)
    return Q(organisation=None, **{f"{field}__code__range": (body.code, body.last)})


def _praised(campaign: Campaign) -> QuerySet[Practice]:
    return Practice.objects.filter(campaign=campaign).exclude(state="drafted")


def _campaign(campaign: Campaign) -> facts.Campaign:
    rows = Assignment.objects.filter(team__campaign=campaign).select_related("team", "place", "organisation")
    goes: dict[str, list[str]] = {}
    for row in rows:
        goes.setdefault(row.team_id, []).append(str(row.place or row.organisation))  # type: ignore[attr-defined]
    teams = tuple(_team(team, goes.get(team.pk, [])) for team in campaign.teams.all())  # type: ignore[attr-defined]
    places = tuple(place for listed in goes.values() for place in listed) or (campaign.place.name,)
    source = Source(
        campaign.title, "supervision_campaign", campaign.pk, reverse("campaign", args=[campaign.pk])
    )
    return facts.Campaign(
        campaign.title, campaign.start, campaign.end, places, teams, _basis(campaign), source
    )


def _team(team: object, places: Iterable[str]) -> facts.Team:
    members = list(team.members.select_related("person"))  # type: ignore[attr-defined]
    leader = next((str(m.person) for m in members if m.leads), "")
    return facts.Team(str(team), leader, tuple(str(m.person) for m in members if not m.leads), tuple(places))


def _basis(campaign: Campaign) -> tuple[Clause, ...]:
    """The clause by which an inspection of this kind is held."""
    scheme = schemes().get(campaign.regulation)
    kinds = [k for k in scheme.kind if k.code == campaign.kind] if scheme else []
    return tuple(_clause(campaign.regulation, k.provision) for k in kinds)


def _clause(regulation: str, provision: str) -> Clause:
    return Clause(law().number(regulation), provision)


def _findings(rows: QuerySet[Finding]) -> tuple[facts.Finding, ...]:
    listed = rows.select_related(*NAMED).order_by("year", "number")
    return tuple(_finding(row) for row in listed)


def _finding(row: Finding) -> facts.Finding:
    where = str(row.organisation or row.body)
    at = "" if row.organisation is None and row.place_id == row.body_id else f"（{row.place}）"
    source = Source(
        number_of(row), "rectification_finding", row.pk, reverse("finding", args=[row.pk]), row.text
    )
    return facts.Finding(
        number_of(row), f"{where}{at}", _clause(row.regulation, row.clause), row.text, row.opinion, str(row.leader or ""),
        row.deadline or row.found_on, STATES.get(row.state, "open"), source,
    )  # fmt: skip


def _practices(rows: QuerySet[Practice]) -> tuple[facts.Practice, ...]:
    return tuple(
        facts.Practice(
            str(row.organisation or row.place), f"{row.title}：{row.text}", None,
            Source(row.title, "rectification_practice", row.pk, reverse("practice", args=[row.pk]), row.text),
        )
        for row in rows.select_related("place", "organisation")
    )  # fmt: skip


def _tallies(place: Place) -> tuple[facts.Tally, ...]:
    """The verdicts of an area by duty, in the order of the documents; nothing where no day was judged."""
    snapshot, known = live(), law()
    if snapshot is None:
        return ()
    rows: QuerySet[Verdict] = of_day(snapshot).filter(within(place))
    counted = rows.order_by().values_list("regulation", "duty", "status").annotate(Count("pk"))
    found: dict[tuple[str, str], dict[str, int]] = {}
    for regulation, duty, status, count in counted:
        found.setdefault((regulation, duty), {})[status] = count
    ordered = sorted((d.position, key) for key in found if (d := known.duties.get(key)))
    return tuple(_tally(*key, found[key]) for _position, key in ordered)


def _tally(regulation: str, duty: str, counts: dict[str, int]) -> facts.Tally:
    known = law().duties[regulation, duty]
    title = known.rule.title.zh  # papers are written in Chinese, whoever gathers them
    source = Source(
        title, "duties_verdict", f"{regulation}:{duty}", f"{reverse('duties')}?duty={regulation}:{duty}"
    )
    return facts.Tally(title, _clause(regulation, known.provision.id), **counts, source=source)
