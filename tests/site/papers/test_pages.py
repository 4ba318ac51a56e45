"""The pages: writing, reading, issuing, taking away; and who sees none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.papers.conftest import COUNTY, TOWN, Draft

from bangfu.paper.official import Heading, Paragraph, Table
from bangfu.site.papers import issuing
from bangfu.site.papers.builders import Body
from bangfu.site.papers.models import Paper
from bangfu.site.papers.official import official_of

Browser = Callable[[str], Client]
OFFICE = "inspection_office"
TABLE = Table(head=("编号", "问题"), rows=(("1", "缺员"),))
READ_BY = (
    "township_clerk",
    "township_leader",
    "unit_contact",
    "unit_leader",
    "county_office",
    "county_leader",
    "inspector",
)
NOT_READ_BY = ("other_township", "far_inspection", "other_office")


def issued(acting: Acting, draft: Draft) -> Paper:
    paper = draft()
    with acting(OFFICE) as account:
        issuing.issue(account, paper)
    return paper


def form_of(client: Client, pk: str, **changed: Any) -> dict[str, Any]:
    """What the form of a draft sends when only `changed` is written anew."""
    form = client.get(f"/papers/{pk}/edit/").context["form"]
    return {name: value for name in form.fields if (value := form[name].value())} | changed


class TestReading:
    @pytest.mark.parametrize("who", [*READ_BY, *NOT_READ_BY])
    def test_a_draft_is_for_those_who_make_it(self, browser: Browser, draft: Draft, who: str) -> None:
        expected = 200 if who == "inspector" else 404
        assert browser(who).get(f"/papers/{draft().pk}/").status_code == expected

    @pytest.mark.parametrize("who", READ_BY)
    def test_what_was_issued_is_read_by_whom_it_is_addressed_to(
        self, browser: Browser, acting: Acting, draft: Draft, who: str
    ) -> None:
        paper, client = issued(acting, draft), browser(who)
        page = client.get(f"/papers/{paper.pk}/").content.decode()
        assert "甲督发〔2020〕1号" in page
        assert "甲村有一条" in page
        assert paper.title in client.get("/papers/").content.decode()
        assert ("版本" in page) == (who == "inspector")

    @pytest.mark.parametrize("who", NOT_READ_BY)
    def test_nobody_else_learns_of_it(self, browser: Browser, acting: Acting, draft: Draft, who: str) -> None:
        paper, client = issued(acting, draft), browser(who)
        for address in ("", "preview/", "docx/"):
            assert client.get(f"/papers/{paper.pk}/{address}").status_code == 404
        assert paper.title not in client.get("/papers/").content.decode()

    @pytest.mark.parametrize(
        "who", ["responsible_helper", "provincial_analyst", "tip_reception", "system_admin"]
    )
    def test_some_have_no_papers_at_all(self, browser: Browser, who: str) -> None:
        assert browser(who).get("/papers/").status_code in {302, 403}

    def test_the_list_is_narrowed(self, browser: Browser, acting: Acting, draft: Draft) -> None:
        issued(acting, draft)
        draft(body=Body("另一份草稿", ()))
        client = browser(OFFICE)
        for query, there, gone in (
            ("state=draft", "另一份草稿", "四月份"), ("state=issued", "四月份", "另一份草稿"), ("kind=circular", "", "四月份"),
            ("year=1999", "", "四月份"), ("kind=nothing&year=x", "四月份", "没有这个"),
        ):  # fmt: skip
            page = client.get(f"/papers/?{query}").content.decode()
            assert there in page
            assert gone not in page


class TestWriting:
    def test_text_becomes_headings_and_tables_stay(
        self, browser: Browser, draft: Draft, acting: Acting
    ) -> None:
        paper = draft(body=Body("题", (Heading(level=1, text="问题"), TABLE)))
        client = browser("inspector")
        body = "三、情况\n（一）甲镇。总的好。\n【表1】\n完"
        sent = form_of(
            client,
            paper.pk,
            body=body,
            title="关于情况的\n反馈",
            main="甲镇，乙局",
            copied="县委办。",
            places=[TOWN],
        )
        assert client.post(f"/papers/{paper.pk}/edit/", sent).status_code == 302
        with acting("inspector"):
            written = official_of(Paper.objects.get(pk=paper.pk))
        assert written.blocks == (
            Heading(level=1, text="情况"), Heading(level=2, text="甲镇。", rest="总的好。"), TABLE, Paragraph(text="完"),
        )  # fmt: skip
        assert (written.title, written.recipients, written.copied) == (
            "关于情况的\n反馈",
            ("甲镇", "乙局"),
            ("县委办",),
        )

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"body": "【表3】"}, "没有对应的表格"),
            ({"body": ""}, "必填"),
            ({"seen": "0"}, "又有人保存过"),
            ({"places": [COUNTY]}, ""),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(
        self, browser: Browser, draft: Draft, acting: Acting, changed: dict[str, Any], said: str
    ) -> None:
        paper, client = draft(), browser("inspector")
        answer = client.post(f"/papers/{paper.pk}/edit/", form_of(client, paper.pk, **changed))
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert said in answer.content.decode()

    def test_what_was_issued_is_not_written_on(self, browser: Browser, acting: Acting, draft: Draft) -> None:
        paper = issued(acting, draft)
        assert browser(OFFICE).get(f"/papers/{paper.pk}/edit/").status_code == 302

    def test_from_an_empty_page_to_a_number(self, browser: Browser, acting: Acting) -> None:
        client = browser(OFFICE)
        assert (
            "还没有给"
            in client.post("/papers/new/", {"kind": "special_report", "title": "报告"}).content.decode()
        )
        made = client.post("/papers/new/", {"kind": "feedback", "title": "关于情况的反馈"})
        pk = made["Location"].split("/")[2]
        assert client.post(f"/papers/{pk}/issue/").status_code == 422  # no text yet
        client.post(f"/papers/{pk}/edit/", form_of(client, pk, body="一、情况\n好。"))
        assert client.post(f"/papers/{pk}/issue/").status_code == 302
        assert "甲督发〔2020〕1号" in client.get(f"/papers/{pk}/").content.decode()
        assert client.post(f"/papers/{pk}/withdraw/", {"reason": ""}).context["withdrawing"].errors
        assert client.post(f"/papers/{pk}/withdraw/", {"reason": "依据有误"}).status_code == 302
        assert "依据有误" in client.get(f"/papers/{pk}/").content.decode()
        later = client.post(f"/papers/{pk}/again/")["Location"].split("/")[2]
        assert "这份公文替换了" in client.get(f"/papers/{later}/").content.decode()
        for number in (1, 2, 3, 4):
            page = client.get(f"/papers/{pk}/versions/{number}/")
            assert page.status_code == 200
            assert page.context["version"].who == OFFICE
        assert client.get(f"/papers/{pk}/versions/5/").status_code == 404
