"""What the public sees of a county, and that it sees nothing else."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection
from tests.site.conftest import Quick
from tests.site.reading import body_of, words_of
from tests.site.world import FAR, NEAR, OWN, SIDES

from bangfu.regulation.packs import shipped
from bangfu.site.disclosure.reading import CLAUSES, clauses_for
from bangfu.site.postgres import Cluster

COUNTY, OTHER = (side.village // 10**6 * 10**6 for side in (OWN, FAR))
TOWNSHIP = OWN.village // 1000 * 1000
PUBLIC = (
    "/open/",
    *(
        f"/open/{code}/{end}"
        for code in (COUNTY, TOWNSHIP, OWN.village)
        for end in ("", "data.csv", "data.json")
    ),
)

FORM = {
    "is_open": "on",
    "hotline": "0932-5550100",
    "mailbox": "",
    "licence": "CC BY 4.0",
    "reason": "按要求公开",
}


def change(counties: Cluster, database: str, statement: str, *values: Any) -> None:
    with psycopg.connect(counties.url("bangfu_owner", database)) as owner:
        owner.execute(statement, values)  # type: ignore[arg-type]
    cache.clear()


def page(address: str, **headers: str) -> str:
    answer = Quick().get(address, **headers)
    assert answer.status_code == 200
    return words_of(answer)


def data(code: int) -> dict[str, Any]:
    return json.loads(body_of(Quick().get(f"/open/{code}/data.json")))


class TestWhatIsNotShown:
    def test_a_county_that_did_not_choose_so_is_not_there(self, shared: str) -> None:
        assert f"/open/{OTHER}/" not in page("/open/")
        for code in (OTHER, FAR.village // 1000 * 1000, FAR.village):
            for end in ("", "data.csv", "data.json"):
                assert Quick().get(f"/open/{code}/{end}").status_code == 404

    def test_the_database_tells_nobody_of_it(self, shared: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select * from disclosed(%s, '2020-04-15')", [OTHER])
            assert cursor.fetchall() == []
            cursor.execute("select code from disclosed_counties()")
            assert cursor.fetchall() == [(COUNTY,)]
            cursor.execute("select count(*) from disclosure_setting")
            assert cursor.fetchone() == (0,)

    def test_a_place_above_or_beside_a_county_is_no_way_in(self, shared: str) -> None:
        with connection.cursor() as cursor:
            for code in (990000000000, 990001000001, TOWNSHIP, OWN.village):
                cursor.execute("select * from disclosed(%s, '2020-04-15')", [code])
                assert cursor.fetchall() == [], code

    def test_no_name_no_number_and_no_household(self, shared: str) -> None:
        for address in PUBLIC:
            told = page(address)
            for side in SIDES.values():
                assert side.mark not in told, address
                assert side.secret not in told, address
                assert side.id("household") not in told, address

    def test_closing_works_at_once(self, counties: Cluster, site: str) -> None:
        assert Quick().get(f"/open/{OWN.village}/").status_code == 200
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute("update disclosure_setting set is_open = false")
        for address in PUBLIC[1:]:
            assert Quick().get(address).status_code == 404, address
        assert "/open/" not in page("/")

    def test_another_form_of_file_is_not_there(self, shared: str) -> None:
        assert Quick().get(f"/open/{COUNTY}/data.xlsx").status_code == 404

    def test_who_asks_too_often_waits(self, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
        from bangfu.site.web import limits

        monkeypatch.setitem(limits.LIMITS, "open_data", limits.Limit(2, 3600))
        answers = [Quick().get(f"/open/{COUNTY}/data.csv") for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        assert int(answers[-1]["Retry-After"]) > 0


class TestWhatIsShown:
    def test_a_village_with_its_unit_its_posts_and_whom_to_call(self, shared: str) -> None:
        told = page(f"/open/{OWN.village}/")
        for words in (
            "own村",
            "own镇",
            "own局",
            "在任，own局派出",
            f"0999-{OWN.number}",
            "甘办发〔2019〕33号",
        ):
            assert (words in told) == (words != "甘办发〔2019〕33号"), (
                words
            )  # that document is another province's

    def test_a_post_that_nobody_holds_is_told(self, counties: Cluster, site: str) -> None:
        change(counties, site, "update roster_post set person_id = null where role = 'first_secretary'")
        assert "暂缺" in page(f"/open/{OWN.village}/")
        assert data(OWN.village)["villages"][0]["first_secretaries"] == 0

    def test_who_is_no_longer_in_post_is_not_counted(self, counties: Cluster, site: str) -> None:
        before = data(OWN.village)["villages"][0]
        assert (before["first_secretaries"], before["helpers"], before["assisting_units"]) == (
            1,
            1,
            ["own局"],
        )
        for table in ("roster_post", "roster_pairing"):
            change(counties, site, f"""update {table} set "end" = '2020-04-14'""")
        after = data(OWN.village)["villages"][0]
        assert (after["first_secretaries"], after["helpers"], after["assisting_units"]) == (0, 0, [])

    def test_a_township_lists_its_own_villages_only(self, shared: str) -> None:
        told = page(f"/open/{TOWNSHIP}/")
        assert f"/open/{OWN.village}/" in told
        assert f"/open/{NEAR.village}/" not in told

    @pytest.mark.parametrize("q", ["near村", "near局", "neiarzhen", str(NEAR.village), "nearcun", "near镇"])
    def test_searching_by_village_township_unit_and_pinyin(self, shared: str, q: str) -> None:
        told = page(f"/open/{COUNTY}/?q={q}")
        assert (f"/open/{NEAR.village}/" in told) == (q != "neiarzhen")
        assert f'<a href="/open/{OWN.village}/"' not in told

    def test_the_door_leads_there(self, shared: str) -> None:
        assert 'href="/open/"' in page("/")

    def test_the_same_in_english(self, shared: str) -> None:
        told = page(f"/open/{OWN.village}/", **{"Accept-Language": "en"})
        assert "In post, sent by own局" in told


class TestClauses:
    @pytest.mark.parametrize(
        ("county", "day", "numbers"),
        [
            (621121000000, date(2020, 11, 20), ["甘办发〔2019〕33号", "通脱贫领办发〔2018〕59号"]),
            (621121000000, date(2021, 1, 1), ["甘办发〔2019〕33号"]),  # the other ended with 2020
            (621121000000, date(2018, 1, 1), []),
            (511703000000, date(2020, 11, 20), ["达川委办〔2017〕96号"]),
        ],
    )
    def test_only_documents_in_force_there_are_named(
        self, county: int, day: date, numbers: list[str]
    ) -> None:
        assert [clause.number for clause in clauses_for(county, day)] == numbers

    def test_each_stands_in_its_document(self) -> None:
        for name, clause in CLAUSES:
            assert clause in {provision.id for provision in shipped()[name].provision}


class TestFiles:
    def test_a_table_that_no_spreadsheet_calculates(self, counties: Cluster, site: str) -> None:
        change(
            counties,
            site,
            "update roster_organisation set name = '=1+1' where id = %s",
            OWN.id("organisation"),
        )
        content = body_of(Quick().get(f"/open/{COUNTY}/data.csv")).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(content)))
        assert [row["村"] for row in rows] == ["own村", "near村"]
        assert rows[0]["帮扶单位"] == "'=1+1"
        assert {row["数据日期"] for row in rows} == {"2020-04-15"}
        assert all(row["许可"].startswith("own许可") for row in rows)

    def test_day_licence_and_that_it_is_made_up_stand_in_it(self, shared: str) -> None:
        told = data(COUNTY)
        assert told["as_of"] == "2020-04-15"
        assert told["synthetic"] is True
        assert "演示数据" in told["licence"]
        assert [v["code"] for v in told["villages"]] == [OWN.village, NEAR.village]

    def test_who_has_it_already_is_told_so(self, shared: str) -> None:
        first = Quick().get(f"/open/{COUNTY}/data.json")
        again = Quick().get(f"/open/{COUNTY}/data.json", **{"If-None-Match": first["ETag"]})
        assert (again.status_code, body_of(again)) == (304, b"")
        assert first["Cache-Control"] == "public, max-age=3600"
        assert "sessionid" not in first.cookies

    def test_an_answer_that_carries_a_session_is_kept_by_nobody(self, shared: str) -> None:
        assert Quick("county_office").get(f"/open/{COUNTY}/data.json")["Cache-Control"] == "no-store"


class TestTheOffice:
    def test_an_open_page_needs_somebody_to_call(self, site: str) -> None:
        answer = Quick("county_office").post("/disclosure/", {**FORM, "hotline": ""})
        assert answer.status_code == 422
        assert "公开时必须写监督电话" in words_of(answer)

    @pytest.mark.parametrize(
        "wrong", [{"hotline": "找张三"}, {"reason": ""}, {"mailbox": "x"}, {"licence": ""}]
    )
    def test_what_makes_no_sense_is_refused(self, site: str, wrong: dict[str, str]) -> None:
        assert Quick("county_office").post("/disclosure/", {**FORM, **wrong}).status_code == 422

    @pytest.mark.parametrize("role", ["county_leader", "township_clerk", "system_admin"])
    def test_nobody_else_decides(self, site: str, role: str) -> None:
        assert Quick(role).post("/disclosure/", FORM).status_code == 403

    def test_the_choice_holds_at_once_and_is_kept_with_its_reason(self, counties: Cluster, site: str) -> None:
        assert Quick("county_office", "b").post("/disclosure/", FORM).status_code == 302
        assert "0932-5550100" in page(f"/open/{FAR.village}/")
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            kept = owner.execute(
                """select is_open, pgh_context->>'reason', pgh_context->>'account' from disclosure_settingevent
                where county_id = %s order by pgh_id desc limit 1""",
                [OTHER],
            ).fetchone()
        assert kept == (True, "按要求公开", "99-b-county_office")
        assert "按要求公开" in words_of(Quick("audit_admin").get("/audit/history/?table=disclosure"))

    def test_a_county_that_never_chose_is_closed(self, counties: Cluster, site: str) -> None:
        change(counties, site, "delete from disclosure_setting")
        assert Quick().get(f"/open/{OWN.village}/").status_code == 404
        assert Quick("county_office").post("/disclosure/", FORM).status_code == 302
        assert Quick().get(f"/open/{OWN.village}/").status_code == 200
