"""The ledger as pages: who sees what, what was put right is unmistakable, and the form that needs no script."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.site.acting import Acting

from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import correct, record, withdraw

Browser = Callable[[str], Client]
ROLES = ("responsible_helper", "unit_leader", "township_clerk", "county_office", "provincial_analyst")


def visit(id_: str = "visit-0001", **fields: Any) -> Any:
    return draft_of(
        {"id": id_, "kind": "household_visit", "on": "2020-04-10", "household": "99-h1", **fields}
    )


@pytest.fixture(autouse=True)
def _away(counted: object) -> None:
    """No judge listens."""


@pytest.fixture
def entry(acting: Acting) -> Entry:
    """A visit of the helper."""
    with acting("responsible_helper") as account:
        return record(account, visit(note="=1+1 看水")).entry


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer
    return answer.content.decode()


class TestList:
    def test_it_is_closed_to_whoever_sees_no_work(self, browser: Browser, entry: Entry) -> None:
        assert Client().get("/ledger/").status_code == 302
        for role in ("system_admin", "security_admin", "audit_admin"):
            assert browser(role).get("/ledger/").status_code in (302, 403)

    def test_another_county_and_other_cadres_do_not_see_the_entry(
        self, browser: Browser, entry: Entry
    ) -> None:
        for role in ("other_office", "stranger", "resident_cadre"):
            client = browser(role)
            assert entry.pk not in text(client.get("/ledger/"))
            assert client.get(f"/ledger/{entry.pk}/").status_code == 404
            assert client.get(f"/ledger/{entry.pk}/correct/").status_code in (403, 404)

    def test_everybody_concerned_sees_it_and_only_the_helper_the_name(
        self, browser: Browser, entry: Entry
    ) -> None:
        for role in ROLES:
            if role == "provincial_analyst":
                continue
            page = text(browser(role).get("/ledger/"))
            assert entry.pk in page
            assert ("王建国" in page) == (role in ("responsible_helper", "unit_leader"))

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("", True), ("since=2020-04-10&until=2020-04-10", True), ("since=2020-04-11", False),
            ("until=2020-04-09", False), ("kind=household_visit", True), ("kind=village_visit", False),
            ("place=990001100000", True), ("place=990001100202", False), ("person=99-helper", True),
            ("household=99-h2", False), ("q=李平", True), ("q=lp", True), ("q=wjg", True), ("q=上湾", True),
            ("q=看水", True), ("q=没有", False), ("state=standing", True), ("state=corrected", False),
            ("state=corrections", False), ("unit=99-unit", False), ("sort=-place", True), ("sort=nothing", True),
            ("page=99", True), ("since=nonsense", True),
        ],
    )  # fmt: skip
    def test_it_is_narrowed_by_its_address(
        self, browser: Browser, entry: Entry, asked: str, found: bool
    ) -> None:
        assert (f"/ledger/{entry.pk}/" in text(browser("county_office").get(f"/ledger/?{asked}"))) == found

    def test_without_a_period_it_shows_three_months(self, browser: Browser, acting: Acting) -> None:
        with acting("responsible_helper") as account:
            record(account, visit("visit-old1", on="2019-12-01"))
        client = browser("county_office")
        assert "visit-old1" not in text(client.get("/ledger/"))
        assert "visit-old1" in text(client.get("/ledger/?since="))
        assert "visit-old1" in text(client.get("/ledger/?person=99-helper"))

    def test_only_those_who_may_take_it_away(self, browser: Browser, entry: Entry) -> None:
        assert browser("audit_admin").get("/ledger/export/xlsx/").status_code in (302, 403)
        assert browser("county_office").get("/ledger/export/pdf/").status_code == 404

    def test_what_is_taken_away_is_what_was_seen_and_no_formula(self, browser: Browser, entry: Entry) -> None:
        client = browser("county_office")
        book = openpyxl.load_workbook(
            io.BytesIO(b"".join(client.get("/ledger/export/xlsx/").streaming_content))
        )
        head, row = ([c.value for c in r] for r in book["ledger"].iter_rows())
        told = dict(zip(head, row, strict=True))
        assert (told["id"], told["person_name"], told["seq"]) == (entry.pk, "李平", 1)
        assert told["note"] == "=1+1 看水"
        assert book["ledger"].cell(2, head.index("note") + 1).data_type == "s"
        lines = b"".join(client.get("/ledger/export/csv/").streaming_content).decode("utf-8-sig").splitlines()
        assert "'=1+1 看水" in lines[1]
        assert len(b"".join(client.get("/ledger/export/csv/?kind=x").streaming_content).splitlines()) == 1
        assert "王建国" not in "".join(lines)


class TestEntry:
    def test_it_tells_clause_chain_and_recorder(self, browser: Browser, entry: Entry, counted: Any) -> None:
        told = {
            "regulation": "gansu-2019-33",
            "duty": "d",
            "clause": "十(四)",
            "title_zh": "走访",
            "title_en": "Visits",
        }
        counted[entry.pk] = [told]
        page = text(browser("responsible_helper").get(f"/ledger/{entry.pk}/"))
        for word in (entry.hash, entry.former, "计入 1 项责任", "走访", "十(四)"):
            assert word in page

    def test_while_it_is_being_counted_it_says_so(self, browser: Browser, entry: Entry) -> None:
        assert "正在计算" in text(browser("responsible_helper").get(f"/ledger/{entry.pk}/"))

    def test_in_english(self, browser: Browser, entry: Entry) -> None:
        client = browser("responsible_helper")
        client.cookies["django_language"] = "en"
        for address in ("/ledger/", f"/ledger/{entry.pk}/", f"/ledger/{entry.pk}/correct/", "/record/form/"):
            page = re.sub(r"<(script|style|select)\b.*?</\1>", "", text(client.get(address)), flags=re.DOTALL)
            assert "Household visit" in page or "household visit" in page or address == "/record/form/"
            assert not re.findall(r"更正|撤回|台账|说明|记录人|哈希|农户", page)

    def test_a_correction_is_unmistakable_on_both_pages(
        self, browser: Browser, entry: Entry, acting: Acting
    ) -> None:
        with acting("responsible_helper") as account:
            later = correct(account, entry, visit("visit-0002", on="2020-04-09"), "日期记错了").entry
        client = browser("county_office")
        old, new = text(client.get(f"/ledger/{entry.pk}/")), text(client.get(f"/ledger/{later.pk}/"))
        assert "已更正，以更正后的为准" in old
        assert later.pk in old
        assert "更正了先前的记录" in new
        for page in (old, new):
            assert "<del>2020-04-10</del>" in page
            assert "<ins>2020-04-09</ins>" in page
            assert "日期记错了" in page
        listed = text(client.get("/ledger/"))
        assert "已更正" in listed
        assert f"/ledger/{entry.pk}/correct/" not in old

    def test_a_withdrawal_is_unmistakable(self, browser: Browser, entry: Entry, acting: Acting) -> None:
        with acting("responsible_helper") as account:
            gone = withdraw(account, entry, "重复了").entry
        client = browser("county_office")
        assert "已撤回，不再计入任何责任" in text(client.get(f"/ledger/{entry.pk}/"))
        assert "撤回了先前的记录" in text(client.get(f"/ledger/{gone.pk}/"))
        assert gone.pk not in text(client.get("/ledger/?state=standing"))


class TestChanging:
    def test_whoever_may_not_is_turned_away(self, browser: Browser, entry: Entry) -> None:
        for role in ("county_leader", "unit_contact"):
            client = browser(role)
            assert client.get(f"/ledger/{entry.pk}/correct/").status_code == 403
            assert client.post(f"/ledger/{entry.pk}/withdraw/", {"reason": "不对"}).status_code == 403
            assert "/correct/" not in text(client.get(f"/ledger/{entry.pk}/"))

    def test_a_correction_by_form(self, browser: Browser, entry: Entry, acting: Acting) -> None:
        client = browser("responsible_helper")
        form = {
            "id": "fresh-0001",
            "kind": "household_visit",
            "on": "2020-04-20",
            "household": "99-h1",
            "reason": "错",
        }
        assert "还没有到" in text(client.post(f"/ledger/{entry.pk}/correct/", {**form, "reason": "写错了"}))
        form |= {"on": "2020-04-09", "note": "看水"}
        assert client.post(f"/ledger/{entry.pk}/correct/", form).status_code == 200
        answer = client.post(f"/ledger/{entry.pk}/correct/", {**form, "reason": "写错了"})
        assert answer["Location"] == "/ledger/fresh-0001/"
        with acting("responsible_helper"):
            corrected = Entry.objects.get(pk="fresh-0001")
            assert (corrected.corrects_id, corrected.person_id) == (entry.pk, "99-helper")

    def test_a_withdrawal_by_form(self, browser: Browser, entry: Entry, acting: Acting) -> None:
        client = browser("township_clerk")
        assert client.post(f"/ledger/{entry.pk}/withdraw/", {"reason": ""}).status_code == 200
        assert client.post(f"/ledger/{entry.pk}/withdraw/", {"reason": "重复了"}).status_code == 302
        assert "已经更正或撤回" in text(client.post(f"/ledger/{entry.pk}/withdraw/", {"reason": "重复了"}))


class TestForm:
    """Recording without scripts."""

    FORM: dict[str, Any] = {"id": "form-00001", "kind": "household_visit", "on": "2020-04-10"}  # noqa: RUF012

    def test_what_is_missing_is_told_at_its_field(self, browser: Browser) -> None:
        page = text(browser("responsible_helper").post("/record/form/", self.FORM))
        assert "要写明农户" in page

    def test_the_same_for_several_households(self, browser: Browser, acting: Acting) -> None:
        client, form = browser("responsible_helper"), {**self.FORM, "households": ["99-h1", "99-h2"]}
        for _ in range(2):  # pressed twice
            assert client.post("/record/form/", form)["Location"] == "/ledger/?sort=-recorded"
        with acting("responsible_helper"):
            assert sorted(Entry.objects.values_list("household", flat=True)) == ["99-h1", "99-h2"]

    def test_a_household_of_another_county_is_no_choice(self, browser: Browser, acting: Acting) -> None:
        for role in ("responsible_helper", "county_office"):
            form = {**self.FORM, "households": ["99-hb"], "household": "99-hb", "person": "99-helper"}
            assert browser(role).post("/record/form/", form).status_code == 200
        with acting("county_office"):
            assert not Entry.objects.exists()

    def test_the_office_records_for_a_village_at_once(self, browser: Browser, acting: Acting) -> None:
        client = browser("county_office")
        page = text(client.get("/record/form/?village=990001100201"))
        assert "刘**" in page
        assert "张**" not in page
        form = {**self.FORM, "households": ["99-h1", "99-h3"], "person": "99-cadre"}
        assert client.post("/record/form/?village=990001100201", form).status_code == 302
        with acting("county_office"):
            assert Entry.objects.filter(person="99-cadre").count() == 2

    def test_it_opens_with_what_the_address_asks_for(self, browser: Browser) -> None:
        page = text(browser("responsible_helper").get("/record/form/?kind=practical_help&household=99-h2"))
        assert re.search(r'value="practical_help"[^>]*selected', page)
        assert re.search(r'value="99-h2"[^>]*checked', page)
