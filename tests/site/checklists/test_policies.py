"""The database says who begins, answers and sees a sheet, whatever a view does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.acting import Acting
from tests.site.checklists.conftest import MET, OPEN, UNMET, Owner, answers

from bangfu.site.checklists.models import Answer, Handing, Sheet
from bangfu.site.clock import now

Begin = Callable[..., str]
INSPECTED = ("unit_contact", "unit_leader", "county_office", "organization_department")
OTHERS = (
    "township_clerk", "township_leader", "resident_cadre", "responsible_helper", "county_leader", "tip_reception",
    "other_office", "stranger",
)  # fmt: skip


def sees(acting: Acting, username: str) -> bool:
    with acting(username):
        return Sheet.objects.exists()


def handed_in(acting: Acting, pk: str, by: str = "inspector") -> None:
    """Straight into the tables, as the site's own role."""
    with acting(by) as account:
        sheet = Sheet.objects.get(pk=pk)
        told = answers(sheet)
        for n, row in enumerate(sheet.rows):
            Answer.objects.create(sheet=sheet, row=row["clause"], found=told[f"found-{n}"])
        Handing.objects.create(id="99-h", sheet=sheet, handed_by=account.pk, handed_at=now())


def opened(owner: Owner) -> None:
    owner.execute("update supervision_campaign set opened_at = now(), opened_by = '99-inspection_office'")


def refused(acting: Acting, username: str, act: Callable[[], Any]) -> str:
    with acting(username):
        try:
            with transaction.atomic():
                act()
        except DatabaseError as error:
            return str(error)
    return ""


def test_the_inspected_see_it_once_it_was_handed_in_and_opened(
    acting: Acting, begun: Begin, owner: Owner
) -> None:
    pk = begun("inspector", "99-campaign")
    assert not [who for who in (*INSPECTED, *OTHERS) if sees(acting, who)]
    handed_in(acting, pk)
    assert not [who for who in (*INSPECTED, *OTHERS) if sees(acting, who)]
    opened(owner)
    assert [who for who in (*INSPECTED, *OTHERS) if sees(acting, who)] == list(INSPECTED)


def test_an_opened_inspection_shows_nothing_that_is_being_filled(
    acting: Acting, begun: Begin, owner: Owner
) -> None:
    begun("inspector", "99-campaign")
    opened(owner)
    assert not [who for who in (*INSPECTED, *OTHERS) if sees(acting, who)]


def test_of_an_inspection_the_team_and_the_office_see_it_and_no_other_inspector(
    acting: Acting, begun: Begin
) -> None:
    begun("inspector", "99-campaign")
    assert [sees(acting, who) for who in ("inspector", "inspection_office", "other_inspector")] == [
        True,
        True,
        False,
    ]


def _copy(pk: str, **fields: object) -> None:
    words = ", ".join(fields)
    columns = (
        'regulation, form, part, role, person_id, organisation_id, place_id, "on", asked, says, begun_at'
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into checklists_sheet (id, {columns}, {words}) select '99-copy', {columns}, "
            f"{', '.join(['%s'] * len(fields))} from checklists_sheet where id = %s",
            [*fields.values(), pk],
        )


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        ("inspector", {"begun_by": "99-inspection_office"}),  # in the name of another
        ("unit_contact", {"begun_by": "99-unit_contact"}),  # by the inspected
        ("county_office", {"begun_by": "99-county_office"}),
        ("other_inspector", {"begun_by": "99-other_inspector", "campaign_id": "99-campaign"}),  # of no team
    ],
)
def test_nobody_begins_a_sheet_who_does_not_inspect(
    acting: Acting, begun: Begin, owner: Owner, who: str, fields: dict[str, str]
) -> None:
    handed_in(acting, begun())  # of no inspection: seen by whoever inspects here, and by the inspected
    pk = owner.execute("select id from checklists_sheet").fetchone()
    assert pk is not None
    assert "row-level security" in refused(acting, who, lambda: _copy(pk[0], **fields))


def test_an_inspection_that_was_closed_takes_no_more(acting: Acting, begun: Begin, owner: Owner) -> None:
    pk = begun("inspector", "99-campaign")
    opened(owner)
    owner.execute("update supervision_campaign set closed_at = now(), closed_by = '99-inspection_office'")
    fields = {"begun_by": "99-inspector", "campaign_id": "99-campaign"}
    assert "row-level security" in refused(acting, "inspector", lambda: _copy(pk, **fields))


class TestAnswers:
    @pytest.mark.parametrize(
        ("row", "found", "why"),
        [
            (UNMET, "yes", "contradiction_has_a_reason"),
            (MET, "no", "contradiction_has_a_reason"),
            (OPEN, "perhaps", "found_is_known"),
            ("附件2/乡镇/1", "yes", "does not ask this"),
        ],
    )
    def test_the_database_refuses(self, acting: Acting, begun: Begin, row: str, found: str, why: str) -> None:
        pk = begun()

        def forge() -> None:
            Answer.objects.create(sheet_id=pk, row=row, found=found, ledger="")

        assert why in refused(acting, "inspector", forge)

    def test_what_the_ledger_says_is_not_taken_from_whoever_answers(
        self, acting: Acting, begun: Begin
    ) -> None:
        pk = begun()
        with acting("inspector"):
            Answer.objects.create(sheet_id=pk, row=MET, found="no", reason="没有人见过", ledger="unmet")
            assert Answer.objects.get().ledger == "met"

    def test_another_does_not_answer_for_whoever_began(self, acting: Acting, begun: Begin) -> None:
        pk = begun()
        told = refused(
            acting, "inspection_office", lambda: Answer.objects.create(sheet_id=pk, row=OPEN, found="yes")
        )
        assert "somebody else fills this sheet" in told

    def test_a_sheet_is_handed_in_whole(self, acting: Acting, begun: Begin) -> None:
        pk = begun()

        def half() -> None:
            Answer.objects.create(sheet_id=pk, row=OPEN, found="yes")
            Handing.objects.create(id="99-h", sheet_id=pk, handed_by="99-inspector", handed_at=now())

        assert "every row is answered" in refused(acting, "inspector", half)

    def test_what_was_handed_in_stays(self, acting: Acting, begun: Begin, owner: Owner) -> None:
        handed_in(acting, begun())
        for table in ("checklists_sheet", "checklists_answer", "checklists_handing"):
            for statement in (
                f"update {table} set id = id",
                f"delete from {table}",
                f"truncate {table} cascade",
            ):
                with pytest.raises(Exception, match=r"[Cc]annot"):
                    owner.execute(statement)  # not even by the owner
