"""The client against a site that listens, over the network as a program would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.site.api.programs import listening
from tests.site.api.test_entries import visit
from tests.site.world import OWN, secret_of

import bangfu
from bangfu import client as clients
from bangfu.client import Client, RefusedError


@pytest.fixture
def address(site: str) -> Iterator[str]:
    with listening() as url:
        yield url


def test_what_is_refused_is_told_with_its_code(address: str) -> None:
    with pytest.raises(RefusedError, match="no_token") as caught:
        Client(address, "nothing").me()
    assert caught.value.status == 401
    site = Client(address, secret_of("county_office"))
    with pytest.raises(RefusedError, match="no_such_page"):
        site.verdict(date(2020, 4, 15), 744000444)
    with pytest.raises(RefusedError) as caught:
        Client(address, secret_of("county_office"), patience=0).verdict(date(2020, 3, 1), OWN.number)
    assert caught.value.status == 202


def test_it_records_reads_on_and_takes_the_case_along(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "AT_ONCE", 3)
    site = Client(address, secret_of("responsible_helper"))
    assert site.me()["role"] == "responsible_helper"
    cursor = [after for _, after in site.entries()][-1]
    entries = [visit(f"visit-{n:04}", on=date(2020, 4, 1 + n)) for n in range(7)]
    assert [o["status"] for o in site.record_many(entries)] == ["recorded"] * 7
    assert [o["status"] for o in site.record_many(entries[:2])] == ["known"] * 2
    assert [entry["id"] for entry, _ in site.entries(cursor)] == [e["id"] for e in entries]
    assert [v["number"] for v in site.verdicts(date(2020, 4, 15), status=["open"])] == [OWN.number]
    assert [h["id"] for h in site.rows("households")] == [OWN.id("household")]
    folder = site.case(tmp_path / "case")
    assert bangfu.read_case(folder)["activities"].num_rows == 8
    with pytest.raises(FileExistsError):
        site.case(folder)
    told = Client(address, secret_of("county_office")).bring(folder)
    assert (told["status"], told["known"], told["recorded"]) == ("recorded", 8, 0)
