"""An inspection, step by step: planned from the scheme of a regulation, opened, closed. Who may is held by the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now, today
from bangfu.site.duties.law import law
from bangfu.site.roster.codes import county_at
from bangfu.site.supervision.models import Briefing, Campaign, Draw, Stage
from bangfu.site.supervision.scheme import Scheme, methods, schemes
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Plan:
    """What is wanted of an inspection."""

    kind: str
    title: str
    start: date
    aim: str = ""
    areas: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    other: str = ""  # a further way of inspecting, in words
    announced: bool = False


def adopted() -> dict[str, Scheme]:
    """The schemes of the regulations that are adopted here: what one county wrote binds no other."""
    return {r: s for r, s in schemes().items() if r in law().packs}


def scheme_of(campaign: Campaign) -> Scheme:
    """The scheme under which an inspection was planned."""
    return schemes()[campaign.regulation]


def plan(account: Account, scheme: Scheme, wanted: Plan) -> Campaign:
    """Plan an inspection with the stages and the duty list of its scheme. Raises `BangfuError` for what is forbidden."""
    _require(scheme, wanted)
    days = scheme.stages(wanted.start)
    language = tongue()
    with transaction.atomic():
        made = Campaign.objects.create(
            place_id=county_at(account.area_id or 0),
            regulation=scheme.regulation,
            duties="\n".join(line.text.told(language) for line in scheme.duty),
            start=min(first for _, first, _ in days),
            end=max(last for _, _, last in days),
            made_by=account.pk,
            made_at=now(),
            **_written(wanted),
        )
        for number, (span, first, last) in enumerate(days, 1):
            name, tasks = span.name.told(language), span.tasks.told(language)
            Stage.objects.create(campaign=made, number=number, name=name, tasks=tasks, start=first, end=last)
    return made


def change(campaign: Campaign, wanted: Plan, duties: str) -> None:
    """Write a plan anew, and move its stages if it begins on another day. Raises `BangfuError`."""
    require_hidden(campaign)
    _require(scheme_of(campaign), wanted)
    for name, value in (_written(wanted) | {"duties": duties}).items():
        setattr(campaign, name, value)
    with transaction.atomic():
        shift = wanted.start - campaign.start
        for stage in Stage.objects.filter(campaign=campaign) if shift else ():
            stage.start, stage.end = stage.start + shift, stage.end + shift
            stage.save()
        _spanned(campaign)


def restage(campaign: Campaign, stages: Iterable[Stage]) -> None:
    """Write its stages anew. Raises `BangfuError`."""
    require_hidden(campaign)
    with transaction.atomic():
        for stage in stages:
            stage.save()
        _spanned(campaign)


def _spanned(campaign: Campaign) -> None:
    """It lasts from its first stage to its last."""
    ends = Stage.objects.filter(campaign=campaign).aggregate(first=Min("start"), last=Max("end"))
    campaign.start, campaign.end = ends["first"], ends["last"]
    campaign.save()


def open_up(account: Account, campaign: Campaign) -> None:
    """Let the inspected know. Raises `BangfuError` where they do already."""
    require_hidden(campaign)
    campaign.opened_by, campaign.opened_at = account.pk, now()
    campaign.save()


def close(account: Account, campaign: Campaign) -> None:
    """End it. Raises `BangfuError` while it is hidden, or a draw of it is."""
    require_open(campaign)
    hidden = [
        Problem("campaign_draws_open", value=d.subject)
        for d in Draw.objects.filter(campaign=campaign, opened_at=None)
    ]
    if hidden:
        raise BangfuError(*hidden)
    campaign.closed_by, campaign.closed_at = account.pk, now()
    campaign.save()


def brief(account: Account, campaign: Campaign, on: date, people: str, content: str) -> Briefing:
    """Keep that the teams were taught. Raises `BangfuError` where it is closed."""
    require_running(campaign)
    return Briefing.objects.create(
        campaign=campaign, on=on, people=people, content=content, made_by=account.pk, made_at=now()
    )


def require_hidden(campaign: Campaign) -> None:
    """Raises `BangfuError` where it was opened."""
    if campaign.opened_at is not None:
        raise BangfuError(Problem("campaign_opened", value=campaign.title))


def require_running(campaign: Campaign) -> None:
    """Raises `BangfuError` where it was closed."""
    if campaign.closed_at is not None:
        raise BangfuError(Problem("campaign_closed", value=campaign.title))


def require_open(campaign: Campaign) -> None:
    """Raises `BangfuError` where it is hidden, or closed."""
    require_running(campaign)
    if campaign.opened_at is None:
        raise BangfuError(Problem("campaign_hidden", value=campaign.title))


def by_state() -> dict[str, list[Campaign]]:
    """The inspections that the account sees: running, planned, closed."""
    rows: QuerySet[Campaign] = Campaign.objects.prefetch_related("stages")
    found: dict[str, list[Campaign]] = {"running": [], "planned": [], "closed": []}
    for campaign in rows:
        found[state_of(campaign)].append(campaign)
    return found


def state_of(campaign: Campaign) -> str:
    """How far it is: planned until its first day has come and it was opened or has begun in secret."""
    if campaign.closed_at is not None:
        return "closed"
    return "running" if campaign.opened_at is not None or campaign.start <= today() else "planned"


def _written(wanted: Plan) -> dict[str, Any]:
    ways = [*wanted.methods, *filter(None, [wanted.other.strip()])]
    told = {name: getattr(wanted, name) for name in ("kind", "title", "aim", "announced")}
    return told | {"areas": list(wanted.areas), "methods": ways}


def _require(scheme: Scheme, wanted: Plan) -> None:
    problems = list(_against(scheme, wanted))
    if problems:
        raise BangfuError(*problems)


def _against(scheme: Scheme, wanted: Plan) -> Iterator[Problem]:
    known = {"kind": {k.code for k in scheme.kind}, "areas": {a.code for a in scheme.area}}
    chosen = [("kind", wanted.kind), *(("areas", area) for area in wanted.areas)]
    yield from (Problem("not_offered", column=c, value=v) for c, v in chosen if v not in known[c])
    named = (("number", law().number(scheme.regulation)),)
    for method in wanted.methods:
        rule, clause = scheme.rule_of(method)
        words = methods().get(method)
        if words is None:
            yield Problem("not_offered", column="methods", value=method)
        elif rule == "forbidden":
            said = (("clause", clause), ("zh_method", words.zh), ("en_method", words.en))
            yield Problem("method_forbidden", column="methods", value=method, details=(*named, *said))
    if wanted.announced and scheme.announcing.rule == "forbidden":
        clause = (("clause", scheme.announcing.provision),)
        yield Problem("announcing_forbidden", column="announced", details=(*named, *clause))
