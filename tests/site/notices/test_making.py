"""What is told, to whom, and that it is told once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.site.notices.conftest import as_account, by_mail, robot

from bangfu.site.clock import today
from bangfu.site.duties.exempting import ask, decide, end_early
from bangfu.site.duties.models import Verdict
from bangfu.site.notices import sweeping
from bangfu.site.notices.models import Choice, Kind, Notice
from bangfu.site.notices.words import words_of

Rows = Callable[..., list[tuple[Any, ...]]]
Stand = Callable[..., None]
pytestmark = pytest.mark.usefixtures("clock")


def told(rows: Rows, role: str) -> list[tuple[str, str]]:
    found = rows("select kind, day::text from notices_notice where subject = %s order by 1, 2", f"99-{role}")
    return [(kind, day) for kind, day in found]


def lines(rows: Rows, role: str, kind: str) -> list[tuple[str, int]]:
    return rows(
        """select section, count(*) from notices_line l join notices_notice n on n.id = l.notice_id
        where n.subject = %s and n.kind = %s group by 1 order by 1""",
        f"99-{role}",
        kind,
    )


def test_a_day_without_anything_due_tells_nothing(database: str, rows: Rows) -> None:
    assert sweeping.make() > 0
    assert rows("select count(*) from notices_notice") == [(0,)]


def test_verdicts_of_another_day_are_not_told(database: str, stand: Stand, rows: Rows, owner: Any) -> None:
    stand("2020-12-28")
    owner("update duties_snapshot set as_of = '2020-12-27'")
    assert sweeping.make() == 0
    assert rows("select count(*) from notices_notice") == [(0,)]


def test_on_monday_each_hears_what_is_due(database: str, stand: Stand, rows: Rows) -> None:
    stand("2020-12-28")
    sweeping.make()
    assert told(rows, "resident_cadre") == [("digest", "2020-12-28"), ("due_soon", "2020-12-28")]
    assert lines(rows, "resident_cadre", "digest") == [("week", 2)]
    assert lines(rows, "unit_contact", "digest") == [("week", 2)]
    assert told(rows, "township_clerk") == [("digest", "2020-12-28")]
    [(figures,)] = rows("select figures from notices_notice where subject = '99-county_office'")
    [(count,)] = rows("select count(*) from duties_verdict where status = 'open'")
    assert figures == {"area_week": count}


def test_several_duties_of_one_day_are_one_notice_and_each_leads_to_its_why(
    database: str, stand: Stand, rows: Rows
) -> None:
    stand("2020-12-28")
    sweeping.make()
    assert lines(rows, "unit_contact", "due_soon") == [("due_7", 2)]
    with as_account("unit_contact"):
        notice = Notice.objects.get(kind=Kind.DUE_SOON)
        said = words_of(notice, notice.day)
        numbers = set(Verdict.objects.filter(status="open", person=None).values_list("number", flat=True))
    whys = [why for part in said.parts for item in part.items for why in item.whys]
    assert {int(why.rstrip("/").rpartition("/")[2]) for why in whys} == numbers
    assert "2 项责任" in said.title or said.parts[0].items[0].count == 2


def test_the_next_day_says_nothing_again_and_the_last_day_does(
    database: str, stand: Stand, rows: Rows
) -> None:
    for day in ("2020-12-24", "2020-12-25", "2020-12-29", "2020-12-30", "2020-12-31"):
        stand(day)
        sweeping.make()
    found = [day for kind, day in told(rows, "resident_cadre") if kind == "due_soon"]
    assert found == ["2020-12-24", "2020-12-30"]
    assert lines(rows, "resident_cadre", "due_soon") == [("due_1", 2), ("due_7", 2)]


def test_a_digest_comes_once_a_week_even_if_monday_was_missed(
    database: str, stand: Stand, rows: Rows
) -> None:
    for day in ("2020-12-15", "2020-12-16", "2020-12-22", "2020-12-28"):
        stand(day)
        sweeping.make()
    found = [day for kind, day in told(rows, "county_office") if kind == "digest"]
    assert found == ["2020-12-14", "2020-12-21", "2020-12-28"]


@pytest.mark.parametrize(
    ("first", "heard"), [("2021-01-01", True), ("2021-01-03", True), ("2021-01-05", False)]
)
def test_what_was_missed_is_told_the_day_after_once(
    database: str, stand: Stand, rows: Rows, first: str, heard: bool
) -> None:
    for day in (first, "2021-01-06"):
        stand(day, missed=True)
        sweeping.make()
    found = [day for kind, day in told(rows, "resident_cadre") if kind == "overdue"]
    assert found == ([first] if heard else [])


def test_periods_as_short_as_the_notice_are_not_told_ahead(
    database: str, stand: Stand, rows: Rows, owner: Any
) -> None:
    stand("2020-12-28")
    owner("update duties_verdict set period_start = '2020-12-25' where status = 'open'")
    sweeping.make()
    assert [k for k, _ in told(rows, "resident_cadre")] == ["digest"]


def test_sweeping_again_adds_nothing(database: str, stand: Stand, rows: Rows, owner: Any) -> None:
    stand("2020-12-28")
    by_mail("resident_cadre")
    robot("unit_leader")
    sweeping.make()
    before = rows("select (select count(*) from notices_notice), (select count(*) from notices_line)")
    assert sweeping.make() == 0
    owner("delete from notices_turn")
    assert sweeping.make() > 0
    assert rows("select (select count(*) from notices_notice), (select count(*) from notices_line)") == before


def test_who_wants_nothing_is_told_nothing(database: str, stand: Stand, rows: Rows) -> None:
    with as_account("resident_cadre") as account:
        Choice.objects.create(account=account.pk, on_site=[Kind.DIGEST])
    with as_account("unit_contact") as account:
        Choice.objects.create(account=account.pk, on_site=[])
    stand("2020-12-28")
    sweeping.make()
    assert told(rows, "resident_cadre") == [("digest", "2020-12-28")]
    assert told(rows, "unit_contact") == []


def test_an_account_that_was_closed_is_not_looked_at(
    database: str, stand: Stand, rows: Rows, owner: Any
) -> None:
    owner("update web_account set is_active = false where id = '99-resident_cadre'")
    stand("2020-12-28")
    sweeping.make()
    assert told(rows, "resident_cadre") == []


def test_a_decision_is_told_to_who_asked_and_waiting_ones_to_who_decides(
    database: str, stand: Stand, rows: Rows
) -> None:
    stand("2020-12-28")
    with as_account("unit_contact") as account:
        verdict = Verdict.objects.filter(status="open", person=None).first()
        assert verdict is not None
        row = ask(account, verdict, verdict.period_start, verdict.period_end, "暴雪封路")
    sweeping.make()
    [(figures,)] = rows("select figures from notices_notice where subject = '99-county_office'")
    assert figures["decisions"] == 1
    with as_account("county_office") as account:
        decide(account, row, approved=False, decision="路已通")
    sweeping.make()
    assert ("decision", str(verdict.period_start)) in told(rows, "unit_contact")
    with as_account("unit_contact"):
        said = words_of(Notice.objects.get(kind=Kind.DECISION), verdict.period_end)
    assert "没有批准" in said.text
    assert row.pk in said.source
    assert "暴雪" not in said.text


def test_an_exemption_that_ends_early_is_told_though_it_was_approved_long_ago(
    database: str, stand: Stand, rows: Rows, owner: Any
) -> None:
    stand("2020-12-28")
    with as_account("unit_contact") as account:
        verdict = Verdict.objects.filter(status="open", person=None).first()
        assert verdict is not None
        row = ask(account, verdict, verdict.period_start, verdict.period_end, "暴雪封路")
    with as_account("county_office") as account:
        decide(account, row, approved=True, decision="属实")
    owner("update duties_exemption set decided_at = '2020-10-01'")
    sweeping.make()
    assert "decision" not in [kind for kind, _ in told(rows, "unit_contact")]
    with as_account("second_office") as account:
        row.refresh_from_db()
        end_early(account, row, today(), "路已通")
    stand("2020-12-29")
    sweeping.make()
    with as_account("unit_contact"):
        said = words_of(Notice.objects.get(kind=Kind.DECISION), today())
    assert "2020-12-28" in said.text


def test_one_account_that_fails_keeps_nobody_else_from_being_told(
    database: str, stand: Stand, rows: Rows, owner: Any
) -> None:
    by_mail("resident_cadre")
    owner("update notices_choice set quiet_from = '24:00' where account = '99-resident_cadre'")
    stand("2020-12-28")
    sweeping.make()
    assert told(rows, "resident_cadre") == []
    assert told(rows, "unit_contact") != []
    [(reason,)] = rows("select reason from notices_turn where account = '99-resident_cadre'")
    assert reason
    sweeping.make()  # not again before an hour is over
    owner("update notices_choice set quiet_from = '20:00'")
    owner("update notices_turn set at = at - interval '2 hours' where reason <> ''")
    sweeping.make()
    assert told(rows, "resident_cadre") != []
    assert rows("select count(*) from notices_turn where reason <> ''") == [(0,)]


def test_a_robot_of_a_unit_hears_duties_and_one_of_an_area_figures(
    database: str, stand: Stand, rows: Rows
) -> None:
    of_unit = robot("unit_leader")
    of_area = robot("county_office", place_id=621121100000)
    stand("2020-12-28")
    sweeping.make()
    query = """select n.kind, n.figures, (select count(*) from notices_line l where l.notice_id = n.id), n.on_site
        from notices_notice n where subject = %s order by 1"""
    assert rows(query, of_unit.pk) == [("digest", {"week": 2}, 2, False), ("due_soon", {}, 2, False)]
    [(kind, figures, count, shown)] = rows(query, of_area.pk)
    assert (kind, count, shown) == ("digest", 0, False)
    assert set(figures) == {"area_week"}


def test_no_name_and_no_household_stands_in_what_is_kept(database: str, stand: Stand, rows: Rows) -> None:
    robot("unit_leader")
    stand("2020-12-28")
    sweeping.make()
    kept = str(rows("select n::text from notices_notice n union all select l::text from notices_line l"))
    names = [name for (name,) in rows("select name from roster_person where name <> ''")]
    names += [i for (i,) in rows("select id from roster_household")]
    assert names
    assert not [name for name in names if name in kept]
