"""Recording: what is refused and why, once and only once, and in whose name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.site.acting import Acting

from bangfu.errors import BangfuError
from bangfu.site.ledger.chain import START, verify
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import Conflict, correct, fields_of, record, record_all, withdraw


def visit(id_: str = "visit-0001", **fields: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": "household_visit",
        "on": "2020-04-10",
        "household": "99-h1",
        "note": "查看用水",
        **fields,
    }


def refused(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(BangfuError) as caught:
        act()
    return [(p.code, p.column) for p in caught.value.problems]


def chain_of(book: int) -> list[dict[str, Any]]:
    entries = Entry.objects.filter(book=book).order_by("seq")
    return [{**fields_of(e), "former": e.former, "hash": e.hash} for e in entries]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "household_visits"}, ("entry_kind", "kind")),
        ({"on": "2020-04-16"}, ("entry_in_future", "on")),
        ({"until": "2020-05-01"}, ("entry_in_future", "until")),
        ({"on": "2018-12-31"}, ("entry_too_old", "on")),
        ({"until": "2020-04-01"}, ("entry_ends_early", "until")),
        ({"household": "99-nobody"}, ("entry_unseen", "household")),
        ({"household": "99-hb"}, ("entry_unseen", "household")),
        ({"place": "990002100201"}, ("entry_unseen", "place")),
        ({"place": "999999"}, ("entry_unseen", "place")),
        ({"counterpart_person": "99-stranger"}, ("entry_unseen", "counterpart_person")),
        ({"household": None}, ("entry_lacks", "household")),
        ({"kind": "village_visit"}, ("entry_lacks", "place")),
        ({"kind": "village_visit", "place": "990001"}, ("entry_place_level", "place")),
        ({"kind": "work_report"}, ("entry_lacks", "counterpart_person")),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    acting: Acting, change: dict[str, Any], problem: tuple[str, str]
) -> None:
    with acting("resident_cadre") as account:
        draft = draft_of(visit(**change))
        assert refused(lambda: record(account, draft)) == [problem]
        assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": "10.4.2020"}, "on"),
        ({"on": 20200410}, "on"),
        ({"id": "x"}, "id"),
        ({"id": "a b c d e f"}, "id"),
        ({"note": "\x00"}, "note"),
        ({"note": "长" * 2001}, "note"),
        ({"note": ["a"]}, "note"),
        ({"place": "6211" + "x"}, "place"),
        ({"household": "h" * 65}, "household"),
        ({"location": {"latitude": 91, "longitude": 0}}, "location"),
        ({"made_at": "2020-04-10T08:00:00"}, "made_at"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(change: dict[str, Any], field: str) -> None:
    assert refused(lambda: draft_of(visit(**change))) == [("entry_field", field)]


def test_all_that_is_wrong_is_told_at_once(acting: Acting) -> None:
    with acting("resident_cadre") as account:
        draft = draft_of(visit(on="2021-01-01", household="99-nobody", place="990002"))
        told = refused(lambda: record(account, draft))
    assert {code for code, _ in told} == {"entry_in_future", "entry_unseen"}
    assert len(told) == 3


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("resident_cadre", {"person": "99-helper"}),
        ("responsible_helper", {"organisation": "99-unit"}),
        ("unit_contact", {"organisation": "99-town", "person": "99-clerk"}),
        ("township_clerk", {"person": "99-stranger"}),
        ("county_leader", {"person": "99-cadre"}),
    ],
)
def test_nobody_records_for_those_who_are_not_theirs(acting: Acting, who: str, named: dict[str, str]) -> None:
    with acting(who) as account:
        draft = draft_of(visit(kind="training_day", household=None, **named))
        codes = {code for code, _ in refused(lambda: record(account, draft))}
        assert codes <= {"not_yours_to_record", "entry_unseen"}
        assert not Entry.objects.exists()


def test_an_analyst_records_nothing(acting: Acting) -> None:
    with acting("provincial_analyst") as account:
        draft = draft_of(visit(kind="training_day", household=None))
        assert refused(lambda: record(account, draft)) == [("entry_by_nobody", "person")]


def test_a_visit_is_recorded_with_its_link(acting: Acting) -> None:
    with acting("responsible_helper") as account:
        first = record(account, draft_of(visit()))
        second = record(account, draft_of(visit("visit-0002", household="99-h2")))
        assert first.new
        assert (first.entry.seq, first.entry.former, first.entry.person_id) == (1, START, "99-helper")
        assert (second.entry.seq, second.entry.former) == (2, first.entry.hash)
        assert first.entry.area == 990001100201
        assert first.entry.book == 990001000000
        assert not verify(chain_of(990001000000)).breaks


def test_everything_a_phone_may_send_comes_back_as_it_was_hashed(acting: Acting) -> None:
    where = {"latitude": 35.1234567, "longitude": 105.0, "accuracy": 12.6}
    with acting("resident_cadre") as account:
        sent = visit(
            place="990001100201", until="2020-04-11", location=where, made_at="2020-04-11T20:01:02.123+08:00"
        )
        entry = record(account, draft_of(sent)).entry
        assert entry.location == {"latitude": 35.12346, "longitude": 105.0, "accuracy": 13}
        assert not verify(chain_of(entry.book)).breaks


def test_the_same_again_gets_the_first_answer_again(acting: Acting) -> None:
    with acting("responsible_helper") as account:
        first = record(account, draft_of(visit()))
        again = record(account, draft_of(visit()))
        assert not again.new
        assert again.entry == first.entry
        assert Entry.objects.count() == 1


def test_the_same_id_with_other_content_is_a_conflict(acting: Acting) -> None:
    with acting("responsible_helper") as account:
        record(account, draft_of(visit()))
        with pytest.raises(Conflict):
            record(account, draft_of(visit(note="另一回事")))


def test_an_id_that_somebody_else_used_is_a_conflict_and_tells_nothing(acting: Acting) -> None:
    with acting("stranger") as account:
        record(account, draft_of(visit(household="99-hb")))
    with acting("responsible_helper") as account:
        with pytest.raises(Conflict):
            record(account, draft_of(visit()))
        record(account, draft_of(visit("visit-0002")))


@pytest.mark.parametrize(
    ("who", "kind", "person", "organisation"),
    [
        ("unit_contact", "party_committee_study", None, "99-unit"),
        ("unit_leader", "party_committee_study", "99-helper", "99-unit"),
        ("unit_leader", "training_day", "99-helper", None),
        ("resident_cadre", "training_day", "99-cadre", None),
    ],
)
def test_whoever_names_nobody_speaks_of_the_own_doing(
    acting: Acting, who: str, kind: str, person: str | None, organisation: str | None
) -> None:
    with acting(who) as account:
        entry = record(account, draft_of(visit(kind=kind, household=None))).entry
    assert (entry.person_id, entry.organisation_id) == (person, organisation)


def test_the_office_records_for_anybody_in_its_area(acting: Acting) -> None:
    with acting("township_clerk") as account:
        assert record(account, draft_of(visit(person="99-cadre"))).entry.recorded_by == "99-township_clerk"
    with acting("resident_cadre"):
        assert Entry.objects.get().person_id == "99-cadre"
    with acting("other_office"):
        assert not Entry.objects.exists()


def test_of_several_entries_all_are_added_or_none(acting: Acting) -> None:
    ids = [draft_of(visit(f"visit-000{n}", household=h)) for n, h in enumerate(("99-h1", "99-h2", "99-hb"))]
    with acting("responsible_helper") as account:
        assert refused(lambda: record_all(account, ids)) == [("entry_unseen", "household")]
        assert not Entry.objects.exists()
        assert [r.entry.seq for r in record_all(account, ids[:2])] == [1, 2]


class TestCorrections:
    """A visit of the helper, recorded by the helper."""

    @pytest.fixture
    def entry(self, acting: Acting) -> Entry:
        with acting("responsible_helper") as account:
            return record(account, draft_of(visit())).entry

    @pytest.mark.parametrize("who", ["unit_contact", "county_leader"])
    def test_others_who_see_it_cannot_change_it(self, acting: Acting, entry: Entry, who: str) -> None:
        with acting(who) as account:
            seen = Entry.objects.get(pk=entry.pk)
            other = draft_of(visit("visit-0002", note="改", person="99-helper"))
            assert refused(lambda: correct(account, seen, other, "不对")) == [("not_yours_to_correct", None)]
            assert refused(lambda: withdraw(account, seen, "不对")) == [("not_yours_to_correct", None)]

    def test_it_takes_a_reason_and_a_difference(self, acting: Acting, entry: Entry) -> None:
        with acting("responsible_helper") as account:
            same, other = draft_of(visit("visit-0002")), draft_of(visit("visit-0002", note="改"))
            assert refused(lambda: correct(account, entry, other, " ")) == [("no_reason", "reason")]
            assert refused(lambda: correct(account, entry, same, "不对")) == [("nothing_changed", None)]

    def test_an_entry_is_corrected_once_and_then_its_correction(self, acting: Acting, entry: Entry) -> None:
        with acting("responsible_helper") as account:
            first = correct(
                account, entry, draft_of(visit("visit-0002", on="2020-04-09")), "日期记错了"
            ).entry
            assert first.corrects == entry
            assert first.reason == "日期记错了"
            fresh = Entry.objects.get(pk=entry.pk)
            third = draft_of(visit("visit-0003", on="2020-04-08"))
            assert refused(lambda: correct(account, fresh, third, "再改")) == [("already_corrected", None)]
            assert correct(account, Entry.objects.get(pk=first.pk), third, "再改").entry.seq == 3
            assert not verify(chain_of(entry.book)).breaks

    def test_a_correction_sent_twice_is_made_once(self, acting: Acting, entry: Entry) -> None:
        with acting("responsible_helper") as account:
            draft = draft_of(visit("visit-0002", note="改"))
            first = correct(account, entry, draft, "不对")
            again = correct(account, Entry.objects.get(pk=entry.pk), draft, "不对")
            assert (first.new, again.new, again.entry) == (True, False, first.entry)

    def test_what_was_withdrawn_stays_withdrawn(self, acting: Acting, entry: Entry) -> None:
        with acting("county_office") as account:
            gone = withdraw(account, Entry.objects.get(pk=entry.pk), "重复记录").entry
            assert gone.withdraws
            assert (gone.household_id, gone.on, gone.recorded_by) == ("99-h1", entry.on, "99-county_office")
            assert refused(lambda: withdraw(account, gone, "又错了")) == [("already_corrected", None)]
            assert not verify(chain_of(entry.book)).breaks
