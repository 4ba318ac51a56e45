"""Papers as files, and the settings of their series."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pdfplumber
import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.papers.conftest import Draft

from bangfu.paper.official import Paragraph, Table, faces
from bangfu.site.papers import issuing
from bangfu.site.papers.builders import Body
from bangfu.site.papers.models import Paper, Series
from bangfu.site.web.models import Act

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


class TestFiles:
    def test_a_docx_is_taken_away_and_logged(self, browser: Browser, acting: Acting, draft: Draft) -> None:
        paper = issued(acting, draft)
        answer = browser("township_clerk").get(f"/papers/{paper.pk}/docx/")
        texts = [p.text for p in docx.Document(io.BytesIO(answer.getvalue())).paragraphs]  # type: ignore[attr-defined]
        assert "甲督发〔2020〕1号" in texts
        with acting("township_clerk"):
            assert Act.objects.filter(kind="export", subject="paper").count() == 1

    @pytest.mark.skipif(not faces.faces(), reason="no Chinese face on this machine")
    def test_a_draft_says_so_on_every_page(self, browser: Browser, acting: Acting, draft: Draft) -> None:
        preview = browser("inspector").get(f"/papers/{draft().pk}/preview/")
        assert preview["Content-Type"] == "application/pdf"
        assert preview["Content-Disposition"].startswith("inline")
        drawn = pdfplumber.open(io.BytesIO(preview.getvalue()))  # type: ignore[attr-defined]
        assert all({"草", "稿"} <= {c["text"] for c in page.chars} for page in drawn.pages)

    def test_there_are_two_forms(self, browser: Browser, draft: Draft) -> None:
        assert browser("inspector").get(f"/papers/{draft().pk}/odt/").status_code == 404

    def test_a_character_that_cannot_be_printed_is_told(self, browser: Browser, draft: Draft) -> None:
        paper = draft(body=Body("关于\U0002fa1f的反馈", (Paragraph(text="文"),)))
        answer = browser("inspector").get(f"/papers/{paper.pk}/preview/")
        assert answer.status_code == 422
        assert "字体" in answer.content.decode()


class TestSeries:
    def test_an_inspector_sets_none(self, browser: Browser) -> None:
        assert browser("inspector").get("/papers/series/").status_code == 403

    def test_a_word_is_there_once(self, browser: Browser) -> None:
        sent = {"word": "甲督发", "body": "另一个办公室", "kinds": ["feedback"]}
        assert "已经有" in browser(OFFICE).post("/papers/series/", sent).content.decode()

    def test_the_office_adds_and_changes_one(self, browser: Browser, acting: Acting) -> None:
        client = browser(OFFICE)
        assert (
            client.post(
                "/papers/series/", {"word": "甲督报", "body": "办公室", "kinds": ["special_report"]}
            ).status_code
            == 302
        )
        with acting(OFFICE):
            made = Series.objects.get(word="甲督报")
        sent = {"word": "乙督报", "body": "甲县督查办", "kinds": []}
        assert client.post(f"/papers/series/{made.pk}/", sent).status_code == 302
        with acting(OFFICE):
            made.refresh_from_db()
        assert (made.word, made.body, made.kinds) == ("甲督报", "甲县督查办", [])
        assert client.get("/papers/series/99-far/").status_code == 404
