"""An inspection from plan to circular by programs alone: the same steps, the same refusals as on the pages."""

from __future__ import annotations

import json
import re
from typing import Any

from django.db import transaction
from tests.site.api.programs import Program, program_of
from tests.site.world import OWN

from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Series
from bangfu.site.web.middleware.scope import enter

FINDING = {
    "place": str(OWN.village), "regulation": "tongwei-2018-59", "clause": "四(五)/2/i", "found_on": "2020-04-14",
    "text": "三月没有开例会", "opinion": "补开", "leader": OWN.id("person"),
}  # fmt: skip


def told(program: Program, path: str, body: Any = None, statuses: tuple[int, ...] = (200, 201)) -> Any:
    """What a program is answered after it handed something in."""
    answer = program.post(f"/api/v1/{path}", json.dumps(body or {}))
    assert answer.status_code in statuses, answer.content.decode()
    return json.loads(answer.content)


def moved(program: Program, finding: str, code: str, **said: object) -> str:
    return told(
        program, f"findings/{finding}/moves", {"move": code, "text": "已办", "deadline": "2020-06-01"} | said
    )["state"]


def test_from_the_plan_to_the_circular(site: str) -> None:
    office, inspector, clerk = (program_of(r) for r in ("inspection_office", "inspector", "township_clerk"))
    _series()
    campaign = told(office, "campaigns", {
        "regulation": "tongwei-2018-59", "kind": "special", "title": "暗访", "start": "2020-04-15", "methods": ["random_visit"],
    })["id"]  # fmt: skip
    draw = told(office, f"campaigns/{campaign}/draws", {"level": "village", "total": 1})
    assert (
        told(office, f"draws/{draw['id']}/take", {"word": "今天的头条"})["commitment"] == draw["commitment"]
    )
    for hidden in (f"campaigns/{campaign}", f"draws/{draw['id']}"):
        assert clerk.get(f"/api/v1/{hidden}").status_code == 404

    finding = told(office, "findings", FINDING | {"campaign": campaign})["id"]
    moved(office, finding, "feed_back")
    letter = told(office, "papers", {"kind": "feedback", "campaign": campaign, "body": str(OWN.village)[:9]})
    assert re.fullmatch(r".+〔2020〕\d+号", told(office, f"papers/{letter['id']}/issue")["reference"])
    assert clerk.get(f"/api/v1/papers/{letter['id']}.docx").status_code == 200
    for program, code, after in (
        (clerk, "accept", "accepted"), (clerk, "report", "reported"), (office, "return", "accepted"), (clerk, "report", "reported"),
        (inspector, "verify", "verified"), (office, "strike_off", "struck_off"), (inspector, "reopen", "accepted"),
    ):  # fmt: skip
        proof = {"entries": [OWN.id("entry")]} if code == "report" else {}
        assert moved(program, finding, code, **proof) == after

    report = told(office, "papers", {"kind": "inspection_report", "campaign": campaign})
    circular = told(office, "papers", {"kind": "circular", "month": "2020-04-01"})
    assert told(office, f"papers/{circular['id']}/issue")["state"] == "issued"
    listed = office.json("papers")["items"]
    assert {letter["id"], report["id"], circular["id"]} <= {paper["id"] for paper in listed}


def test_a_paper_that_lacks_what_it_needs_is_refused(site: str) -> None:
    office = program_of("inspection_office")
    _series()
    refused = told(office, "papers", {"kind": "feedback"}, (422,))["problems"][0]
    assert (refused["code"], refused["field"]) == ("api_field", "campaign")
    assert (
        program_of("township_clerk").post("/api/v1/papers", json.dumps({"kind": "circular"})).status_code
        == 403
    )


def _series() -> None:
    with transaction.atomic():
        assert enter("99-a-inspection_office") is not None
        county = OWN.village // 10**6 * 10**6
        if not Series.objects.filter(kinds__contains=[Kind.CIRCULAR]).exists():
            Series.objects.create(county_id=county, word="督查", body="督查办", kinds=Kind.values)
