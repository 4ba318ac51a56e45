"""The chain proves itself: whatever is done to an entry behind its back is found, and where."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.site.ledger.chain import FIELDS, START, content, line, link, linked, told, verify

BOOK = 990001000000
MOMENT = datetime(2020, 4, 1, 1, 2, 3, 400, tzinfo=UTC)


def entry(id_: str, **fields: Any) -> dict[str, Any]:
    blank = dict.fromkeys(FIELDS)
    given_ = {
        "id": id_,
        "book": BOOK,
        "kind": "household_visit",
        "on": date(2020, 4, 1),
        "recorded_at": MOMENT,
    }
    return {**blank, "note": "", "reason": "", "withdraws": False, **given_, **fields}


@pytest.fixture
def chain() -> list[dict[str, Any]]:
    return list(linked(entry(f"e{n}", note=f"第{n}次") for n in range(1, 6)))


def faults(rows: list[dict[str, Any]], **known: Any) -> list[tuple[str, int | None]]:
    return [(b.fault, b.seq) for b in verify(rows, **known).breaks]


@pytest.mark.parametrize("name", [n for n in FIELDS if n not in ("book", "seq")])
def test_a_change_of_any_field_is_found(chain: list[dict[str, Any]], name: str) -> None:
    chain[2] = {**chain[2], name: "changed"}
    assert faults(chain) == [("hash", 3)]


def test_an_entry_hashed_anew_no_longer_carries_the_next(chain: list[dict[str, Any]]) -> None:
    forged = {**chain[2], "note": "另一回事"}
    chain[2] = {**forged, "hash": link(forged["former"], content(forged))}
    assert faults(chain) == [("former", 4)]


def test_a_removed_entry_leaves_a_gap(chain: list[dict[str, Any]]) -> None:
    del chain[1]
    assert faults(chain) == [("gap", 3)]
    assert faults(chain[1:]) == [("gap", 3)]


def test_entries_that_changed_places_are_out_of_order(chain: list[dict[str, Any]]) -> None:
    chain[1], chain[2] = chain[2], chain[1]
    assert ("order", 2) in faults(chain)


def test_an_entry_that_comes_twice_is_out_of_order(chain: list[dict[str, Any]]) -> None:
    assert faults([*chain, chain[4]]) == [("order", 5)]


def test_a_missing_end_is_found_by_whoever_knew_it(chain: list[dict[str, Any]]) -> None:
    assert faults(chain[:3]) == []
    assert faults(chain[:3], known=verify(chain).ends) == [("cut", 4)]


def test_a_book_written_anew_is_found_by_whoever_knew_it(chain: list[dict[str, Any]]) -> None:
    anew = list(linked(entry(f"e{n}", note="都好") for n in range(1, 8)))
    assert faults(anew) == []
    assert faults(anew, known=verify(chain).ends) == [("rewritten", 5)]


def test_what_is_no_entry_is_told_by_its_line(chain: list[dict[str, Any]]) -> None:
    assert faults([chain[0], {"id": "e2"}, chain[1]]) == [("unreadable", 2)]


def test_books_are_followed_each_for_itself(chain: list[dict[str, Any]]) -> None:
    other = list(linked([entry("f1", book=BOOK + 1)]))
    found = verify([chain[0], *other, *chain[1:]])
    assert not found.breaks
    assert found.entries == {BOOK: 5, BOOK + 1: 1}
    assert found.ends == {BOOK: (5, chain[4]["hash"]), BOOK + 1: (1, other[0]["hash"])}


def test_an_export_proves_what_the_ledger_held(chain: list[dict[str, Any]]) -> None:
    read = [json.loads(line(e)) for e in chain]
    assert not verify(read).breaks
    assert verify(read).ends == verify(chain).ends


def test_a_moment_is_the_same_in_every_time_zone() -> None:
    here = MOMENT.astimezone(timezone(timedelta(hours=8)))
    assert content(entry("e", seq=1)) == content(entry("e", seq=1, recorded_at=here))


def test_the_content_is_written_as_it_is_told() -> None:
    assert (
        content(entry("e", seq=1, note="雨天"))
        .decode()
        .endswith(
            '"note":"雨天","on":"2020-04-01","organisation":null,"person":null,"place":null,"reason":"",'
            '"recorded_at":"2020-04-01T01:02:03.000400+00:00","recorded_by":null,"seq":1,"until":null,"withdraws":false}'
        )
    )
    assert (
        link(START, b"{}") == "8222c3dd59e5376b73968e9630b548f4dfd29355a9b471e981226360e56df39a"
    )  # by openssl


@given(st.lists(st.text(), min_size=1, max_size=8), st.data())
def test_no_note_can_be_changed_unseen(notes: list[str], data: st.DataObject) -> None:
    rows = list(linked(entry(f"e{n}", note=note) for n, note in enumerate(notes)))
    assert not verify(rows).breaks
    at = data.draw(st.integers(0, len(rows) - 1))
    other = data.draw(st.text().filter(lambda text: text != notes[at]))
    rows[at] = {**rows[at], "note": other}
    assert verify(rows).breaks


def test_two_hundred_thousand_entries_take_less_than_ten_seconds() -> None:
    rows = list(linked(entry(f"e{n}") for n in range(20_000)))
    begin = time.process_time()
    assert not verify(rows).breaks
    assert time.process_time() - begin < 1


ANYTHING = {
    "note": st.text(st.characters(exclude_categories=("Cs",))),
    "person": st.none() | st.text(st.characters(exclude_categories=("Cs",))),
    "area": st.none() | st.integers(10**11, 10**12),
    "on": st.dates(),
    "until": st.none() | st.dates(),
    "withdraws": st.booleans(),
    "made_at": st.none() | st.datetimes(timezones=st.just(timezone(timedelta(hours=8)))),
    "location": st.none()
    | st.fixed_dictionaries({"longitude": st.floats(-180, 180), "latitude": st.floats(-90, 90)}),
}


@given(st.fixed_dictionaries(ANYTHING), st.integers(1, 10**9))
def test_what_is_hashed_is_the_json_that_the_description_tells(fields: dict[str, Any], seq: int) -> None:
    whole = {**entry("e1", **fields), "seq": seq}
    words = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":"), "default": told}
    assert content(whole) == json.dumps({name: whole[name] for name in FIELDS}, **words).encode()
