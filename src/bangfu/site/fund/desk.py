"""What programs may enter about plans, projects and money: what pages offer, but for deciding and for papers."""

from __future__ import annotations

from bangfu.site.fund.forms import corrections, county, money, plans, projects
from bangfu.site.fund.models import Item, Plan, Project, Voucher
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Desks

DESKS: Desks = {
    "place": (Place, {"plan": plans.PlanForm, **county.DEEDS}),
    "plan": (Plan, plans.DEEDS),
    "item": (Item, plans.OF_ITEM),
    "project": (Project, {**projects.DEEDS, **corrections.DEEDS, **money.OF_PROJECT}),
    "voucher": (Voucher, money.OF_VOUCHER),
}
