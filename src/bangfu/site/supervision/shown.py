"""What the page of one inspection shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import resolve, reverse

from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.supervision.models import Assignment, Briefing, Campaign, Draw, Member, Stage, Team
from bangfu.site.supervision.planning import scheme_of, state_of
from bangfu.site.supervision.scheme import methods
from bangfu.site.web.access import opens
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of
from bangfu.site.web.words import tongue


def shown(account: Account, campaign: Campaign) -> dict[str, Any]:
    """All of it, with what the account may do."""
    language, scheme, ways = tongue(), scheme_of(campaign), methods()
    areas = {a.code: a for a in scheme.area}
    return {
        "campaign": Campaign.objects.annotate(
            maker=name_of("made_by"), opener=name_of("opened_by"), closer=name_of("closed_by")
        ).get(pk=campaign.pk),
        "scheme": scheme,
        "kind": next(k.title.told(language) for k in scheme.kind if k.code == campaign.kind),
        "number": law().number(campaign.regulation),
        "state": state_of(campaign),
        "stages": list(Stage.objects.filter(campaign=campaign)),
        "areas": [(areas[c].title.told(language), areas[c].provision) for c in campaign.areas if c in areas],
        "methods": [
            (_way(m), scheme.rule_of(m)[1] if m in ways else scheme.others) for m in campaign.methods
        ],
        "duties": campaign.duties.splitlines(),
        "briefings": Briefing.objects.filter(campaign=campaign),
        "teams": teams_of(campaign),
        "draws": Draw.objects.filter(campaign=campaign).defer("secret"),
        "reports": [(r.title.told(language), r.to.told(language), r.provision) for r in scheme.report],
        "day": today(),
        "may_plan": account.may("supervise") and campaign.opened_at is None,
        "may_prepare": account.may("supervise") and campaign.closed_at is None,
        "may_inspect": account.may("inspect") and campaign.closed_at is None,
        "papers_open": opens(resolve(reverse("papers")).func, account.role),
    }


def teams_of(campaign: Campaign) -> list[Team]:
    """Its teams with members and what they inspect."""
    members = Prefetch("members", Member.objects.select_related("person"))
    going = Prefetch("assignments", Assignment.objects.select_related("place__parent", "organisation"))
    return list(Team.objects.filter(campaign=campaign).prefetch_related(members, going))


def of_day(stage: Stage, day: date) -> str:
    """The state of a stage on a day: over, running, to come."""
    return "exempt" if stage.end < day else "open" if stage.start <= day else "judgement"


def _way(method: str) -> str:
    words = methods().get(method)
    return words.told(tongue()) if words else method
