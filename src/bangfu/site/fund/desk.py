"""What programs may enter about plans, projects and vouchers: what pages offer, but for deciding."""

from __future__ import annotations

from bangfu.site.fund.forms import money, plans, projects
from bangfu.site.fund.models import Plan, Project, Voucher
from bangfu.site.web.deed import Desks

DESKS: Desks = {
    "plan": (Plan, plans.DEEDS),
    "project": (Project, {**projects.DEEDS, **money.OF_PROJECT}),
    "voucher": (Voucher, money.OF_VOUCHER),
}
