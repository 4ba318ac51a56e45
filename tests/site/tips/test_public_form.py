"""The public form: what is refused, what is taken, and that nothing of it lies open."""

from __future__ import annotations

import re

import psycopg
import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.tips.conftest import COUNTY, FAR, ONE, SECRETS, TOWN, WHO

from bangfu.site.postgres import Cluster
from bangfu.site.tips.models import Arrival, Tip, Word
from bangfu.site.tips.sender import progress
from bangfu.site.web import limits

FORM = {
    "tip": "0123456789abcdef", "place": str(ONE), "what": "危房补助到现在没有发", "when": "去年冬天", "whom": "村会计",
    "name": WHO.name, "phone": WHO.phone, "contact": WHO.contact,
}  # fmt: skip
ADDRESS = f"/open/{COUNTY}/tip/"


@pytest.fixture
def public(database: str) -> Client:
    return Client(REMOTE_ADDR="198.51.100.7")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("what", "哦", "至少"),
        ("place", str(FAR), "选"),
        ("place", "", "必填"),
        ("website", "http://x", "不像是人填的"),
        ("tip", "not an id", "刷新"),
    ],
)
def test_what_is_not_right_is_told_and_nothing_taken(
    public: Client, acting: Acting, name: str, value: str, told: str
) -> None:
    answer = public.post(ADDRESS, {**FORM, name: value})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    with acting("tip_reception"):
        assert not Tip.objects.exists()


@pytest.mark.parametrize("code", [FAR, 990002000000, 990001100209, 990009000000])
def test_a_county_that_is_not_open_has_no_form(public: Client, code: int) -> None:
    assert public.get(f"/open/{code}/tip/").status_code == 404
    assert public.post(f"/open/{code}/tip/", FORM).status_code == 404


def test_a_flood_from_one_address_is_stopped_and_the_address_not_kept(
    public: Client, cluster: Cluster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "tip", limits.Limit(2, 3600))
    answers = [public.post(ADDRESS, {**FORM, "tip": f"{n:016x}"}).status_code for n in range(3)]
    assert answers == [200, 200, 429]
    assert public.get(ADDRESS).status_code == 200
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        kept = owner.execute("select string_agg(key, ' ') from web_tap").fetchone()
    assert kept is not None
    assert "198.51.100.7" not in kept[0]


def test_sent_it_is_taken_once_and_its_code_shown_once(public: Client, acting: Acting) -> None:
    page = public.post(ADDRESS, FORM).content.decode()
    [code] = re.findall(r"<code[^>]*>([2-9A-Z-]{19})</code>", page)
    again = public.post(ADDRESS, FORM)
    assert again.status_code == 422
    assert "已经收到过了" in again.content.decode()
    with acting("tip_reception"):
        tip = Tip.objects.get()
        assert (tip.state, tip.place_id) == ("received", ONE)
        assert Arrival.objects.get().way == "web"
        assert Word.objects.get().text == "危房补助到现在没有发\n时间：去年冬天\n涉及：村会计"
    assert progress(code.lower().replace("-", " ")).state == "received"


def test_nobody_has_to_say_who_they_are(public: Client, acting: Acting) -> None:
    nameless = {k: v for k, v in FORM.items() if k in ("tip", "place", "what")}
    assert public.post(ADDRESS, nameless).status_code == 200
    with acting("tip_reception"):
        assert not Arrival.objects.get().named


def test_the_place_is_chosen_among_townships_and_villages(public: Client) -> None:
    page = public.get(f"/open/{ONE}/tip/").content.decode()
    assert '<optgroup label="清水镇">' in page
    assert f'<option value="{ONE}" selected>' in page
    assert f'value="{TOWN}"' in page
    assert str(FAR) not in page


def test_what_was_sent_lies_sealed(public: Client, cluster: Cluster, database: str) -> None:
    public.post(ADDRESS, FORM)
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        for table in ("tip", "arrival", "word", "sender", "move"):
            rows = owner.execute(f"select t::text from tips_{table} t").fetchall()  # type: ignore[arg-type]
            for secret in (*SECRETS, "危房", "村会计"):
                for (row,) in rows:
                    assert secret not in row
                    assert secret.encode().hex() not in row
