"""The pages: who asks about whom, what an answer shows, a year's lists, what is entered, and what is taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting
from tests.site.conftest import Quick
from tests.site.honours.conftest import COMMENDED
from tests.site.reading import body_of
from tests.site.routes import group

from bangfu.site.cases.models import Case
from bangfu.site.honours import entering
from bangfu.site.honours.models import Attestation
from bangfu.site.postgres import Cluster
from bangfu.site.web.models import Act

Browser = Callable[[str], Quick]
IsPerson = Callable[[str, str], None]
ASKED = "purpose=commendation&on=2019-03-01"
ATTESTED = {
    "person": "p1", "condition": "not_yet_fit_for_promotion", "holds": "yes", "on": "2019-03-01", "evidence": "考察材料",
    "asked_purpose": "training_list", "asked_on": "2019-03-01",
}  # fmt: skip


def page(browser: Browser, address: str, name: str = "county_office", status: int = 200) -> str:
    answer = browser(name).get(address)
    assert answer.status_code == status, body_of(answer)[:500]
    return body_of(answer).decode()


def words(html: str) -> str:
    """What a reader sees, without marks."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


class TestTheQuestion:
    def test_about_others_is_for_those_who_may(self, browser: Browser, is_person: IsPerson) -> None:
        is_person("resident_cadre", "p3")
        for role in sorted(group("work") - group("commends")):
            page(browser, f"/eligible/?person=p1&{ASKED}", role, 404)
            page(browser, f"/eligible/?organisation=o1&{ASKED}", role, 404)

    def test_about_nobody_says_so(self, browser: Browser) -> None:
        assert "没有对应名册里的人员" in words(page(browser, "/eligible/", "responsible_helper"))

    @pytest.mark.parametrize(("asked", "told"), [
        ("person=p1&purpose=nothing&on=2019-03-01", "nothing"), ("person=p1&purpose=commendation&on=x", "有内容需要改"),
        ("purpose=commendation&on=2019-03-01", "只填一个"), ("person=p1&organisation=o1&" + ASKED, "只填一个"),
        ("person=p1&year=2020&" + ASKED, "2020"), ("person=nobody&" + ASKED, "有内容需要改"),
    ])  # fmt: skip
    def test_that_cannot_be_answered_is_told_why(self, browser: Browser, asked: str, told: str) -> None:
        said = words(page(browser, f"/eligible/?{asked}"))
        assert "有内容需要改" in said
        assert told in said

    @pytest.mark.parametrize("role", sorted(group("commends")))
    def test_is_answered_with_clause_decision_and_days(
        self, browser: Browser, barred: Case, role: str
    ) -> None:
        html = page(browser, f"/eligible/?person=p1&{ASKED}", role)
        said = words(html)
        for each in ("示例甲", "不能提名", "三(二)/1/f", "2019-03-01 – 2019-08-31", "期满自行解除"):
            assert each in said, each
        assert f'href="/cases/{barred.pk}/"' in html
        assert barred.pk not in said
        for link in set(re.findall(r'href="(/regulations/[^"]+)"', html)):
            page(browser, link, role)

    def test_about_oneself_shows_the_own_bars(
        self, browser: Browser, barred: Case, is_person: IsPerson
    ) -> None:
        is_person("resident_cadre", "p1")
        html = page(browser, f"/eligible/?{ASKED}", "resident_cadre")
        assert "不能提名" in words(html)
        assert f'href="/cases/{barred.pk}/"' in html
        assert 'action="/eligible/attest/"' not in html


