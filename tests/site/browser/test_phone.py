"""A phone with no network, a killed browser, and a second person on the same phone."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect
from tests.site.browser.cast import PATIENCE, PHONE, Site, sign_in, sign_out
from tests.site.browser.chromium import ARGUMENTS

Opened = Callable[..., BrowserContext]
UNSENT, NOTICE = ".unsent li", ".notice"
KEPT = {"zh": "已存在手机里", "en": "Kept on the phone"}
COUNTS = {"zh": "计入", "en": "counts for"}
SEND_AGAIN = """async entries => {
    const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
    const headers = {"Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json"};
    const answer = await fetch("/record/entries/", {method: "POST", headers, body: JSON.stringify(entries)});
    return [answer.status, (await answer.json()).entries[0].status];
}"""


@pytest.fixture
def phone(playwright: Playwright, program: str, site: Site, tmp_path: Path) -> Iterator[Opened]:
    """Opens the browser of one phone, again and again; what it keeps lies in one folder."""
    opened: list[BrowserContext] = []

    def opens(language: str, **options: bool) -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "phone", executable_path=program, args=ARGUMENTS, base_url=site.url, viewport=PHONE, **options
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.add_cookies([site.cookie(language)])
        opened.append(context)
        return context

    yield opens
    for context in opened:
        with suppress(Error):
            context.close()


def kill(folder: Path) -> None:
    """End the browser that works in a folder as a phone does when it runs out of memory."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)


def record_visit(page: Page, household: int, note: str) -> None:
    """What was done, with whom, and a note; who and when are known."""
    page.locator("#field-kind input[value=household_visit]").check()
    page.locator("#field-target label").nth(household).click()
    page.fill("#note", note)
    page.click(".save button")


# A second visit to one household on one day would not count again.
@pytest.mark.parametrize(("language", "household"), [("zh", 0), ("en", 1)])
def test_an_entry_survives_a_killed_browser_and_is_sent_once(
    phone: Opened, site: Site, language: str, household: int, tmp_path: Path
) -> None:
    context = phone(language)
    page = context.pages[0]
    sent: list[str] = []
    page.goto("/record/")
    page.click("[data-record] a.btn-primary")
    sign_in(page, site, "responsible_helper")
    expect(page.locator("#field-kind")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.match('/record/').then(Boolean)")

    context.set_offline(True)
    page.reload()
    record_visit(page, household, f"offline {language}")
    expect(page.locator(NOTICE).first).to_contain_text(KEPT[language])
    expect(page.locator(UNSENT)).to_have_count(1)
    kill(tmp_path / "phone")

    context = phone(language, offline=True)
    page = context.pages[0]
    page.goto("/record/")
    expect(page.locator(UNSENT)).to_have_count(1)
    expect(page.locator(UNSENT)).to_contain_text({"zh": "待发送", "en": "waiting"}[language])

    context.set_offline(False)
    page.goto("/me/")
    if "sign-in" not in page.url:  # whether the killed browser had kept its cookie is a matter of seconds
        sign_out(page)
    sign_in(page, site, "resident_cadre")
    page.goto("/record/")
    expect(page.locator("#field-kind")).to_be_visible()
    expect(page.locator(UNSENT)).to_have_count(0)
    expect(page.get_by_text(f"offline {language}")).to_have_count(0)
    page.goto("/me/")
    sign_out(page)

    sign_in(page, site, "responsible_helper")
    page.on("request", lambda request: request.method == "POST" and sent.append(request.post_data or ""))
    page.goto("/record/")
    expect(page.locator(NOTICE).first).to_contain_text(COUNTS[language])
    expect(page.locator(UNSENT)).to_have_count(0)
    page.reload()
    expect(page.locator("#field-kind")).to_be_visible()
    assert len(sent) == 1
    [entry] = json.loads(sent[0])
    assert page.evaluate(SEND_AGAIN, [entry]) == [200, "known"]
    assert page.evaluate(SEND_AGAIN, [entry | {"note": "another"}]) == [200, "conflict"]
