"""The assistance group of the demo township, all of it made up: people, rules, sheets that were posted, outlines of villages."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import SEED, STANDS_ON
from bangfu.site.demo.outlines import outlines
from bangfu.site.groups import recording, sheets, standing
from bangfu.site.groups.citing import entries_of
from bangfu.site.groups.models import Assessment, Group, Member, Note
from bangfu.site.roster.models import Person, Place, Post
from bangfu.site.web.models import Account

CLERK, OFFICE, INSPECTOR = "township_clerk", "county_office", "inspector"
BEGAN, POSTED, SEEN = date(2019, 3, 1), STANDS_ON - timedelta(days=90), STANDS_ON - timedelta(days=12)
TEXTS = {
    "study": "每月第一周集中学习一次，学政策、学业务，缺席的补学。（示例）",
    "meeting": "每月开一次组务会，重要事项集体研究，记录归档。（示例）",
    "ledger": "一户一档，入户后三日内记入台账，由组长按月抽查。（示例）",
    "analysis": "每季度逐户分析一次，列出难以稳定脱贫的户和原因。（示例）",
    "tasks": "摸清底数，制订规划，帮扶到户，管好项目和资金。（示例）",
    "discipline": "不优亲厚友，不收受财物，不弄虚作假。（示例）",
}
DUTIES = ("主持全面工作", "协助组长，管台账和档案", "联系北片各村", "联系南片各村，管项目资金")


def fill(county: Place) -> None:
    """One township with a group that has most things, the others without."""
    _draw(county)
    town = Account.objects.get(username=CLERK).area
    if town is None:
        return
    with acting_on(CLERK, BEGAN) as user:
        facts = standing.Facts("示例〔2019〕8号", 6, "county", "area", f"{town}政府办公楼二楼东侧")
        group = standing.set_up(user, town, BEGAN, facts)
    with acting_on(CLERK, POSTED) as user:
        _people(user, group)
        for kind, text in TEXTS.items():
            recording.write_note(user, Note(group=group, kind=kind, text=text, start=POSTED))
        digest = sheets.digest_now(group, "board", POSTED)
        recording.post_copy(user, group, "board", POSTED, "办公室正面墙", digest)
    _lately(group)


def _people(user: Account, group: Group) -> None:
    """The secretary leads; people of the township follow, one of them working for the group alone."""
    town = group.place
    here = Post.objects.filter(place=town, person__isnull=False).exclude(role="township_party_secretary")
    others = Person.objects.filter(pk__in=here.values("person")).order_by("pk")
    leads = Post.objects.filter(role="township_party_secretary", place=town, person__isnull=False).last()
    people = [p for p in (leads and leads.person, *others[:3]) if p]
    since = (
        max(BEGAN, leads.start or BEGAN) if leads else BEGAN
    )  # nobody leads it before they are the secretary
    roles = ("leader", "deputy", "member", "member")
    for number, (person, role) in enumerate(zip(people, roles, strict=False)):
        source = "township_leader" if role == "leader" else "township_cadre"
        standing.take_in(user, Member(
            group=group, person=person, role=role, source=source, post="乡镇党委书记" if role == "leader" else "干部",
            duties=DUTIES[number], phone=f"0932-000-{number:04}", fixed=number == 1, start=since if role == "leader" else BEGAN,
        ))  # fmt: skip


def _lately(group: Group) -> None:
    """What happened of late: somebody's work changed after the board was posted, an inspector came, the year before was assessed."""
    with acting_on(CLERK, SEEN) as user:
        digest = sheets.digest_now(group, "map", SEEN)
        recording.post_copy(user, group, "map", SEEN, "办公室侧墙", digest)
        for person in sheets.contacts(group.place, SEEN)[:2]:
            mark = sheets.digest_now(group, "handbook", SEEN, person)
            recording.post_copy(user, group, "handbook", SEEN, "", mark, person)
        last = Member.objects.filter(group=group).order_by("-phone").first()
        if last:
            standing.amend(last, {"duties": "联系南片各村，管项目资金和物资"})
    with acting_on(INSPECTOR, SEEN) as user:
        recording.look(user, group, "office", True, SEEN, "现场看过，门牌、桌椅、档案柜齐全")
    with acting_on(OFFICE, SEEN) as user:
        cited = [pk for pk, _ in entries_of(group, SEEN)[:3]]
        if cited:
            recording.assess(user, Assessment(
                group=group, year=STANDS_ON.year - 1, level="county", result="good", on=SEEN,
                text="台账完整，户户有人联系，情况报告制度还没有立。（示例）", cites=cited,
            ))  # fmt: skip


def _draw(county: Place) -> None:
    """Outlines for the villages, made up: no real place lies where they show it."""
    towns = list(Place.objects.filter(level="township", code__range=(county.code, county.last)))
    chance = random.Random(SEED)
    for number, town in enumerate(towns):
        villages = list(Place.objects.filter(level="village", code__range=(town.code, town.last)))
        corner = (105.0 + number % 5 * 0.2, 35.0 + number // 5 * 0.16)
        for village, shape in zip(villages, outlines(len(villages), corner, chance), strict=True):
            Place.objects.filter(pk=village.pk).update(shape=shape)
