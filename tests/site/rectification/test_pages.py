"""A finding from draft to struck off through the pages: what is refused is told where it was asked."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.site.acting import Acting
from tests.site.world import NEAR, OWN

from bangfu.site.rectification.models import Finding

Browser = Callable[[str], Client]
FINDING = f"/findings/{OWN.id('finding')}/"
WRITTEN = {
    "place": str(OWN.village), "regulation": "tongwei-2018-59", "clause": "四(五)/2/i", "found_on": "2020-04-14",
    "text": "三月没有开例会", "opinion": "补开并每月坚持", "leader": OWN.id("person"), "deadline": "2020-05-20",
}  # fmt: skip


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), (9, 99, 9)).save(content, "PNG")
    return SimpleUploadedFile("会议.png", content.getvalue(), "image/png")


def move(client: Client, code: str, address: str = FINDING, **data: object) -> str:
    """What the page says after a move."""
    said = {"text": "已办", "deadline": "2020-06-01"} | data
    return client.post(f"{address}move/{code}/", said, follow=True).content.decode()


def state(acting: Acting, pk: str = OWN.id("finding")) -> str:
    with acting("inspector"):
        return Finding.objects.get(pk=pk).state


class TestWriting:
    @pytest.mark.parametrize(("field", "value", "said"), [
        ("clause", "九十九", "没有“九十九”这一条"), ("found_on", "2020-04-16", "还没到这一天"), ("place", str(990002100201), "不在您的工作范围"),
        ("text", "无", "至少"),
    ])  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field(
        self, browser: Browser, acting: Acting, field: str, value: str, said: str
    ) -> None:
        answer = browser("inspector").post("/findings/new/", WRITTEN | {field: value})
        assert answer.status_code == 200
        assert said in answer.content.decode()
        with acting("inspector"):
            assert Finding.objects.count() == 4

    def test_a_draft_is_seen_by_the_inspecting_side_alone_and_knows_what_it_repeats(
        self, browser: Browser
    ) -> None:
        made = browser("inspector").post("/findings/new/", WRITTEN)
        assert made.status_code == 302
        assert browser("township_clerk").get(made["Location"]).status_code == 404
        page = browser("inspection_office").get(made["Location"])
        assert page.context["finding"].repeats_id == OWN.id("finding")

    def test_without_leader_and_opinion_nothing_is_fed_back(self, browser: Browser, acting: Acting) -> None:
        bare = {k: v for k, v in WRITTEN.items() if k not in ("opinion", "leader", "deadline")}
        address = browser("inspector").post("/findings/new/", bare)["Location"]
        assert "还没有整改意见或责任领导" in move(browser("inspector"), "feed_back", address)
        assert state(acting, address.split("/")[2]) == "drafted"

    def test_numbers_follow_each_other(self, browser: Browser, acting: Acting) -> None:
        for _ in range(2):
            address = browser("inspector").post("/findings/new/", WRITTEN)["Location"]
            move(browser("inspector"), "feed_back", address)
        with acting("inspector"):
            numbers = sorted(Finding.objects.exclude(number=None).values_list("number", flat=True))
        assert numbers == [1, 2, 3, 4]


class TestMoving:
    def test_from_feedback_to_struck_off_and_open_again(self, browser: Browser, acting: Acting) -> None:
        clerk, inspector = browser("township_clerk"), browser("inspector")
        office, second = browser("inspection_office"), browser("second_inspection_office")
        move(clerk, "accept")
        assert "请附照片" in move(clerk, "report")
        move(clerk, "report", pictures=picture())
        assert state(acting) == "reported"
        assert "由另一个人来办" in move(inspector, "verify")  # who fed it back
        move(office, "return", text="看不出是哪天")
        move(clerk, "report", text="附会议记录", pictures=picture())
        move(office, "verify")
        assert "由另一个人来办" in move(office, "strike_off")
        move(second, "strike_off")
        assert state(acting) == "struck_off"
        move(inspector, "reopen", text="第二轮又没开")
        page = inspector.get(FINDING)
        assert (page.context["finding"].state, page.context["finding"].reopened) == ("accepted", 1)
        assert [m["move"].code for m in page.context["moves"]][-3:] == ["verify", "strike_off", "reopen"]
        assert len(page.context["moves"][3]["evidence"]) == 1

    def test_a_neighbour_and_the_county_do_not_answer_for_a_township(
        self, browser: Browser, acting: Acting
    ) -> None:
        assert "由别的乡镇或单位整改" in move(browser("county_office"), "accept")
        near = f"/findings/{NEAR.id('finding')}/"
        assert browser("township_clerk").post(f"{near}move/accept/", {"text": "措施"}).status_code == 404
        assert state(acting) == "fed_back"

    def test_more_time_is_asked_for_and_granted(self, browser: Browser, acting: Acting) -> None:
        clerk, office = browser("township_clerk"), browser("inspection_office")
        move(clerk, "accept")
        move(clerk, "ask_extension", deadline="2020-07-01")
        assert office.get(FINDING).context["finding"].deadline.isoformat() == "2020-05-10"
        move(office, "grant_extension", deadline="2020-06-20")
        assert office.get(FINDING).context["finding"].deadline.isoformat() == "2020-06-20"

    def test_the_same_elsewhere_becomes_drafts(self, browser: Browser, acting: Acting) -> None:
        answer = browser("inspector").post(f"{FINDING}similar/", {"places": [NEAR.village]})
        assert answer.status_code == 302
        with acting("inspector"):
            [made] = Finding.objects.filter(similar_to=OWN.id("finding"))
        assert (made.state, made.place_id, made.body_id) == (
            "drafted",
            NEAR.village,
            NEAR.village // 1000 * 1000,
        )


class TestLists:
    @pytest.mark.parametrize(("asked", "count"), [
        ("", 4), ("group=open", 2), ("group=overdue", 0), ("group=repeated", 0), (f"place={NEAR.village}", 2),
        ("state=drafted", 2), ("q=没有例会", 4), ("clause=四(五)/2/i", 4), (f"leader={OWN.id('person')}", 2),
    ])  # fmt: skip
    def test_filters(self, browser: Browser, asked: str, count: int) -> None:
        page = browser("inspection_office").get(f"/findings/?{asked}")
        assert len(page.context["rows"]) == count

    def test_the_page_of_a_leader_and_the_file(self, browser: Browser) -> None:
        assert len(browser("county_leader").get(f"/findings/leader/{OWN.id('person')}/").context["rows"]) == 1
        file = b"".join(browser("inspector").get("/findings/export/csv/")).decode("utf-8-sig")
        assert file.count("\n") == 5
        assert "2020-001" in file


class TestPractice:
    def test_is_commended_and_publicised_by_the_office_alone(self, browser: Browser) -> None:
        said = {
            "place": str(OWN.village),
            "organisation": "",
            "title": "夜校",
            "text": "每周两晚",
            "publicity": "",
        }
        address = browser("inspector").post("/practices/new/", said)["Location"]
        assert browser("township_clerk").get(address).status_code == 404
        assert browser("inspector").post(f"{address}move/").status_code == 403
        browser("inspection_office").post(f"{address}move/")
        assert browser("township_clerk").get(address).status_code == 200
        assert browser("inspector").post(f"{address}edit/", said).status_code == 403
        browser("inspection_office").post(f"{address}move/")
        assert browser("inspection_office").get(address).context["practice"].state == "publicised"
