"""A draw on the site is fixed before, drawn once, and opened for whoever doubts; the document proves it anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.db import DatabaseError
from tests.site.acting import Acting
from tests.site.supervision.conftest import COUNTY, FAR, TOWN, Browser

from bangfu.errors import BangfuError
from bangfu.site.supervision.models import Draw, Drawn
from bangfu.site.supervision.sampling import document, files

HOMES = {"level": "household", "within": COUNTY, "total": 1, "strata": "kind", "least": 1, "months": 6}


@pytest.fixture
def fixed(browser: Browser, planned: str) -> str:
    """The id of a draw of one of three households."""
    answer = browser("inspection_office").post(f"/campaigns/{planned}/draws/new/", HOMES)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].split("/")[2]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"total": 3}, "要抽 3 个，名单有 3 个"),
        ({"within": FAR}, "有内容需要改"),
        ({"level": "village", "within": 990001100201}, "要抽 1 个，名单有 1 个"),
        ({"level": "township", "within": 990001100201}, "名单是空的"),
    ],
)
def test_what_leaves_nothing_to_chance_is_refused(
    browser: Browser, planned: str, more: dict[str, object], told: str
) -> None:
    answer = browser("inspection_office").post(f"/campaigns/{planned}/draws/new/", HOMES | more)
    assert told in answer.content.decode()


def test_nothing_tells_the_secret_before_it_is_opened(browser: Browser, fixed: str, acting: Acting) -> None:
    office = browser("inspection_office")
    with acting("inspection_office"):
        row = Draw.objects.get()
    for address in (f"/draws/{fixed}/", f"/draws/{fixed}/slip/"):
        page = re.sub("<wbr>", "", office.get(address).content.decode())
        assert row.commitment in page
        assert row.secret not in page
    assert office.get(f"/draws/{fixed}/document/").status_code == 404
    assert "还没有抽" in office.post(f"/draws/{fixed}/open/", follow=True).content.decode()
    for role in ("inspector", "county_office", "township_clerk"):
        assert browser(role).get(f"/draws/{fixed}/").status_code == 404


def test_it_is_drawn_once_with_a_word_and_proved_by_its_document(
    browser: Browser, planned: str, fixed: str, acting: Acting, tmp_path: Path
) -> None:
    office = browser("inspection_office")
    with acting("inspection_office"):
        commitment = Draw.objects.get().commitment
    assert office.post(f"/draws/{fixed}/take/", {"word": " "}).status_code == 200
    assert office.post(f"/draws/{fixed}/take/", {"word": "谷雨"}).status_code == 302
    assert "已经抽过" in office.post(f"/draws/{fixed}/take/", {"word": "立夏"}, follow=True).content.decode()
    office.post(f"/draws/{fixed}/open/")
    office.post(f"/campaigns/{planned}/open/")
    file = tmp_path / "draw.json"
    file.write_bytes(browser("township_clerk").get(f"/draws/{fixed}/document/").content)
    read = files.read(file)
    document.proved(read, commitment)
    with acting("inspection_office"):
        assert [d.household_id for d in Drawn.objects.all()] == [m for taken in read.taken for m in taken]
    forged = json.loads(file.read_text(encoding="utf-8"))
    [took], [stratum] = read.taken, read.strata
    forged["taken"] = [[next(m for m in stratum.members if m not in took)]]
    file.write_text(json.dumps(forged), encoding="utf-8")
    with pytest.raises(BangfuError):
        document.proved(files.read(file), commitment)


def test_households_drawn_lately_are_left_out_and_it_says_so(
    browser: Browser, planned: str, fixed: str, acting: Acting
) -> None:
    office = browser("inspection_office")
    office.post(f"/draws/{fixed}/take/", {"word": "谷雨"})
    office.post(f"/campaigns/{planned}/draws/new/", HOMES)
    with acting("inspection_office"):
        taken = {d.household_id for d in Drawn.objects.all()}
        again = Draw.objects.exclude(pk=fixed).get()
    members = {m for s in again.strata for m in s["members"]}
    assert len(members) == 2
    assert not members & taken
    assert "不含近 6 个月抽过的 1 户" in again.subject


def test_the_database_keeps_what_was_fixed_and_drawn(browser: Browser, fixed: str, acting: Acting) -> None:
    for change in ({"commitment": "0" * 64}, {"strata": []}, {"opened_at": "2020-04-15T00:00:00Z"}):
        with pytest.raises(DatabaseError), acting("inspection_office"):
            Draw.objects.update(**change)
    browser("inspection_office").post(f"/draws/{fixed}/take/", {"word": "谷雨"})
    for change in ({"word": "立夏"}, {"taken": [["99-none"]]}):
        with pytest.raises(DatabaseError), acting("inspection_office"):
            Draw.objects.update(**change)
    with pytest.raises(DatabaseError), acting("inspection_office"):
        Drawn.objects.update(number=9)


def test_strata_are_townships_where_that_is_wanted(browser: Browser, planned: str, acting: Acting) -> None:
    wanted = HOMES | {"level": "village", "within": TOWN, "strata": "township"}
    assert browser("inspection_office").post(f"/campaigns/{planned}/draws/new/", wanted).status_code == 302
    with acting("inspection_office"):
        [stratum] = Draw.objects.get().strata
    assert (stratum["name"], stratum["wanted"], len(stratum["members"])) == ("清水镇 990001100", 1, 2)
