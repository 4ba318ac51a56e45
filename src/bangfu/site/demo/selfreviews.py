"""A self-review of the demo: issued, handed in by some, a draft of one, the others still to come."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from bangfu.regulation.packs import worded
from bangfu.site.clock import today
from bangfu.site.roster.models import Place
from bangfu.site.selfreviews.answering import Said, hand_in, questions_of, save
from bangfu.site.selfreviews.drawing import USUAL, bodies, offered
from bangfu.site.selfreviews.issuing import Paper, issue
from bangfu.site.selfreviews.models import Reply
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

REGULATION = "tongwei-2018-59"
FREE = ("对加强和改进帮扶力量，本单位有什么意见建议？",)


def fill(county: Place) -> None:
    """The bodies of Tongwei 2018-59 六, asked all that bears on them; two answer, with most things said to be met."""
    pack = worded(REGULATION, "")
    with transaction.atomic():
        office = enter(Account.objects.get(username="inspection_office").pk)
        assert office is not None
        paper = Paper(
            "帮扶工作自查自评",
            REGULATION,
            today() + timedelta(days=10),
            "请对照文件逐条自查，如实填报。",
            FREE,
        )
        questions = [q for role in USUAL for q in offered(pack, role) if q.own]
        issue(office, county, paper, questions, [b for role in USUAL for b in bodies(county, role, today())])
    _answer("county_office", "assistance_office", whole=True)
    _answer("township_clerk", "township_government", whole=False)


def _answer(username: str, role: str, *, whole: bool) -> None:
    with transaction.atomic():
        account = enter(Account.objects.get(username=username).pk)
        assert account is not None
        for reply in Reply.objects.filter(role=role, area=account.area_id):  # type: ignore[misc]
            questions = list(questions_of(reply))
            claims = [("met", "met", "partly")[n % 3] for n in range(len(questions))]
            some = zip(questions if whole else questions[:5], claims, strict=False)
            save(
                reply,
                {
                    q.pk: Said(claim, "按要求开展。" if claim == "met" else "还有差距，正在改进。")
                    for q, claim in some
                },
            )
            if whole:
                hand_in(account, reply)
