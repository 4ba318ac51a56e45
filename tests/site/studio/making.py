"""A short document, and what a clerk of county a makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bangfu.site.roster.models import Place
from bangfu.site.studio.assembling import rows_of
from bangfu.site.studio.models import Draft, Version
from bangfu.site.studio.opening import bring, reopen
from bangfu.site.studio.settling import leave, settle
from bangfu.site.studio.versions import submit
from bangfu.site.web.models import Account

COUNTY = 990001000000
TEXT = """某县办公室文件
某办发〔2020〕8号
关于印发《走访办法》的通知
一、帮扶责任人每年入户走访不少于2次。
二、驻村工作队每月召开例会不少于1次。
2020年5月1日
"""


def visits(times: int, **more: Any) -> dict[str, Any]:
    """The duty of helpers, so many times a year."""
    rule = {
        "id": "visits",
        "title": {"zh": "走访", "en": "Visits"},
        "each": "household",
        "counts": ["household_visit"],
        "per": "year",
    }
    bearer = ["responsible_helper"]
    return {"kind": "duty", "text": "走访。", "bearer": bearer, "duty": {**rule, "at_least": times}, **more}  # fmt: skip


def brought(account: Account, text: str = TEXT) -> Draft:
    """The document, as it is read; nothing settled."""
    return bring(account, Place.objects.get(pk=COUNTY), text.encode(), "办法.txt")


def headed(
    draft: Draft, number: str = "某办发〔2020〕8号", start: str = "2020-05-01", repeals: Sequence[str] = ()
) -> Draft:
    """With its head filled in."""
    draft.head = {
        **draft.head,
        "number": number,
        "issuer": ["某县办公室"],
        "start": start,
        "repeals": [*repeals],
    }
    draft.head["title"] = {"zh": "走访办法", "en": "Rules on visits"}
    draft.save(update_fields=["head"])
    return draft


def settled(account: Account, draft: Draft, rule: dict[str, Any]) -> Draft:
    """The first passage is a rule, the others are none."""
    first, *others = rows_of(draft)
    settle(account, first, rule, first.clause)
    for row in others:
        leave(account, row, "不作判定")
    return draft


def handed_in(account: Account, times: int = 2, **head: Any) -> Version:
    """A version that waits for review."""
    return submit(account, settled(account, headed(brought(account), **head), visits(times)), "请审")


def changed(account: Account, pack: Any, times: int, begins: date | None = None) -> Version:
    """A version that begins from what is in force and asks for another number."""
    draft = reopen(account, Place.objects.get(pk=COUNTY), pack)
    row = next(r for r in rows_of(draft) if r.settled and r.settled["kind"] == "duty")
    assert row.settled is not None
    settle(account, row, {**row.settled, "duty": {**row.settled["duty"], "at_least": times}}, row.clause)
    return submit(account, draft, "", begins)
