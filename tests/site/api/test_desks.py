"""What programs enter by the forms of the pages: refused where a page refuses, and for whom."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.api.programs import program_of
from tests.site.deeds import send
from tests.site.fund.steps import Steps
from tests.site.world import FAR, NEAR, OWN, Side

from bangfu.site.api.desks import DESKS
from bangfu.site.fund.models import UseLine

USE = {"source": "county", "purpose": "production", "amount": "12.50"}
pytestmark = pytest.mark.usefixtures("site")


class TestRefused:
    def test_who_only_reads(self) -> None:
        assert send("county_leader", "project", OWN.id("project"), "use", USE) == (403, ["token_may_not"])

    @pytest.mark.parametrize("side", [NEAR, FAR])
    def test_what_the_account_does_not_see(self, side: Side) -> None:
        status, _codes = send("township_clerk", "project", side.id("project"), "use", USE)
        assert status == 404

    @pytest.mark.parametrize(("desk", "deed"), [("project", "nothing"), ("nothing", "use"), ("plan", "use")])
    def test_what_nobody_offers(self, desk: str, deed: str) -> None:
        assert send("township_clerk", desk, OWN.id("project"), deed, USE)[0] == 404

    @pytest.mark.parametrize(
        "fields",
        [
            {}, USE | {"amount": "-1"}, USE | {"source": "moon"}, USE | {"amount": "12.505"}, USE | {"amount": {"a": 1}},
            USE | {"amount": None}, USE | {"more": "1"}, USE | {"source": "\x00"},
        ],
    )  # fmt: skip
    def test_what_no_form_takes(self, fields: dict[str, object]) -> None:
        status, codes = send("township_clerk", "project", OWN.id("project"), "use", fields)
        assert (status, set(codes)) == (422, {"api_field"})

    def test_what_the_database_refuses(self) -> None:
        """Its plan of use is approved: nothing is added to it."""
        status, codes = send("township_clerk", "project", OWN.id("project"), "use", USE)
        assert status == 422
        assert codes
        assert codes[0].startswith("fund_")


def test_a_program_enters_what_a_page_would(acting: Acting) -> None:
    project = Steps(acting).propose()
    assert send("township_clerk", "project", project.pk, "use", USE) == (201, [])
    with acting("township_clerk"):
        assert UseLine.objects.get(project=project).amount == 12_50


def test_each_is_told_what_it_may_enter() -> None:
    told = {(row["desk"], row["deed"]) for row in program_of("township_clerk").json("desks")}
    assert ("project", "use") in told
    assert ("project", "pay") not in told
    assert program_of("organization_department").json("desks") == []


def test_every_deed_can_be_described() -> None:
    for _model, deeds in DESKS.values():
        for deed in deeds.values():
            assert deed.rights
            assert deed.title