class TestAttesting:
    def test_is_offered_to_nobody_about_themselves(self, browser: Browser, is_person: IsPerson) -> None:
        asked = "/eligible/?person=p1&purpose=training_list&on=2019-03-01"
        assert 'action="/eligible/attest/"' in page(browser, asked)
        assert 'action="/eligible/attest/"' not in page(browser, asked, "county_leader")
        is_person("county_office", "p1")
        assert 'action="/eligible/attest/"' not in page(browser, asked)
        answer = browser("county_office").post("/eligible/attest/", ATTESTED)
        assert answer.status_code == 422
        assert "您本人" in body_of(answer).decode()

    @pytest.mark.parametrize(("field", "value"), [
        ("evidence", ""), ("on", "2019-03-02"), ("condition", "anything"), ("person", ""), ("holds", "perhaps"),
    ])  # fmt: skip
    def test_needs_all_of_it(self, browser: Browser, acting: Acting, field: str, value: str) -> None:
        answer = browser("county_office").post("/eligible/attest/", ATTESTED | {field: value})
        assert answer.status_code == 422
        with acting("county_office"):
            assert not Attestation.objects.exists()

    def test_is_answered_anew_and_taken_back(self, browser: Browser, acting: Acting) -> None:
        with acting("county_office") as account:
            entering.grant(account, {**COMMENDED, "person_id": "p1"})
        answer = browser("county_office").post("/eligible/attest/", ATTESTED)
        assert answer.status_code == 302
        assert "可以提名" in words(page(browser, answer.headers["Location"]))
        with acting("county_office"):
            made = Attestation.objects.get()
        asked = {"asked_purpose": "training_list", "asked_on": "2019-03-01"}
        answer = browser("county_office").post(
            f"/attestations/{made.pk}/withdraw/", {"reason": "写错了", **asked}
        )
        said = words(page(browser, answer.headers["Location"]))
        assert "须由人判断" in said
        assert "已撤回：写错了" in said


class TestTheLists:
    def test_of_a_year_ahead_are_refused(self, browser: Browser) -> None:
        assert "2020" in words(page(browser, "/commendations/2020/", status=422))
        for address in (
            "/commendations/1/",
            "/commendations/2020/export/csv/",
            "/commendations/2018/export/pdf/",
        ):
            page(browser, address, status=404)

    def test_tell_who_may_and_who_may_not(self, browser: Browser, barred: Case) -> None:
        html = page(browser, "/commendations/2019/")
        key = re.search(r'href="\?list=(\w+)"[^>]*>年度表扬：第一书记', html)
        assert key
        rows = words(page(browser, f"/commendations/2019/?list={key[1]}"))
        assert re.search(r"示例丙 示例局乙 可以提名", rows)
        assert re.search(r"示例甲 示例局甲 不能提名", rows)
        for link in set(re.findall(r'href="(/regulations/[^"]+)"', html)):
            page(browser, link)

    def test_tell_quotas_exactly(self, browser: Browser, acting: Acting) -> None:
        with acting("county_office") as account:
            for person, kind in (("p1", "july_first"), ("p4", "july_first")):
                entering.grant(
                    account, {**COMMENDED, "person_id": person, "kind": kind, "category": "party_member"}
                )
        said = words(page(browser, "/commendations/2018/"))
        assert re.search(r"“七一”帮扶名额比例 \S+ 四/2 2 / 2 1 3/10 符合规定", said), said

    def test_tell_what_to_look_at_again(self, browser: Browser, acting: Acting, barred: Case) -> None:
        with acting("county_office") as account:
            made = entering.grant(account, {**COMMENDED, "person_id": "p1"})
        html = page(browser, "/commendations/2018/")
        assert "需要复核的" in words(html)
        assert f'href="/grants/{made.pk}/"' in html

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_are_taken_away_as_text_and_kept_in_the_log(
        self, browser: Browser, acting: Acting, dachuan_county: Cluster, weighed: str, form: str
    ) -> None:
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute("update roster_person set name = '=1+1' where id = 'p3'")
        answer = browser("county_office").get(f"/commendations/2018/export/{form}/")
        body = body_of(answer)
        if form == "csv":
            rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
            assert {r["person_name"] for r in rows if r["person"] == "p3"} == {"'=1+1"}
        with owner_of(dachuan_county, weighed) as owner:
            [(kind, account)] = owner.execute(
                "select kind, account from web_act where subject = 'commendations'"
            ).fetchall()
        assert (kind, account) == (Act.Kind.EXPORT, "99-d-county_office")
