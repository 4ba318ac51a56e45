"""Who enters checks, figures and weights, and what the database refuses whoever asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from tests.site.acting import Acting
from tests.site.assessment.conftest import CODES, HERE, YEAR
from tests.site.assessment.entered import CHECKED, WEIGHTS, check, county, worked
from tests.site.conftest import client_for

from bangfu.errors import BangfuError
from bangfu.site.assessment import entering
from bangfu.site.assessment.entering import Counted
from bangfu.site.assessment.models import Check, Figure, Line, Weight, Withdrawal
from bangfu.site.exchange.scoped import case_for
from bangfu.site.roster.models import Organisation

NOT_INSPECTING = ["county_office", "county_leader", "unit_contact", "township_clerk", "responsible_helper"]
NOT_OFFICE = ["inspection_office", "inspector", "county_leader", "unit_contact", "township_clerk"]
COUNTED = Counted("pairing_satisfaction", YEAR, "示例表", 3, 4)


def weights_posted(**more: str) -> dict[str, str]:
    return {"set_by": "示例区委", **{code: str(w) for code, w in WEIGHTS.items()}, **more}


@pytest.mark.parametrize("role", NOT_INSPECTING)
def test_the_database_takes_checks_from_inspectors_alone(here: str, acting: Acting, role: str) -> None:
    with acting(role) as account, pytest.raises(ProgrammingError), transaction.atomic():
        check(account, 0, "yes")


@pytest.mark.parametrize("role", NOT_OFFICE)
def test_the_database_takes_weights_and_figures_from_the_office_alone(
    here: str, acting: Acting, role: str
) -> None:
    with acting(role) as account:
        with pytest.raises(ProgrammingError), transaction.atomic():
            entering.weigh(account, county(), YEAR, "示例", {CODES[0]: Decimal(1)})
        with pytest.raises(ProgrammingError), transaction.atomic():
            entering.figure(account, county(), COUNTED)


@pytest.mark.parametrize(
    ("role", "page", "data"),
    [
        ("inspector", "weights", weights_posted()),
        ("unit_contact", "weights", weights_posted()),
        ("inspection_office", "figures", {"indicator": "pairing_satisfaction", "organisation": "u1", "evidence": "表"}),
        ("county_office", "checks", {"indicator": CHECKED[0], "on": "2019-06-01", "place": "511703101201", "result": "yes"}),
    ],
)  # fmt: skip
def test_a_form_of_the_wrong_role_is_refused(here: str, role: str, page: str, data: dict[str, str]) -> None:
    assert client_for(role, "d").post(f"{HERE}{page}/", data).status_code == 403
    assert not Weight.objects.exists()


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("weights", weights_posted(cadres_in_place="0")),
        ("weights", weights_posted(cadres_in_place="")),
        ("weights", weights_posted(set_by="")),
        ("figures", {"indicator": "pairing_satisfaction", "organisation": "u1", "area": "东", "numerator": "5", "denominator": "4", "evidence": "表"}),
        ("figures", {"indicator": "pairing_satisfaction", "organisation": "u1", "area": "东", "numerator": "3", "denominator": "4"}),
        ("figures", {"indicator": "pairing_satisfaction", "organisation": "u1", "place": "511703101000", "evidence": "表"}),
        ("figures", {"indicator": "unknown", "organisation": "u1", "evidence": "表"}),
    ],
)  # fmt: skip
def test_what_the_office_enters_wrongly_is_told_and_not_kept(
    here: str, acting: Acting, page: str, data: dict[str, str]
) -> None:
    answer = client_for("county_office", "d").post(f"{HERE}{page}/", data)
    assert answer.status_code == 200
    assert "有内容需要改" in answer.content.decode()
    with acting("county_office"):
        assert not Weight.objects.exists()
        assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"result": "excused"}, {"on": "2020-04-16"}, {"result": "perhaps"}, {"place": "990001100201"}, {"organisation": "u9"},
    ],
)  # fmt: skip
def test_a_check_with_a_fault_is_told_and_not_kept(here: str, acting: Acting, data: dict[str, str]) -> None:
    told = {"indicator": CHECKED[0], "on": "2019-06-01", "place": "511703101201", "result": "yes"} | data
    assert client_for("inspector", "d").post(f"{HERE}checks/", told).status_code == 200
    with acting("inspector"):
        assert not Check.objects.exists()


def test_weights_of_one_day_are_set_once(here: str, acting: Acting) -> None:
    with acting("county_office") as account:
        entering.weigh(account, county(), YEAR, "示例", WEIGHTS)
        with pytest.raises(BangfuError, match="weights_set_today"):
            entering.weigh(account, county(), YEAR, "示例", WEIGHTS)
        assert Weight.objects.count() == len(WEIGHTS)


@pytest.mark.parametrize(
    "table", ["check", "figure", "weight", "withdrawal", "survey", "cell", "answer", "published"]
)
def test_what_was_entered_is_never_changed(here: str, acting: Acting, table: str) -> None:
    for role in ("county_office", "inspection_office"):
        for statement in (f"update assessment_{table} set id = id", f"delete from assessment_{table}"):
            with acting(role), pytest.raises(DatabaseError), transaction.atomic():
                connection.cursor().execute(statement)


@pytest.mark.parametrize("table", ["outcome", "line"])
def test_nobody_writes_what_a_year_comes_to(here: str, acting: Acting, table: str) -> None:
    worked(acting)
    with acting("county_office"), connection.cursor() as cursor:
        cursor.execute(f"delete from assessment_{table}")
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(f"update assessment_{table} set id = id")


def test_entered_by_forms_it_counts_until_it_is_withdrawn(here: str, acting: Acting) -> None:
    inspector, office = client_for("inspector", "d"), client_for("county_office", "d")
    told = {"indicator": CHECKED[0], "on": "2019-06-01", "place": "511703101201", "result": "yes"}
    assert inspector.post(f"{HERE}checks/", told).status_code == 302
    given = {
        "indicator": "pairing_satisfaction",
        "organisation": "u1",
        "area": "东",
        "numerator": "3",
        "denominator": "4",
    }
    assert office.post(f"{HERE}figures/", {**given, "evidence": "示例表"}).status_code == 302
    assert office.post(f"{HERE}weights/", weights_posted()).status_code == 302
    worked(acting)
    assert rates(acting) == {"cadres_in_place": "1", "pairing_satisfaction": "3/4"}
    with acting("inspector"):
        checked, figure = Check.objects.get(), Figure.objects.get()
    assert office.post(f"/assessment/checks/{checked.pk}/withdraw/", {"reason": "录错了"}).status_code == 403
    assert (
        inspector.post(f"/assessment/figures/{figure.pk}/withdraw/", {"reason": "录错了"}).status_code == 403
    )
    assert (
        inspector.post(f"/assessment/checks/{checked.pk}/withdraw/", {"reason": "录错了"}).status_code == 302
    )
    assert office.post(f"/assessment/figures/{figure.pk}/withdraw/", {"reason": ""}).status_code == 302
    worked(acting)
    assert rates(acting) == {"pairing_satisfaction": "3/4"}
    with acting("county_office") as account:
        assert Withdrawal.objects.count() == 1
        assert case_for(account)["checks"].num_rows == 0
        assert case_for(account)["weights"].num_rows == len(WEIGHTS)


def rates(acting: Acting) -> dict[str, str]:
    with acting("county_office"):
        line = Line.objects.get(organisation="u1").told["en"]
    return {i["indicator"]: i["value"] for i in line["indicators"] if i["value"]}


def test_a_unit_withdraws_nothing_though_it_sees_it(here: str, acting: Acting) -> None:
    with acting("inspector") as account:
        check(account, 0, "no")
    worked(acting)
    with acting("unit_contact") as account:
        seen = Check.objects.get()
        with pytest.raises(ProgrammingError), transaction.atomic():
            entering.withdraw(account, seen, "不认")


def test_a_row_of_another_county_cannot_be_named(here: str, acting: Acting) -> None:
    with acting("inspector") as account, pytest.raises(DatabaseError), transaction.atomic():
        Check.objects.create(
            county=county(), indicator=CHECKED[0], on=date(YEAR, 6, 1), place_id=county().pk, result="yes",
            organisation=Organisation(pk="elsewhere"), made_by=account.pk, made_at="2020-01-01T00:00Z",
        )  # fmt: skip


def test_the_process_that_judges_may_read_none_of_it(here: str, acting: Acting) -> None:
    with acting("county_office"), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_class where relname like 'assessment\\_%%' and relkind = 'r'"
            " and has_any_column_privilege('bangfu_judge', oid, 'select')"
        )
        assert cursor.fetchone() == (0,)
