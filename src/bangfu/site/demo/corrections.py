"""What the demo's resident cadre said is wrong in their file: one thing was put right, one waits."""

from __future__ import annotations

from datetime import timedelta

from bangfu.site.clock import moment
from bangfu.site.demo.acting import acting
from bangfu.site.personal.models import Correction

ASKS, ANSWERS = "resident_cadre", "township_clerk"
DONE = (
    "roster",
    "名册里我的到村日期少写了一年，应以派出单位的派驻文件为准。",
    "核对了派驻文件，日期与文件一致，已当面说明。",
)
WAITS = ("ledger", "十月十二日我在村开了院坝会，台账里记成了到镇开会，请改过来。")


def ask() -> None:
    """Both, and the answer to the first."""
    with acting(ASKS) as account:
        for before, (about, text) in ((40, DONE[:2]), (3, WAITS)):
            Correction.objects.create(
                person_id=account.person_id, about=about, text=text, asked_by=account.pk,
                asked_at=moment() - timedelta(days=before),
            )  # fmt: skip
    with acting(ANSWERS) as account:
        Correction.objects.filter(about=DONE[0], state=Correction.State.ASKED).update(
            state=Correction.State.KEPT,
            answer=DONE[2],
            answered_by=account.pk,
            answered_at=moment() - timedelta(days=38),
        )
