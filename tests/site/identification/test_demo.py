"""The story that the demo tells of identification is one that the database lets through, on its days and by its people."""

from __future__ import annotations

import pytest
from tests.site.identification.steps import OFFICE, VILLAGE, Steps
from tests.site.seed import connect
from tests.site.world import TODAY

from bangfu.site.demo import identification as demo
from bangfu.site.identification.coverage import leads
from bangfu.site.identification.models import Notice, Roll, Screening
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Household, Place


@pytest.fixture
def tags() -> list[str]:
    """Of every village of the world, before the story is told."""
    return []


@pytest.fixture
def told(
    steps: Steps, counties: Cluster, site: str, monkeypatch: pytest.MonkeyPatch, tags: list[str]
) -> Steps:
    """The demo's story in the village of the world, told by whoever owns the tables."""
    moved = TODAY - demo.STANDS_ON
    for name in ("SET", "BEGUN", "JUDGED", "POSTED", "LATELY"):
        monkeypatch.setattr(demo, name, getattr(demo, name) + moved)
    for name in ("CLERK", "OFFICE"):
        monkeypatch.setattr(demo, name, f"a-{getattr(demo, name)}")
    with steps.acting(OFFICE):
        county = Place.objects.get(pk=VILLAGE // 10**6 * 10**6)
    connect(counties.url("bangfu_owner", site))
    if tags:
        Place.objects.filter(level="village").update(tags=tags)
    demo.fill(county)
    connect(counties.url("bangfu_app", site))
    return steps


def test_the_story(told: Steps) -> None:
    with told.acting(OFFICE) as user:
        heads = dict(Screening.objects.filter(roll__head__in=demo.HEADS).values_list("roll__head", "state"))
        assert heads == {demo.HEADS[0]: "confirmed", demo.HEADS[1]: "posted", demo.HEADS[2]: "screening"}
        assert Household.objects.get(head=demo.HEADS[0]).kinds == ["scattered"]
        assert Roll.objects.filter(head__in=demo.HEADS).count() == len(demo.HEADS)
        assert {lead.code for lead in leads(user)} == {"unscreened", "overdue"}


@pytest.mark.parametrize("tags", [["poor_village"]])
def test_where_all_villages_are_poor_nobody_is_scattered(told: Steps) -> None:
    with told.acting(OFFICE):
        ours = Screening.objects.filter(roll__head__in=demo.HEADS)
        assert {*ours.values_list("scheme__template", flat=True)} == {"watch"}
        states = dict(ours.values_list("roll__head", "state"))
        assert [states[head] for head in demo.HEADS[:3]] == ["confirmed", "posted", "screening"]
        assert Household.objects.get(head=demo.HEADS[0]).kinds == []
        hangs = Notice.objects.get(lines__screening__roll__head=demo.HEADS[1])
        assert hangs.removed_on is None
        assert hangs.until is not None
        assert hangs.until >= TODAY
