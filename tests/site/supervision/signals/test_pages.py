"""Hints on pages: who sees them, what they rest on, and that a look covers what there was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client, override_settings
from tests.site.acting import Acting

from bangfu.site.clock import now
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import record, withdraw
from bangfu.site.supervision.signals.models import Look

Browser = Callable[[str], Client]
ONE, TOWN = 990001100201, 990001100000
NOTE = "宣讲了医疗、教育、住房和饮水方面的帮扶政策，核对了收入台账，户主没有提出别的困难和要求。"
MONTH = f"/signals/place/{TOWN}/?month=2020-04&kind=copied_notes"
LEAD = "/signals/lead/copied_notes/99-note-00/"


@pytest.fixture
def copied(acting: Acting) -> Callable[[int], None]:
    """Writes the note for so many days of the helper's first household, from the first of April on."""

    def write(upto: int, since: int = 0) -> None:
        with acting("county_office") as account:
            for n in range(since, upto):
                said = {
                    "id": f"99-note-{n:02}",
                    "kind": "household_visit",
                    "on": date(2020, 4, n + 1),
                    "household": "99-h1",
                }
                record(account, draft_of({**said, "person": "99-helper", "note": f"{n + 1}日{NOTE}"}))

    return write


def hints(client: Client, address: str = MONTH) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return [[f.id for f in row.hint.lead.entries] for row in answer.context["rows"]]


@pytest.mark.parametrize("role", [
    "resident_cadre", "responsible_helper", "unit_leader", "township_clerk", "township_leader", "county_office",
    "organization_department", "county_leader",
])  # fmt: skip
def test_the_inspected_side_sees_no_hint_and_no_look(
    browser: Browser, acting: Acting, copied: Callable[[int], None], role: str
) -> None:
    copied(3)
    browser("inspector").post(f"{LEAD}look/", {"note": "问过本人"})
    for address in ("/signals/", MONTH, LEAD):
        assert browser(role).get(address).status_code == 403
    with acting(role):
        assert not Look.objects.exists()


def test_two_alike_are_no_hint_and_three_are(browser: Browser, copied: Callable[..., None]) -> None:
    copied(2)
    assert hints(browser("inspector")) == []
    copied(3, since=2)
    assert hints(browser("inspector")) == [["99-note-00", "99-note-01", "99-note-02"]]
    shown = browser("inspector").get(LEAD).content.decode()
    assert NOTE in shown
    assert "不是结论" in shown
    assert "/ledger/99-note-02/" in shown


def test_what_was_taken_back_counts_no_longer(
    browser: Browser, acting: Acting, copied: Callable[..., None]
) -> None:
    copied(3)
    with acting("county_office") as account:
        withdraw(account, Entry.objects.get(pk="99-note-01"), "记重了")
    assert hints(browser("inspector")) == []
    assert "现在不构成" in browser("inspector").get(LEAD).content.decode()


def test_another_county_is_as_if_it_were_not_there(browser: Browser, copied: Callable[..., None]) -> None:
    copied(3)
    assert browser("inspector").get("/signals/place/990002100000/").status_code == 404
    assert browser("inspector").get("/signals/lead/copied_notes/99-no/").status_code == 404
    assert browser("inspector").get("/signals/lead/gossip/99-note-00/").status_code == 404


def test_a_look_needs_words(browser: Browser, acting: Acting, copied: Callable[..., None]) -> None:
    copied(3)
    assert browser("inspector").post(f"{LEAD}look/", {"note": ""}).status_code == 200
    with acting("inspector"):
        assert not Look.objects.exists()


def test_a_look_covers_what_there_was_and_no_more(browser: Browser, copied: Callable[..., None]) -> None:
    copied(3)
    answer = browser("inspector").post(f"{LEAD}look/", {"note": "同一项政策，逐户核过"})
    assert answer.status_code == 302
    assert "看过了" in browser("inspection_office").get(MONTH).content.decode()
    copied(4, since=3)
    shown = browser("inspection_office").get(MONTH).content.decode()
    assert "看过后又有新的记录" in shown
    lead = browser("inspector").get(LEAD)
    assert [b.entry.pk for b in lead.context["bases"] if b.is_new] == ["99-note-03"]
    assert "逐户核过" in lead.content.decode()


def test_the_list_of_looks_leads_back(browser: Browser, copied: Callable[..., None]) -> None:
    copied(3)
    browser("inspector").post(f"{LEAD}look/", {"note": "逐户核过"})
    assert f"{LEAD}?month=2020-04" in browser("inspection_office").get("/signals/").content.decode()


def test_the_database_keeps_looks_as_they_are_and_to_those_who_inspect(
    acting: Acting, copied: Callable[..., None]
) -> None:
    copied(3)
    said = {
        "kind": "copied_notes",
        "entries": ["99-note-00"],
        "area": ONE,
        "month": date(2020, 4, 1),
        "note": "看过",
    }
    for role, wrong in (
        ("county_office", {}), ("inspector", {"looked_by": "99-county_office"}), ("inspector", {"entries": []}),
        ("inspector", {"entries": ["99-note-00", "99-unknown-1"]}), ("inspector", {"area": 990002100201}),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), acting(role):
            Look.objects.create(**{**said, "looked_by": f"99-{role}", "looked_at": now(), **wrong})
    with acting("inspector"):
        Look.objects.create(**said, looked_by="99-inspector", looked_at=now())
    for change in (lambda rows: rows.update(note="没看过"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), acting("inspection_office"):
            change(Look.objects.all())


def test_a_kind_without_a_number_is_not_computed(browser: Browser) -> None:
    shown = browser("inspector").get(MONTH.replace("copied_notes", "many_households")).content.decode()
    assert "没有设数" in shown


@pytest.mark.parametrize("wrong", [
    "[many_households]\nhouseholds = 0\nreason_zh = '县里定的'\nreason_en = 'set here'",
    "[many_households]\nhouseholds = 12\nreason_zh = ''\nreason_en = ''",
    "[many_households]\nhomes = 12\nreason_zh = '县里定的'\nreason_en = 'set here'",
    "[gossip]\nreason_zh = '县里定的'\nreason_en = 'set here'",
    "[many_households",
])  # fmt: skip
def test_a_file_of_numbers_that_is_not_right_is_told_and_nothing_computed(
    browser: Browser, tmp_path: Path, wrong: str
) -> None:
    (tmp_path / "signals.toml").write_text(wrong, encoding="utf-8")
    with override_settings(HOME=tmp_path):
        answer = browser("inspector").get(MONTH)
    assert answer.status_code == 503
    assert "signals.toml" in answer.content.decode()


def test_a_number_set_here_is_shown_with_its_reason(browser: Browser, tmp_path: Path) -> None:
    own = "[many_households]\nhouseholds = 12\nreason_zh = '县里 2020 年第 3 号通知'\nreason_en = 'county notice 3 of 2020'\n"
    (tmp_path / "signals.toml").write_text(own, encoding="utf-8")
    with override_settings(HOME=tmp_path):
        shown = browser("inspector").get(MONTH.replace("copied_notes", "many_households")).content.decode()
    assert "县里 2020 年第 3 号通知" in shown
    assert "没有设数" not in shown
