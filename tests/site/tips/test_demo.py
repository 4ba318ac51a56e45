"""The made-up tips of the demo go the ways of real ones."""

from __future__ import annotations

from datetime import timedelta

from tests.site.acting import Acting
from tests.site.ledger.conftest import TODAY
from tests.site.seed import connect
from tests.site.tips.conftest import COUNTY

from bangfu.site.demo.tips import send_tips
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Place
from bangfu.site.tips.alike import alike
from bangfu.site.tips.deadlines import limits
from bangfu.site.tips.models import Tip


def test_they_stand_at_many_states_some_late_and_two_alike(
    cluster: Cluster, database: str, acting: Acting
) -> None:
    connect(cluster.url("bangfu_owner", database))  # who fills a demo
    send_tips(Place.objects.get(pk=COUNTY), TODAY)
    connect(cluster.url("bangfu_app", database))
    with acting("tip_reception"):
        tips = list(Tip.objects.all())
        assert {t.state for t in tips} >= {"received", "accepted", "assigned", "disputed", "closed"}
        assert Tip.objects.filter(limits().overdue(TODAY)).exists()
        assert any(alike(tip) for tip in tips)
        assert all(tip.since <= TODAY - timedelta(days=1) for tip in tips)
