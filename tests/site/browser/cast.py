"""The running site as a test meets it: who signs in, on what, and what their browser complained about."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
BOTH = [pytest.param("zh", PHONE, id="zh-phone"), pytest.param("en", DESK, id="en-desk")]
PATIENCE = 60_000  # milliseconds, for machines that have much else to do
SOON = 60  # seconds
expect.set_options(timeout=PATIENCE)
LANGUAGES = {"zh": "zh-hans", "en": "en"}
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True)
class Site:
    """Where the site is and who may sign in; `states` keeps who did, so that each role does it once."""

    url: str
    passwords: dict[str, str]
    states: dict[str, Any] = field(default_factory=dict)

    def cookie(self, language: str) -> dict[str, str]:
        """The cookie that chooses a language."""
        return {"name": "django_language", "value": LANGUAGES[language], "url": self.url}


# A search that a newer one overtook is no error, though htmx logs it as one; a request that failed has a word of its own.
_OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")


@dataclass
class Complaints:
    """What the browser did not like: errors of scripts, of the policy, of the server."""

    heard: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Listen to one page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url} {error}"))
        page.on("response", self._response)

    def taken(self) -> list[str]:
        """What was heard since it was last asked."""
        heard, self.heard = self.heard, []
        return heard

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(word in message.text for word in _OVERTAKEN):
            self.heard.append(f"{message.location.get('url')} {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"{response.status} {response.url}")


def sign_in(page: Page, site: Site, role: str) -> None:
    """As a person does it, at the door; an administrator sets up the second factor."""
    if "sign-in" not in page.url:
        page.goto(f"{site.url}sign-in/")
    page.fill("#id_username", role)
    page.fill("#id_password", site.passwords[role])
    page.click("main button.btn-primary")
    page.wait_for_url(lambda url: "sign-in" not in url)
    if "second-factor" in page.url:
        page.fill("#id_token", _digits(page.locator("details code").text_content() or ""))
        page.click("main button.btn-primary")
        page.wait_for_url(lambda url: "second-factor" not in url)


def sign_out(page: Page) -> None:
    """By the menu of the account."""
    page.click("details.account summary")
    page.click("form[data-sign-out] button")
    page.wait_for_url("**/sign-in/")


def _digits(setup: str) -> str:
    """What an authenticator shows after scanning."""
    secret = parse_qs(urlsplit(setup.strip()).query)["secret"][0]
    return f"{TOTP(base64.b32decode(secret)).token():06}"


@contextmanager
def seat(
    browser: Browser, site: Site, role: str, language: str = "zh", size: dict[str, int] = PHONE
) -> Iterator[tuple[Page, Complaints]]:
    """A signed-in page of somebody; what is complained about is for the test to look at."""
    if role not in site.states:
        with passing(browser, site, language, size) as context:
            page = context.new_page()
            sign_in(page, site, role)
            site.states[role] = context.storage_state()
    with passing(browser, site, language, size, site.states[role]) as context:
        page, complaints = context.new_page(), Complaints()
        complaints.follow(page)
        yield page, complaints


@contextmanager
def passing(
    browser: Browser, site: Site, language: str, size: dict[str, int], state: Any = None
) -> Iterator[BrowserContext]:
    """A browser that was never here, or that remembers a state."""
    context = browser.new_context(
        viewport=size, storage_state=state, base_url=site.url, locale=LOCALES[language]
    )  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.add_cookies([site.cookie(language)])
    try:
        yield context
    finally:
        context.close()


def soon(page: Page, address: str, seen: Callable[[], object], told: str) -> None:
    """Look again and again: what others decide or the judge finds is shown a moment later."""
    for _ in range(SOON):
        page.goto(address)
        if seen():
            return
        page.wait_for_timeout(1000)
    pytest.fail(f"after {SOON} s: {told}")


def navigation(page: Page) -> list[str]:
    """Where the navigation of a page leads, beside the page itself."""
    links = page.locator("nav.side ul a:not([aria-current])")
    return links.evaluate_all("all => all.map(a => a.href).filter(url => new URL(url).pathname !== '/')")
