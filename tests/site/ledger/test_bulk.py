"""Many entries at once: each refused, known or in conflict by itself, and the others kept, in one chain."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from tests.site.acting import Acting
from tests.site.ledger.test_recording import chain_of, visit

from bangfu.site.ledger.bulk import Outcome, record_each
from bangfu.site.ledger.chain import FIELDS, halves, line, lines, linked, verify
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import fields_of, record

BOOK = 990001000000


def told(outcomes: list[Outcome]) -> list[tuple[str, list[tuple[str, str | None]]]]:
    return [(o.status, [(p.code, p.column) for p in o.problems]) for o in outcomes]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "household_visits"}, ("entry_kind", "kind")),
        ({"on": "2020-04-16"}, ("entry_in_future", "on")),
        ({"on": "2018-12-31"}, ("entry_too_old", "on")),
        ({"household": "99-nobody"}, ("entry_unseen", "household")),
        ({"household": "99-hb"}, ("entry_unseen", "household")),
        ({"place": "990002100201"}, ("entry_unseen", "place")),
        ({"counterpart_person": "99-stranger"}, ("entry_unseen", "counterpart_person")),
        ({"household": None}, ("entry_lacks", "household")),
        ({"kind": "village_visit", "place": "990001"}, ("entry_place_level", "place")),
        ({"person": "99-helper"}, ("not_yours_to_record", "person")),
    ],
)
def test_a_bad_one_is_refused_as_if_it_came_alone_and_the_others_are_kept(
    acting: Acting, change: dict[str, Any], problem: tuple[str, str]
) -> None:
    with acting("resident_cadre") as account:
        drafts = [draft_of(v) for v in (visit("good-0001"), visit("bad-00001", **change), visit("good-0002"))]
        assert told(record_each(account, drafts)) == [
            ("recorded", []),
            ("refused", [problem]),
            ("recorded", []),
        ]
        assert [e.pk for e in Entry.objects.order_by("seq")] == ["good-0001", "good-0002"]


def test_what_came_before_is_known_and_other_content_is_a_conflict(acting: Acting) -> None:
    with acting("responsible_helper") as account:
        record(account, draft_of(visit("visit-0001")))
        handed_in = [
            visit("visit-0001"),
            visit("visit-0001", note="别的"),
            visit("visit-0002"),
            visit("visit-0002"),
            visit("visit-0002", note="别的"),
        ]
        outcomes = record_each(account, [draft_of(v) for v in handed_in])
        assert [(o.status, o.seq) for o in outcomes] == [
            ("known", 1),
            ("conflict", None),
            ("recorded", 2),
            ("known", 2),
            ("conflict", None),
        ]
        assert [(o.status, o.seq) for o in record_each(account, [draft_of(v) for v in handed_in])][:3] == [
            ("known", 1),
            ("conflict", None),
            ("known", 2),
        ]


def test_an_id_taken_out_of_sight_is_a_conflict_of_its_own(acting: Acting) -> None:
    """The database finds it, not the check: the statement that held it is tried again in halves."""
    with acting("county_office") as account:
        record(account, draft_of(visit("visit-0005", person="99-helper", household="99-h2")))
    with acting("resident_cadre") as account:
        assert not Entry.objects.exists()
        outcomes = record_each(account, [draft_of(visit(f"visit-000{n}")) for n in range(10)])
        assert Counter(o.status for o in outcomes) == {"recorded": 9, "conflict": 1}
        assert outcomes[5].status == "conflict"
        assert [o.seq for o in outcomes if o.seq] == list(range(2, 11))


def test_the_chain_is_that_of_entries_recorded_one_by_one(acting: Acting) -> None:
    with acting("county_office") as account:
        record(account, draft_of(visit("visit-0000", person="99-helper")))
        drafts = [
            draft_of(
                visit(
                    f"bulk-{n:04}", person="99-helper", note=f"第{n}次\n\t“引号”\\", made_at="2020-04-10T08:00:00+08:00",
                    location={"latitude": 35.2, "longitude": 105.1} if n % 2 else None,
                )
            )
            for n in range(300)
        ]  # fmt: skip
        outcomes = record_each(account, drafts)
        assert [o.seq for o in outcomes] == list(range(2, 302))
        record(account, draft_of(visit("visit-0001", person="99-helper")))
        found = verify(chain_of(BOOK))
        assert not found.breaks
        assert found.entries[BOOK] == 302
        stored = Entry.objects.get(pk="bulk-0001")
        assert drafts[1].says_the_same_as(stored)
        assert stored.area == 990001100201


def test_lines_are_what_linking_and_writing_make(acting: Acting) -> None:
    with acting("county_office") as account:
        entry = record(account, draft_of(visit("visit-0000", person="99-helper"))).entry
        rows = [{**fields_of(entry), "id": f"x{n}"} for n in range(3)]
        ours = [text for text, _ in lines(map(halves, rows), 7, "f" * 64)]
        theirs = [line(e) for e in linked(rows, 7, "f" * 64)]
        assert [json.loads(a) for a in ours] == [json.loads(b) for b in theirs]
        assert set(json.loads(ours[0])) == {*FIELDS, "former", "hash"}


def test_nothing_handed_in_gives_nothing(acting: Acting) -> None:
    with acting("responsible_helper") as account:
        assert record_each(account, []) == []
