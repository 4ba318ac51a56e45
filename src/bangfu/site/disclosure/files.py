"""The open data: what stands on the pages, as CSV and JSON with its day and licence."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from bangfu.paper.sheets import write_csv
from bangfu.site.disclosure.reading import County, Shown, township_of

HEADS = (
    "县", "乡镇", "村", "村代码", "帮扶单位", "第一书记在任人数", "第一书记派出单位", "驻村工作队人数", "帮扶责任人人数",
    "帮扶责任人所在单位", "数据日期", "许可",
)  # fmt: skip
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
Names = dict[int, str]


def written(
    form: str, county: County, villages: Sequence[Shown], townships: Names, day: date, made_up: bool
) -> bytes:
    """The file. Its words do not depend on who reads it, so that it can be kept by whoever passes it on."""
    return (_csv if form == "csv" else _json)(county, villages, townships, day, made_up)


def _licence(county: County, made_up: bool) -> str:
    return f"{county.licence}（演示数据，不是真实情况）" if made_up else county.licence


def _csv(county: County, villages: Sequence[Shown], townships: Names, day: date, made_up: bool) -> bytes:
    rows = (
        (
            county.name, township_of(v.code, townships), v.name, v.code, "、".join(v.units), v.secretaries,
            "、".join(v.secretary_units), v.team, v.helpers, "、".join(v.helper_units), day.isoformat(),
            _licence(county, made_up),
        )
        for v in villages
    )  # fmt: skip
    text = io.StringIO()
    write_csv(text, HEADS, rows)
    return text.getvalue().encode()


def _json(county: County, villages: Sequence[Shown], townships: Names, day: date, made_up: bool) -> bytes:
    told: dict[str, Any] = {
        "county": county.name, "code": county.code, "as_of": day.isoformat(), "licence": _licence(county, made_up),
        "synthetic": made_up, "hotline": county.hotline, "mailbox": county.mailbox,
        "villages": [
            {
                "code": v.code, "name": v.name, "township": township_of(v.code, townships), "assisting_units": v.units,
                "first_secretaries": v.secretaries, "first_secretary_units": v.secretary_units,
                "team_members": v.team, "helpers": v.helpers, "helper_units": v.helper_units,
            }
            for v in villages
        ],
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
