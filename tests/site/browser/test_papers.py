"""A paper from the setting of its series to the township that reads it, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import BOTH, Complaints, Site, seat
from tests.site.browser.test_roles import barriers

BODY = "七、查到的情况\n（一）台账。有的村没有及时登记。\n1.孟河村六月三日的走访没有记。\n请按时整改。"
_words: Iterator[int] = count(1)


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_from_a_series_to_its_reader(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    word = f"督试{next(_words)}号"
    with seat(browser, site, "inspection_office", language, size) as (page, complaints):
        page.goto("/papers/series/")
        page.fill("#id_word", word)
        page.fill("#id_body", "通渭县监督督查办公室")
        for kind in ("feedback", "circular"):
            page.check(f"input[value='{kind}']")
        clean(page, complaints)
        page.click("main form[method=post] button.btn-primary")

        page.goto("/papers/new/")
        page.select_option("#id_kind", "feedback")
        page.fill("#id_title", f"关于台账登记情况的反馈意见{word}")
        page.click("main form[method=post] button.btn-primary")
        page.wait_for_url("**/edit/")
        page.fill("#id_body", BODY)
        page.select_option("#id_series", label=f"{word} · 通渭县监督督查办公室")
        for tick in page.locator("input[name=places]").all():
            tick.check()
        clean(page, complaints)
        page.click("main form[method=post] button.btn-primary")
        expect(page.locator("article.paper h3")).to_have_text("一、查到的情况")
        clean(page, complaints)
        address = page.url
        assert page.request.get(f"{address}docx/").ok

        page.click("form[action$='/issue/'] button")
        expect(page.locator(".paper-number")).to_have_text(f"{word}〔2020〕1号")
        expect(page.locator(".pill.state-met").first).to_be_visible()
        clean(page, complaints)
        page.locator(".events a").first.click()
        clean(page, complaints)

    with seat(browser, site, "township_clerk", language, size) as (page, complaints):
        page.goto("/papers/")
        page.locator(".due a", has_text=word).click()
        expect(page.locator(".paper-number")).to_have_text(f"{word}〔2020〕1号")
        assert not page.locator(f"form[action^='{address.split(site.url.rstrip('/'))[-1]}']").count()
        clean(page, complaints)


def clean(page: Page, complaints: Complaints) -> None:
    """No barrier, nothing wider than the screen, nothing that the browser complains about."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (barriers(page), wide, complaints.taken()) == ([], 0, [])
