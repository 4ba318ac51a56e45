"""A document comes to a county that has none in force: dropped in, settled rule by rule, reviewed by another, adopted; and then every
verdict is that of the pack which was written by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import DESK, PHONE, Site, seat, soon
from tests.site.browser.serving import serving
from tests.site.browser.test_papers import clean
from tests.site.seed import Hasty, planted
from tests.studio.choosing import NUMBER, as_docx, choices, duty_lists, official

from bangfu.regulation.packs import shipped
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.exchange import take
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import lines

COUNTY = "tests.site.browser.empty_county"
TICKED = ("bearer", "counts", "only_organisation_level", "only_place_level")
SAID = ("clause", "role", "person", "organisation", "place", "household", "counterpart", "period_start", "period_end",
        "required", "achieved", "unit", "status")  # fmt: skip
ACTORS = {"帮扶责任人": "responsible_helper", "帮扶单位": "assisting_unit"}


@pytest.mark.parametrize("text", [duty_lists(), official()], ids=["our words", "official"])
def test_a_document_in_an_empty_county(
    browser: Browser, seed: Path, tmp_path: Path, text: str | None
) -> None:
    if text is None:
        pytest.skip("the official text is not at hand")
    home = planted(seed, tmp_path)
    with serving(home, COUNTY) as site:
        refused(browser, site)
        draft = brought(browser, site, as_docx(text))
        headed(browser, site, draft)
        settled(browser, site, draft)
        handed_in(browser, site, draft)
        adopted(browser, site)
        judged(browser, site)
        assert_same(home)


def refused(browser: Browser, site: Site) -> None:
    """Nothing is in force; what is no document is told so, and a cadre has no way in."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto("/studio/new/")
        page.set_input_files(
            "[name=file]", {"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04 no archive"}
        )
        page.click("main form .btn-primary")
        expect(page.locator("main [role=alert]")).to_be_visible()
        assert [c.partition(" ")[0] for c in complaints.taken() if c.startswith("4")] == ["422"]
        page.goto("/studio/")
        assert not page.locator("a[href^='/studio/'][href$='/']", has_text=NUMBER).count()
    with seat(browser, site, "resident_cadre") as (page, _complaints):
        assert page.request.get(f"{site.url}studio/").status == 403


def brought(browser: Browser, site: Site, file: bytes) -> str:
    """The office drops the file in."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto("/studio/new/")
        clean(page, complaints)
        page.set_input_files("[name=file]", {"name": "责任清单.docx", "mimeType": "", "buffer": file})
        page.click("main form .btn-primary")
        expect(page.locator(".studio-steps")).to_be_visible()
        clean(page, complaints)
        return page.url.removeprefix(site.url.rstrip("/"))


def headed(browser: Browser, site: Site, draft: str) -> None:
    """The number was read; the rest is filled in. Who is meant by two words is said once for all."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto(f"{draft}head/")
        assert "33号" in page.input_value("[name=number]")
        page.fill("[name=number]", NUMBER)
        page.fill("[name=title]", "帮扶工作责任清单")
        page.fill("[name=issuer]", "示例办公室")
        page.select_option("[name=place]", "620000000000")
        page.fill("[name=issued]", "2019-07-31")
        page.fill("[name=start]", "2019-07-31")
        clean(page, complaints)
        page.click("main form .btn-primary")
        page.goto(f"{draft}who/")
        clean(page, complaints)
        for phrase, role in ACTORS.items():
            group = page.locator("fieldset", has_text=f"“{phrase}”").first
            group.locator(f"input[value={role}]").first.check()
        page.click("main form .btn-primary")
        expect(page.locator(".bench")).to_be_visible()


