"""GI-16 to GI-18: a record book of six sections, never written over, and the same for the household and its helper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from django.test import Client
from tests.site.measures.steps import BARE, CLERK, OFFICE, Steps, refused
from tests.site.world import OWN, TODAY

from bangfu.site.household.filing import enter_incomes
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import correct, record
from bangfu.site.measures import recording
from bangfu.site.measures.book import book_of
from bangfu.site.measures.words import codes
from bangfu.site.roster.models import Household

Browser = Callable[[str], Client]
BOOK = f"/help/households/{BARE}/book/"


def visit(steps: Steps, key: str, note: str, days: int = 0) -> None:
    said = {"id": key, "kind": "household_visit", "on": str(TODAY - timedelta(days=days)), "household": BARE, "person": OWN.id("person"), "note": note}  # fmt: skip
    steps.by(OFFICE, lambda account: record(account, draft_of(said)))


def whole(steps: Steps) -> None:
    steps.file()
    steps.planned()
    visit(steps, "99-visit-1", "看蜂箱")
    income = {"year": 2019, "kind": "wage", "stage": "actual", "cents": 100, "evidence": "流水"}
    steps.by(CLERK, lambda a: enter_incomes(a, Household.objects.get(pk=BARE), [income]))


class TestGi16:
    def test_gi_16_through_the_database(self, steps: Steps) -> None:
        [gap] = steps.found("section")
        assert gap.about == codes("section")
        steps.file()
        steps.planned()
        [gap] = steps.found("section")
        assert gap.about == ("progress", "results")
        whole_of = steps.by(CLERK, lambda _: book_of(Household.objects.get(pk=BARE), TODAY))
        assert whole_of.missing == ["progress", "results"]

    def test_gi_16_through_the_site(self, steps: Steps, browser: Browser) -> None:
        clerk = browser(CLERK)
        assert "还有空的部分" in clerk.get(BOOK).content.decode()
        whole(steps)
        page = clerk.get(BOOK).content.decode()
        assert "还有空的部分" not in page
        assert all(text in page for text in ("看蜂箱", "发放蜂箱", "因病", "想养蜂"))

    def test_a_former_year_stays_as_it_ended(self, steps: Steps, browser: Browser) -> None:
        clerk = browser(CLERK)
        steps.file()
        steps.wish()
        steps.draft(TODAY.year - 1)
        former = clerk.get(f"{BOOK}?year={TODAY.year - 1}").content.decode()
        assert f"{TODAY.year - 1}-12-31" in former
        assert f'href="?year={TODAY.year}"' in former
        assert str(TODAY) in clerk.get(f"{BOOK}?year=1800").content.decode()  # no such book: that of today

    def test_gi_16_through_programs(self, steps: Steps) -> None:
        """What a program enters stands in the book at once."""
        measure = steps.planned()
        said = {"state": "done", "result": "十箱都活了"}
        assert steps.send(CLERK, "measure", measure, "progress", said) == []
        [gap] = steps.found("section")
        assert gap.about == ("household_situation", "poverty_cause")


class TestGi17:
    def test_gi_17_through_the_database(self, steps: Steps) -> None:
        visit(steps, "99-visit-1", "看蜂箱")
        for statement in (
            "update ledger_entry set note = 'x' where id = '99-visit-1'",
            "delete from ledger_entry where id = '99-visit-1'",
        ):
            assert refused(lambda s=statement: steps.run(OFFICE, s))  # type: ignore[misc]
        wish = steps.wish()
        for statement in (
            "update measures_wish set own_words = 'x'",
            "delete from measures_wish",
            "update measures_decision set reason = 'x'",
        ):
            assert refused(lambda s=statement: steps.run(CLERK, s))  # type: ignore[misc]
        with pytest.raises(psycopg.DatabaseError, match="annot"):
            steps.owner.execute("delete from measures_wish where id = %s", [wish])

    def test_gi_17_through_the_site(self, steps: Steps, browser: Browser) -> None:
        visit(steps, "99-visit-1", "写错的话")

        def put_right(account: object) -> None:
            from bangfu.site.ledger.models import Entry

            said = {"id": "99-visit-2", "kind": "household_visit", "on": str(TODAY), "household": BARE, "person": OWN.id("person"), "note": "看蜂箱"}  # fmt: skip
            correct(account, Entry.objects.get(pk="99-visit-1"), draft_of(said), "写错")  # type: ignore[arg-type]

        steps.by(OFFICE, put_right)
        page = browser(CLERK).get(BOOK).content.decode()
        assert "看蜂箱" in page
        assert "写错的话" not in page

    def test_gi_17_through_programs(self, steps: Steps) -> None:
        """A measure that is over is said anew or not at all."""
        measure = steps.planned()
        done = {"state": "done", "result": "已发"}
        assert steps.send(CLERK, "measure", measure, "progress", done) == []
        assert steps.send(CLERK, "measure", measure, "progress", done | {"result": "别的"}) == [
            "help_is_over"
        ]

    def test_what_is_recorded_late_or_many_at_once_is_a_warning_where_the_county_says_so(
        self, steps: Steps
    ) -> None:
        steps.owner.execute("delete from measures_setting")
        for number in range(3):
            visit(steps, f"99-visit-{number}", "看蜂箱", days=20 + number)
        assert (steps.found("late"), steps.found("at_once")) == ([], [])  # no number is assumed
        self._set(steps, TODAY - timedelta(days=2), 30_000, 4)
        assert (steps.found("late"), steps.found("at_once")) == ([], [])
        self._set(steps, TODAY, 20, 3)
        [late], [many] = steps.found("late"), steps.found("at_once")
        assert (late.about, late.grave, many.grave) == (("3",), "warning", "warning")

    def _set(self, steps: Steps, start: date, days: int, many: int) -> None:
        county, said = OWN.village // 10**6 * 10**6, {"late_days": days, "at_once": many}
        steps.by(OFFICE, lambda a: recording.set_for(a, county, start, "示例1号", **said))


class TestGi18:
    def test_gi_18_through_the_database(self, steps: Steps) -> None:
        """There is nothing else to read from: the book has no table of its own."""
        found = steps.owner.execute(
            "select table_name from information_schema.tables where table_name ~ 'book|recordentry'"
        ).fetchall()
        assert {name for (name,) in found} == {"ledger_book"}

    def test_gi_18_through_the_site(self, steps: Steps, browser: Browser) -> None:
        whole(steps)
        helper, own = (
            browser(CLERK).get(BOOK).content.decode(),
            browser(CLERK).get(f"{BOOK}?view=household").content.decode(),
        )
        for text in ("看蜂箱", "发放蜂箱", "因病", "想养蜂"):
            assert text in helper
            assert text in own
        assert "记入" in helper
        assert "记入" not in own  # who typed it and when is for the helper

    def test_gi_18_through_programs(self, steps: Steps, browser: Browser) -> None:
        assert (
            steps.send(
                CLERK, "help", BARE, "wish", {"own_words": "修好水窖", "agrees": "yes", "on": str(TODAY)}
            )
            == []
        )
        for view in ("", "?view=household"):
            assert "修好水窖" in browser(CLERK).get(f"{BOOK}{view}").content.decode()
