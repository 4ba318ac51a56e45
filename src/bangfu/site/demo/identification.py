"""How households of a demo village came to be looked at, all of it made up: one confirmed, one posted, one for a person to judge.

Where the town has only poor villages they are looked at to be watched: that has no lists, so the county office judges each.
"""

from __future__ import annotations

from datetime import date, timedelta

from bangfu.site.demo.acting import acting_on
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.identification import confirming, screening, telling
from bangfu.site.identification.models import Report, Roll, Scheme, Screening
from bangfu.site.identification.templates import templates
from bangfu.site.identification.watching import Danger
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

CLERK, OFFICE = "township_clerk", "county_office"
SET, BEGUN, JUDGED, POSTED, LATELY = (STANDS_ON - timedelta(days=days) for days in (90, 40, 34, 30, 5))
SCATTERED, WATCH = "guangdong-2016-98", "watch"
STEPS = ["入户核查", "村民代表民主评议", "乡镇审核"]
NOTICE_DAYS, SCREEN_DAYS = 7, 15
VENUE = "村委会公告栏"
HEADS = tuple(f"{surname}某（示例）" for surname in "赵钱孙李周吴")


def fill(county: Place) -> None:
    """A county's schemes, a village's roll, and what became of its first households."""
    town = Account.objects.get(username=CLERK).area
    with acting_on(OFFICE, SET) as user:
        for template in templates().values():
            texts = {
                name: [f"示例条目{n}（以上级文件为准）" for n in range(1, count + 1)]
                for name, count in template.lists.items()
            }
            telling.set_scheme(
                user,
                Scheme(
                    county_id=county.pk, template=template.code, start=SET, steps=STEPS, notice_days=NOTICE_DAYS,
                    screen_days=SCREEN_DAYS, document="示例〔识别〕1号", **texts,
                ),
            )  # fmt: skip
    villages = Place.objects.filter(parent=town, level="village").order_by("code")
    scattered = villages.exclude(tags__contains=["poor_village"]).first()
    village = scattered or villages.first()
    if village is None:
        return
    template = SCATTERED if scattered else WATCH  # scattered households live outside poor villages
    with acting_on(CLERK, BEGUN) as user:
        rows = telling.enrol(
            user,
            [
                Roll(place_id=village.pk, head=head, people=2 + n % 3, address=f"{'一二三'[n % 3]}组")
                for n, head in enumerate(HEADS)
            ],
        )
        telling.report(user, _report(village, BEGUN, HEADS[1], "雨后墙体开裂，没钱修。"))
        first, second = (_screened(user, roll, template) for roll in rows[:2])
        _screened(user, rows[2], template, outs="yes")
    for found in (first, second):
        _appraise(found)
    _take_in(village, first)
    with acting_on(CLERK, LATELY) as user:
        screening.post(user, village.pk, [second], VENUE)
        telling.report(user, _report(village, LATELY, HEADS[4], "户主住院，自付费用高。"))


def _report(village: Place, on: date, about: str, told: str) -> Report:
    return Report(place_id=village.pk, channel="village", received_on=on, about=about, told=told)


def _screened(user: Account, roll: Roll, template: str, outs: str = "no") -> Screening:
    """A household of the roll with every item answered."""
    scheme = screening.scheme_of(roll.place_id, template, BEGUN)
    assert scheme is not None
    found = screening.begin(user, roll, scheme)
    for name in scheme.of.lists:
        for number in range(1, len(scheme.items(name)) + 1):
            said = {"ins": "yes", "outs": outs}.get(name, "yes") if number == 1 else "no"
            screening.say(user, found, (name, number), said, "入户查看，邻居证实")
    screening.name(user, found, None, name=roll.head, relation="head")
    screening.name(user, found, None, name=f"{roll.head}之子", relation="child")
    screening.take_step(user, found, 1, on=BEGUN, body="驻村工作队、村委会", venue="户内", found="情况属实")
    return found


def _appraise(found: Screening) -> None:
    """By the lists where there are any; otherwise somebody of the county judges."""
    if found.scheme.of.kind == "register":
        with acting_on(CLERK, BEGUN) as user:
            screening.move(user, found, "appraise", "按清单")
        return
    with acting_on(OFFICE, JUDGED) as user:
        screening.move(user, found, "review", "房屋漏雨、支出突然增大，有返贫风险（示例）。", result="in")


def _take_in(village: Place, found: Screening) -> None:
    """From the notice to the standing list."""
    with acting_on(CLERK, POSTED) as user:
        notice = screening.post(user, village.pk, [found], VENUE)
        votes = {"attended": 31, "in_favour": 29, "against": 1}
        screening.take_step(
            user, found, 2, on=POSTED, body="村民代表会议", venue="村委会", found="同意", **votes
        )
        screening.take_step(user, found, 3, on=POSTED, body="乡镇帮扶工作组", found="材料齐全")
    confirmed = POSTED + timedelta(days=NOTICE_DAYS)
    with acting_on(OFFICE, confirmed) as user:
        danger = Danger("marginal", ("accident",)) if found.scheme.of.kind == "watch" else None
        confirming.confirm(user, found, "程序走完，公示无异议。", danger)
    with acting_on(CLERK, confirmed) as user:
        screening.take_down(user, notice)
        if danger is None:
            screening.hang(user, village.pk, found.scheme, VENUE)
