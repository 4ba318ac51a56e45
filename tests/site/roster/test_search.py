"""Finding by Chinese, whole pinyin, first letters and id; nobody finds what is not theirs."""

from __future__ import annotations

import pytest
from tests.site.roster.conftest import SignIn

from bangfu.site.roster.search import keys_of


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("people", "水生", "99-cadre"),
        ("people", "wangshui", "99-cadre"),
        ("people", "wss", "99-cadre"),
        ("people", "99-cadre", "99-cadre"),
        ("organisations", "水务", "99-unit"),
        ("organisations", "xswj", "99-unit"),
        ("households", "王建", "99-h1"),
        ("households", "wjg", "99-h1"),
        ("households", "99-h1", "99-h1"),
        ("places", "上湾", "990001100201"),
        ("places", "shangwan", "990001100201"),
        ("places", "sw", "990001100201"),
        ("places", "990001100201", "990001100201"),
    ],
)
def test_it_is_found(browser: SignIn, path: str, text: str, found: str) -> None:
    clerk = browser("county_office")
    assert f"/{path}/{found}/" in clerk.get(f"/{path}/", {"q": text}).content.decode()
    assert f'data-value="{found}"' in clerk.get(f"/roster/options/{path}/", {"q": text}).content.decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [("people", "陌生"), ("organisations", "粮食"), ("households", "远方"), ("places", "远村")],
)
def test_what_lies_in_another_county_is_not_found(browser: SignIn, path: str, text: str) -> None:
    clerk = browser("county_office")
    assert "data-value" not in clerk.get(f"/roster/options/{path}/", {"q": text}).content.decode()
    assert f"{text}</a>" not in clerk.get(f"/{path}/", {"q": text}).content.decode()


def test_an_unknown_kind_of_option_is_missing(browser: SignIn) -> None:
    assert browser("county_office").get("/roster/options/accounts/").status_code == 404


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单平", "shanping"),
        ("解放", "xiefang"),
        ("王建国", "wjg"),
        ("重庆路", "chongqinglu"),
        ("A1公司", "a1gs"),
    ],
)
def test_a_key_reads_surnames_as_surnames(name: str, key: str) -> None:
    assert key in keys_of(name)
