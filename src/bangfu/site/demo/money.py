"""Money of the demo county, all of it made up: a daily rate, and what some units paid for the month before."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bangfu.entitlements.stretches import month_of
from bangfu.site.allowances.models import Payment, Rate
from bangfu.site.clock import SHANGHAI
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Place, Post

WHAT, ROLE = "residency_allowance", "first_secretary"
A_DAY, PAID = Decimal(60), Decimal(600)  # yuan
MOST = 12  # payments


def fill(county: Place) -> None:
    """A rate for the county, and payments to some first secretaries."""
    now = datetime.combine(STANDS_ON, time(8), SHANGHAI)
    Rate.objects.create(
        what=WHAT, place=county, amount=A_DAY, per="day", start=date(STANDS_ON.year, 1, 1),
        set_by="示例：县财政局文件（虚构）", made_by="demo", made_at=now,
    )  # fmt: skip
    month = month_of(STANDS_ON.replace(day=1) - timedelta(days=1))
    posts = Post.objects.filter(
        role=ROLE,
        person__isnull=False,
        organisation__isnull=False,
        place__code__range=(county.code, county.last),
    )
    for post in holding(posts, month.first).order_by("pk")[:MOST]:
        Payment.objects.create(
            county=county, what=WHAT, person_id=post.person_id, post=post, place_id=post.place_id, start=month.first,
            end=month.last, amount=PAID, paid_on=STANDS_ON.replace(day=1), payer_id=post.organisation_id, made_by="demo", made_at=now,
        )  # fmt: skip
