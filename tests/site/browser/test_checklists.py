"""A checklist on a phone that loses its network: filled, left, opened again, handed in once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, Route, expect
from tests.site.browser.cast import PATIENCE, PHONE, Site, sign_in, sign_out
from tests.site.browser.chromium import ARGUMENTS

KEPT = {"zh": "已存在手机里", "en": "Kept on the phone"}
REMARK = "offline 住在村里"
# The phone holds the answer: a reader takes longer to leave a page than a machine does.
REMEMBERED = """remark => new Promise(done => { const opening = indexedDB.open("bangfu-checklists");
    opening.onsuccess = () => { const all = opening.result.transaction("sheets").objectStore("sheets").getAll();
    all.onsuccess = () => { opening.result.close(); done(all.result.some(sheet => sheet.values["remark-0"]?.[0] === remark)); }; }; })"""
PART = "/checklists/new/?part=tongwei-2018-59:annex2-team-leaders:0"


@pytest.fixture(params=["zh", "en"])
def phone(
    playwright: Playwright, program: str, site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[BrowserContext, str]]:
    """The browser of one phone, in each language."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "phone", executable_path=program, args=ARGUMENTS, base_url=site.url, viewport=PHONE
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    context.add_cookies([site.cookie(request.param)])
    yield context, request.param
    with suppress(Error):
        context.close()


def begin(page: Page, site: Site) -> str:
    """A sheet about a team leader, open for filling and at home on the phone; its address."""
    page.goto("/sign-in/")
    sign_in(page, site, "inspector")
    page.goto(PART)
    page.click("form.narrow .btn-primary")
    page.wait_for_url("**/fill/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.match('/checklists/fill/').then(Boolean)")
    return page.url


def answer(page: Page) -> None:
    """Every row, with a remark on the first."""
    expect(page.locator(".sheet-row")).to_have_count(6)
    for row in page.locator(".sheet-row").all():
        row.locator("input[type=radio][value=partly]").check()
    page.fill("[name=remark-0]", REMARK)
    page.wait_for_function(REMEMBERED, arg=REMARK)


def lose_first(page: Page) -> list[str]:
    """The network of a phone is often not yet there when it says so: what is sent first gets lost."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            return route.abort()
        return route.fallback()

    page.route("**/fill/", lose)
    return lost


def kept(page: Page) -> int:
    """How many sheets this phone keeps."""
    return page.evaluate(
        """() => new Promise(done => { const opening = indexedDB.open("bangfu-checklists");
        opening.onsuccess = () => { const all = opening.result.transaction("sheets").objectStore("sheets").count();
        all.onsuccess = () => { opening.result.close(); done(all.result); }; }; })"""
    )


def test_a_sheet_is_filled_without_a_network_and_handed_in_once(
    phone: tuple[BrowserContext, str], site: Site
) -> None:
    context, language = phone
    page = context.pages[0]
    address = begin(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.set_offline(True)
    page.goto(address)  # from what the phone keeps
    answer(page)
    page.goto(address)
    expect(page.locator("[name=remark-0]")).to_have_value(REMARK)
    page.locator(".save button").focus()
    page.keyboard.press("Enter")  # by keyboard, as everywhere
    expect(page.locator(".notice").first).to_contain_text(KEPT[language])
    lost = lose_first(page)
    context.set_offline(False)
    page.wait_for_url(lambda url: not url.endswith("/fill/"))
    assert lost  # it was tried again without anybody's doing
    expect(page.locator(".rows > li")).to_have_count(6)
    expect(page.locator(".rows > li").first).to_contain_text(REMARK)
    assert kept(page) == 0
    page.goto(address)  # handed in: not filled again
    assert not page.url.endswith("/fill/")


def test_another_on_the_same_phone_finds_nothing(phone: tuple[BrowserContext, str], site: Site) -> None:
    context, _ = phone
    page = context.pages[0]
    address = begin(page, site)
    sign_out(page)
    page.wait_for_url("**/sign-in/**")
    assert kept(page) == 0  # nothing was answered, and it named somebody
    context.set_offline(True)
    page.goto(address)
    expect(page.locator("[data-checklist-shell]")).to_be_visible()
    expect(page.locator("form[data-sheet]")).to_have_count(0)
