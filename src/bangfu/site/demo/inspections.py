"""Two inspections of the demo: one that runs and is open, one that is planned and that only the office knows of."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import override

from bangfu.site.clock import today
from bangfu.site.demo.inspectors import TEAMS, inspectors
from bangfu.site.roster.models import Place
from bangfu.site.supervision import drawing, planning, proposing, teams
from bangfu.site.supervision.inspecting import inspected
from bangfu.site.supervision.models import Assignment, Campaign
from bangfu.site.supervision.planning import Plan
from bangfu.site.web.models import Account

REGULATION = "tongwei-2018-59"
WAYS = ("field", "documents", "random_visit")
SINCE = timedelta(days=49)  # when the running one began; the hidden one begins in two weeks
SOON = timedelta(days=14)


def inspect(county: Place) -> None:
    """Where the demo's county works by the regulation that arranges them."""
    scheme, account = planning.adopted().get(REGULATION), Account.objects.get(username="inspection_office")
    if scheme is None:
        return
    areas = tuple(a.code for a in scheme.area)
    with override("zh-hans"):
        runs = Plan(
            "comprehensive", "下半年帮扶工作综合监督", _first(today() - SINCE), areas=areas, methods=WAYS
        )
        _go(account, planning.plan(account, scheme, runs), county)
        hidden = Plan(
            "special", "驻村在岗暗访", today() + SOON, areas=("team_leaders",), methods=("unannounced_visit",)
        )
        planning.plan(account, scheme, hidden)


def _go(account: Account, campaign: Campaign, county: Place) -> None:
    """Teams, their townships, a draw of households, and the first visits."""
    for number in range(TEAMS):
        team = teams.new_team(campaign, f"监督{number + 1}组")
        for at, person in enumerate(inspectors(number)):
            teams.add_member(team, person, leads=at == 0)
    proposing.accept(proposing.proposed(campaign, proposing.unassigned(campaign)))
    planning.brief(
        account, campaign, campaign.start, "三个监督组全体组员", "责任清单、纪律要求、入户问什么。"
    )
    wanted = drawing.Wanted("household", 36, county, "township")
    drawn = drawing.fix(account, campaign, wanted)
    drawing.draw(account, drawn, "霜降那天的头条")
    planning.open_up(account, campaign)
    drawing.open_up(account, drawn)
    for number, assignment in enumerate(Assignment.objects.filter(team__campaign=campaign)[:5]):
        inspected(account, assignment, today() - timedelta(days=20 - number))


def _first(day: date) -> date:
    return day.replace(day=1)