def settled(browser: Browser, site: Site, draft: str) -> None:
    """Each duty by its form, all other passages left out."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto(f"{draft}text/")
        clean(page, complaints)
        cards = addresses(page)
        wanted = [(cards[c["clause"]][c["nth"]], c) for c in choices()]
        for address, choice in wanted:
            page.goto(address)
            if choice["duty"] in ("resident-workdays", "helper-household-visits"):
                clean(page, complaints)
            assert choice["bearer"] != ["responsible_helper"] or page.is_checked(
                "[name=bearer][value=responsible_helper]"
            )
            fill(page, choice)
            expect(page.locator("#said-back b")).to_be_visible()
            page.click("#rule .btn-primary")
            expect(page.locator(".bench")).to_be_visible()
        chosen = {address for address, _choice in wanted}
        for address in (a for found in cards.values() for a in found if a not in chosen):
            page.goto(address)
            page.fill("[name=why]", "不作判定")
            page.click(".leave-out button")
        page.goto(f"{draft}text/?only=open")
        assert not page.locator(".card-rule").count()
        clean(page, complaints)
    with seat(browser, site, "county_office", "en", PHONE) as (page, complaints):
        page.goto(f"{draft}text/?only=settled")
        assert page.locator(".card-rule").count() == len(choices())
        clean(page, complaints)


def addresses(page: Page) -> dict[str, list[str]]:
    """The forms of the duties that were proposed, by their clause."""
    found: dict[str, list[str]] = {}
    for link in page.locator(".card-rule .actions a").all():
        clause = (link.locator(".sr-only").text_content() or "").strip()
        found.setdefault(clause, []).append(str(link.get_attribute("href")))
    return found


def fill(page: Page, choice: dict[str, Any]) -> None:
    """What the person chose; numbers and periods stay as they were read."""
    page.evaluate("document.querySelectorAll('#rule details').forEach(d => { d.open = true; })")
    for name, value in choice.items():
        if name in TICKED:
            for code in value:
                page.check(f"#rule [name={name}][value={code}]")
        elif name.startswith("within"):
            page.fill(f"#rule [name={name}]", value)
        elif name not in ("clause", "nth", "duty"):
            page.select_option(f"#rule [name={name}]", value)


def handed_in(browser: Browser, site: Site, draft: str) -> None:
    """Whoever made it may withdraw it, and nothing else."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto(f"{draft}submit/")
        page.fill("[name=note]", "请审。")
        clean(page, complaints)
        page.click("main form .btn-primary")
        expect(page.locator("button[value=withdrawn]")).to_be_visible()
        assert not page.locator("button[value=adopted]").count()
        clean(page, complaints)


def adopted(browser: Browser, site: Site) -> None:
    """A leader reads every rule as a sentence and adopts them."""
    with seat(browser, site, "county_leader", "zh", PHONE) as (page, complaints):
        page.goto("/studio/")
        clean(page, complaints)
        page.click("main .entries a")
        expect(page.locator("main table").last.locator("tbody tr")).to_have_count(len(choices()))
        clean(page, complaints)
        page.fill("[name=decision]", "同意。")
        page.click("button[value=adopted]")
        expect(page.locator(".pill", has_text="已采用")).to_be_visible()


def judged(browser: Browser, site: Site) -> None:
    """The county has duties."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, _complaints):
        soon(
            page,
            "/regulations/",
            lambda: re.search("未落实 [1-9]", page.inner_text("main")),
            "nothing judged",
        )
        expect(page.locator("main h2", has_text="帮扶工作责任清单")).to_be_visible()


def assert_same(home: Path) -> None:
    """Verdict by verdict what the pack written by hand says of the same roster and entries."""
    url = Hasty(home / "postgres").url("bangfu_judge")
    pack = shipped()["gansu-2019-33"]
    case = take.case_at(url)
    with Ground.of(case, case.vocabulary([pack])) as ground:
        told = list(lines(evaluate_ground(ground, [pack], STANDS_ON), "zh"))
    wanted = {c["duty"] for c in choices()}
    hand = Counter(tuple(str(line[k]) for k in SAID) for line in told if line["duty"] in wanted)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "select v.clause, v.role, v.person_id, v.organisation_id, v.place_id::text, v.household_id, v.counterpart, v.period_start,"
            " v.period_end, v.required, v.achieved, v.unit, v.status from duties_verdict v"
            " join duties_snapshot s on s.id = v.snapshot_id where s.live"
        ).fetchall()
    assert len(rows) > 500
    assert Counter(tuple(_plain(v) for v in row) for row in rows) == Counter(
        {_row(k): n for k, n in hand.items()}
    )


def _row(told: tuple[str, ...]) -> tuple[str, ...]:
    place, numbers = SAID.index("place"), (SAID.index("required"), SAID.index("achieved"))
    return tuple(
        v.ljust(12, "0")
        if n == place and v != "None"
        else f"{float(v):g}"
        if n in numbers and v != "None"
        else v
        for n, v in enumerate(told)
    )


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
