"""Searching all documents: every word must be there, what is found is marked and harmless, what is not found is told."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest
from tests.site.duties.conftest import SignIn

from bangfu.regulation.packs import shipped
from bangfu.site.duties.searching import marked, words_of
from bangfu.site.postgres import Cluster

FIND = "/regulations/search/"
OWN = Path(__file__).parents[3] / "docs" / "pack-format.zh-CN.md"


def found(page: object) -> list[str]:
    """The passages of a page, as `document clause`."""
    groups = page.context["groups"]  # type: ignore[attr-defined]
    return [
        f"{about['head'].id} {hit.provision.clause if hit.provision else '*'}"
        for about, hits in groups
        for hit in hits
    ]


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_who_sees_no_work_searches_nothing(signed_in: SignIn, role: str) -> None:
    assert signed_in(role).get(f"{FIND}?q=回访").status_code in {302, 403, 404}


@pytest.mark.parametrize("asked", ["火星", "回访 火星", "回访 <script>", "xyzw", "   "])
def test_where_one_word_is_missing_nothing_is_found_and_it_is_told_what_to_do(
    signed_in: SignIn, asked: str
) -> None:
    page = signed_in("county_office").get(FIND, {"q": asked})
    text = page.content.decode()
    assert "<mark>" not in text
    assert "<script>" not in text.partition("<main")[2]
    assert ("没有找到" in text and "少写几个词" in text) == bool(asked.strip())


def test_every_word_is_found_by_document_in_its_order_and_marked(signed_in: SignIn) -> None:
    page = signed_in("county_office").get(FIND, {"q": "回访 干部"})
    assert found(page) == [
        "gansu-2019-33 五(四)",
        "tongwei-2018-59 四(四)/4",
        "tongwei-2018-59 附件2/帮扶单位/9",
    ]
    assert "单位每季度<mark>回访</mark>每名驻村<mark>干部</mark>1次。" in page.content.decode()
    assert "找到 3 款，在 2 份文件里。" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "五(四) 回访", "五（四） 回访", "单位回访驻村干部", "dwhfzcgb", "huifangzhucun", "回访",
        "帮扶单位 回访", "甘办发[2019]33号 回访", "甘办发〔2019〕33号 回访", "gansu-2019-33 回访", "五(四)/h",
    ],
)  # fmt: skip
def test_clauses_ids_numbers_titles_bearers_and_pinyin_lead_there_too(signed_in: SignIn, asked: str) -> None:
    assert "gansu-2019-33 五(四)" in found(signed_in("county_office").get(FIND, {"q": asked}))


def test_where_only_a_name_says_it_the_name_is_shown_and_marked(signed_in: SignIn) -> None:
    text = signed_in("county_office", "en").get(FIND, {"q": "visits", "kind": "duty"}).content.decode()
    assert "<mark>visits</mark>" in text


def test_a_document_number_alone_finds_the_document_and_not_each_of_its_passages(signed_in: SignIn) -> None:
    found_here = found(signed_in("county_office").get(FIND, {"q": "甘办发〔2019〕33号"}))
    assert found_here == ["gansu-2019-33 *", "gansu-2019-33 通知"]  # the one passage says the number itself


def test_it_is_narrowed_by_bearer_kind_and_document(signed_in: SignIn) -> None:
    browser = signed_in("county_office")
    assert found(browser.get(FIND, {"q": "回访", "regulation": "tongwei-2018-59", "kind": "duty"})) == [
        "tongwei-2018-59 四(四)/4"
    ]
    page = browser.get(FIND, {"q": "帮扶", "who": "responsible_helper"})
    hits = [hit for _, hits in page.context["groups"] for hit in hits if hit.provision]
    assert hits
    assert all("responsible_helper" in hit.provision.bearer for hit in hits)


def test_a_long_answer_comes_in_pages_that_keep_what_was_asked(signed_in: SignIn) -> None:
    browser = signed_in("county_office", "en")
    page = browser.get(FIND, {"q": "帮扶"})
    expected = sum(
        "帮扶" in p.text for id_ in ("gansu-2019-33", "tongwei-2018-59") for p in shipped()[id_].provision
    )
    assert page.context["passages"] >= expected > len(found(page))
    following = re.search(r'href="([^"]+)" rel="next"', page.content.decode())
    assert following
    second = browser.get(FIND + following[1].replace("&amp;", "&"))
    assert found(second)
    assert found(second) != found(page)


def test_a_wording_that_has_not_begun_is_found_and_told_as_such(
    signed_in: SignIn, cluster: Cluster, database: str
) -> None:
    text = re.search(r"```toml\n(.*?)```", OWN.read_text("utf-8"), re.DOTALL)
    assert text
    written = text[1].replace('text = "', 'text = "<b>甲</b> ', 1)
    id_ = re.search(r'^id = "([^"]+)"', written, re.MULTILINE)
    assert id_
    with psycopg.connect(cluster.url("bangfu_owner", database)) as owner:
        owner.execute(
            "insert into duties_adoption (regulation, pack, adopted_on, adopted_by) values (%s, %s, '2020-11-01', 'test')",
            (id_[1], written),
        )
    page = signed_in("county_office").get(FIND, {"q": "<b>甲"})
    body = page.content.decode()
    assert found(page)[0].startswith(id_[1])
    assert "还没有开始施行" in body
    assert "<b>甲" not in body
    assert "<mark>&lt;b&gt;甲</mark>" in body
    assert "才开始施行" in signed_in("county_office").get(f"/regulations/{id_[1]}/").content.decode()


@pytest.mark.parametrize(
    ("text", "asked", "parts"),
    [
        ("回访干部", "回访", [("回访", True), ("干部", False)]),
        ("回回访", "回 回访", [("回回访", True)]),
        ("ＡＢ（一）", "ab(一)", [("ＡＢ（一）", True)]),
        ("无", "有", [("无", False)]),
    ],
)
def test_what_is_marked_is_the_text_itself(text: str, asked: str, parts: list[tuple[str, bool]]) -> None:
    assert marked(text, words_of(asked)) == parts
