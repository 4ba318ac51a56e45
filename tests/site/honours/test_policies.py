"""What the database refuses: about oneself, by whom it is not left to, elsewhere, and every change of a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting
from tests.site.honours.conftest import COMMENDED
from tests.site.routes import group

from bangfu.errors import BangfuError
from bangfu.site.honours import entering
from bangfu.site.honours.asking import answers, lists, may_ask_about
from bangfu.site.honours.models import Attestation, Grant, Withdrawal
from bangfu.site.postgres import Cluster
from bangfu.site.web.models import Account

ATTESTED = {
    "condition": "family_works_in_township", "on": dachuan.TODAY, "holds": "yes", "evidence": "户口簿",
}  # fmt: skip
Enter = Callable[[Account, dict[str, Any]], Grant | Attestation]
ENTERING: list[tuple[Enter, dict[str, Any]]] = [(entering.grant, COMMENDED), (entering.attest, ATTESTED)]


@pytest.mark.parametrize(("enter", "said"), ENTERING, ids=["grant", "attestation"])
class TestNobodyEnters:
    def test_what_is_not_left_to_them(self, acting: Acting, enter: Enter, said: dict[str, Any]) -> None:
        for role in sorted(group("work") - group("grants")):
            with acting(role) as account, pytest.raises(BangfuError):
                enter(account, {**said, "person_id": "p1"})

    def test_anything_about_themselves_or_takes_it_back(
        self, acting: Acting, is_person: Callable[[str, str], None], enter: Enter, said: dict[str, Any]
    ) -> None:
        with acting("county_office") as account:
            made = enter(account, {**said, "person_id": "p1"})
        for role in sorted(group("grants")):
            is_person(role, "p1")
            with acting(role) as account:
                with pytest.raises(BangfuError):
                    enter(account, {**said, "person_id": "p1"})
                with pytest.raises(BangfuError):
                    entering.take_back(account, made, "不愿意留着")
                enter(account, {**said, "person_id": "p3"})

    def test_for_another_county_or_in_anothers_name(
        self, acting: Acting, enter: Enter, said: dict[str, Any]
    ) -> None:
        with acting("county_office") as account:
            row = enter(account, {**said, "person_id": "p1"})
            fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields} | {"id": "99-x"}
            for forged in (
                {"county_id": 511700000000},
                {"by": "99-d-county_leader"},
                {"county_id": dachuan.TOWN},
            ):
                with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                    type(row)(**fields | forged).save(force_insert=True)
            type(row)(**fields).save(force_insert=True)

    def test_over_what_was_entered(self, acting: Acting, enter: Enter, said: dict[str, Any]) -> None:
        with acting("county_office") as account:
            row = enter(account, {**said, "person_id": "p1"})
            table = row._meta.db_table
            for change in (
                f"update {table} set by = by",
                f"delete from {table}",
                f"truncate {table} cascade",
            ):
                with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(change)
            assert type(row).objects.filter(pk=row.pk).exists()


class TestReading:
    def test_is_for_those_who_may_ask_and_the_one_it_is_about(
        self, acting: Acting, is_person: Callable[[str, str], None]
    ) -> None:
        with acting("county_office") as account:
            made = entering.grant(account, {**COMMENDED, "person_id": "p1"})
            entering.take_back(account, entering.attest(account, {**ATTESTED, "person_id": "p1"}), "写错了")
        is_person("resident_cadre", "p1")
        is_person("responsible_helper", "p3")
        for role in sorted(group("work")):
            with acting(role):
                seen = role in group("commends") | {"resident_cadre"}
                counts = [rows.objects.count() for rows in (Grant, Attestation, Withdrawal)]
                assert counts == ([1, 1, 1] if seen else [0, 0, 0]), role
        assert made.pk

    def test_is_for_nobody_of_another_area(
        self, acting: Acting, dachuan_county: Cluster, weighed: str
    ) -> None:
        with acting("county_office") as account:
            entering.grant(account, {**COMMENDED, "person_id": "p1"})
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute(
                "update web_account set area_id = %s where id = '99-d-inspection_office'",
                [dachuan.OTHER_TOWN],
            )
        with acting("inspection_office") as account:
            assert not Grant.objects.exists()
            assert not [t for t in lists(account, 2019) if t.person in ("p1", "p2")]
            with pytest.raises(BangfuError):
                answers(account, "p1", "commendation", dachuan.TODAY)

    def test_whoever_may_not_ask_about_others_asks_about_themselves(
        self, acting: Acting, is_person: Callable[[str, str], None]
    ) -> None:
        is_person("resident_cadre", "p1")
        with acting("resident_cadre") as account:
            assert may_ask_about(account, "p1")
            assert not may_ask_about(account, "p3")
            assert not may_ask_about(account, "")
