"""GI-30 to GI-32: somebody stands by every household on every day; who goes is followed, where a regulation says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.site.household.files import copied
from tests.site.measures.steps import BARE, CLERK, OFFICE, Steps, refused
from tests.site.world import NEAR, OWN, START, TODAY

from bangfu.regulation.packs import shipped
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record
from bangfu.site.measures.bonds import bonds_of
from bangfu.site.measures.contact import alone
from bangfu.site.roster import changes, handover
from bangfu.site.roster.changes import Op
from bangfu.site.roster.models import Change, Pairing, Person
from bangfu.site.roster.rows import standing
from bangfu.site.roster.saving import refusals

Browser = Callable[[str], Client]
HOME, PAIRING = OWN.id("household"), OWN.id("pairing")
NEW_YEAR = date(TODAY.year, 1, 1)
GUANGDONG = "guangdong-2016-98"


@pytest.fixture
def bound(steps: Steps) -> Steps:
    """The regulation that forbids a gap is adopted, and reaches this county."""
    county = OWN.village // 10**6 * 10**6
    steps.owner.execute(
        "update measures_bond set first = %s, last = %s, kinds = '{registered}'",
        [county, OWN.village // 1000 * 1000 + 999],
    )
    steps.owner.execute(
        "insert into duties_adoption (regulation, pack, adopted_on, adopted_by) values (%s, '', %s, 'x')",
        [GUANGDONG, START],
    )
    return steps


def end(steps: Steps, on: date, pairing: str = PAIRING) -> None:
    def do(_: object) -> None:
        with refusals():
            row = Pairing.objects.get(pk=pairing)
            row.end = on
            row.save()

    steps.by(CLERK, do)


def pair(steps: Steps, start: date, who: str = "cadre", pk: str = "99-next", household: str = HOME) -> None:
    steps.by(
        CLERK,
        lambda _: Pairing.objects.create(id=pk, person_id=OWN.id(who), household_id=household, start=start),
    )


def test_only_the_regulation_that_forbids_a_gap_binds(steps: Steps) -> None:
    found = {name: list(bonds_of(pack)) for name, pack in shipped().items()}
    assert [name for name, bonds in found.items() if bonds] == [GUANGDONG]
    [bond] = found[GUANGDONG]
    assert (bond.clause, bond.first, bond.last, bond.kinds) == (
        "三(三)/i",
        440000000000,
        449999999999,
        ["scattered"],
    )
    assert steps.owner.execute("select regulation from measures_bond").fetchall() == [(GUANGDONG,)]


class TestGi30:
    def test_gi_30_through_the_database(self, steps: Steps) -> None:
        pair(steps, NEW_YEAR + timedelta(days=10), pk="99-p1", household=BARE)
        end(steps, NEW_YEAR + timedelta(days=19), "99-p1")
        spans = steps.by(CLERK, lambda _: alone(NEW_YEAR, TODAY)[BARE])
        assert [(s.first, s.days) for s in spans] == [
            (NEW_YEAR, 10),
            (NEW_YEAR + timedelta(days=20), (TODAY - NEW_YEAR).days - 19),
        ]
        assert steps.by(CLERK, lambda _: HOME in alone(NEW_YEAR, TODAY)) is False
        [gap] = steps.found("no_helper")
        assert gap.grave == "not_met"

    def test_gi_30_through_the_site(self, steps: Steps, browser: Browser) -> None:
        page = browser(CLERK).get("/help/contact/").content.decode()
        assert BARE in page
        assert HOME not in page
        assert HOME in browser(CLERK).get("/help/contact/?all=1").content.decode()
        assert NEAR.id("household") not in browser(CLERK).get("/help/contact/?all=1").content.decode()

    def test_gi_30_through_programs(self, steps: Steps) -> None:
        """No plan, wish or measure stands in for a helper."""
        steps.planned()
        assert steps.found("no_helper")


class TestGi31:
    def test_gi_31_through_the_database(self, bound: Steps) -> None:
        gone = TODAY - timedelta(days=1)
        for statement in (
            f"update roster_pairing set \"end\" = '{gone}' where id = '{PAIRING}'; set constraints all immediate",
            f"delete from roster_pairing where id = '{PAIRING}'; set constraints all immediate",
            f"update roster_pairing set household_id = '{BARE}' where id = '{PAIRING}'; set constraints all immediate",
        ):
            assert refused(lambda s=statement: bound.run(CLERK, s)) == "pairing_needs_successor"  # type: ignore[misc]
        pair(bound, TODAY)
        end(bound, gone)
        assert refused(lambda: end(bound, TODAY, "99-next")) == "pairing_needs_successor"

    def test_gi_31_through_the_site(self, bound: Steps, browser: Browser) -> None:
        clerk, fields = browser(CLERK), {"end": str(TODAY), "reason": "调走了"}
        page = clerk.post(f"/pairings/{PAIRING}/end/", fields)
        assert page.status_code == 200
        assert "接替的人没有定" in page.content.decode()
        pair(bound, TODAY)
        assert clerk.post(f"/pairings/{PAIRING}/end/", fields).status_code == 302

    def test_gi_31_through_programs(self, bound: Steps) -> None:
        """No deed ends a pairing; what programs do, changes of many rows, is refused whole."""
        [row] = bound.by(CLERK, lambda _: list(standing("pairings", [PAIRING]).values()))
        op = Op("pairings", PAIRING, row, {**row, "end": TODAY.isoformat()})
        made = bound.by(CLERK, lambda a: changes.prepare(Change.Kind.IMPORT, a, [op]))
        assert (
            refused(lambda: bound.by(CLERK, lambda _: changes.apply(Change.objects.get(pk=made.pk))))
            == "pairing_needs_successor"
        )

    def test_nothing_is_refused_where_no_regulation_says_so(self, steps: Steps) -> None:
        end(steps, TODAY - timedelta(days=1))

    def test_nor_outside_its_place_or_kind(self, bound: Steps) -> None:
        bound.owner.execute("update measures_bond set kinds = '{scattered}'")
        end(bound, TODAY - timedelta(days=1))
        bound.owner.execute(
            "update measures_bond set kinds = '{registered}', first = %s, last = %s",
            [NEAR.village, NEAR.village],
        )
        bound.owner.execute('update roster_pairing set "end" = null where id = %s', [PAIRING])
        end(bound, TODAY - timedelta(days=1))

    def test_a_household_that_is_helped_no_more_keeps_nobody(self, bound: Steps) -> None:
        bound.owner.execute('update roster_household set "end" = %s where id = %s', [TODAY, HOME])
        end(bound, TODAY)

    def test_a_handover_and_its_undo_leave_no_gap(self, bound: Steps) -> None:
        def hand(account: object) -> Change:
            old, new = (Person.objects.get(pk=OWN.id(k)) for k in ("person", "cadre"))
            ops = handover.plan(old, new, TODAY, {"pairings": [PAIRING]}, own_unit=False)
            change = handover.prepare(account, old, new, TODAY, ops, "调走")  # type: ignore[arg-type]
            changes.apply(change, "调走")
            return change

        change = bound.by(OFFICE, hand)
        bound.by(OFFICE, lambda _: changes.undo(Change.objects.get(pk=change.pk), "弄错了"))
        assert bound.by(CLERK, lambda _: Pairing.objects.get(pk=PAIRING).end) is None

    def test_an_import_that_was_wrong_is_taken_back(self, bound: Steps) -> None:
        copied(bound.owner, "99-bare2")
        [row] = bound.by(CLERK, lambda _: list(standing("pairings", [PAIRING]).values()))
        op = Op("pairings", "99-imported", None, {**row, "id": "99-imported", "household": "99-bare2"})

        def bring(account: object) -> Change:
            change = changes.prepare(Change.Kind.IMPORT, account, [op])  # type: ignore[arg-type]
            changes.apply(change)
            return change

        change = bound.by(OFFICE, bring)
        bound.by(OFFICE, lambda _: changes.undo(Change.objects.get(pk=change.pk)))
        assert bound.by(CLERK, lambda _: Pairing.objects.filter(household="99-bare2").count()) == 0


class TestGi32:
    """What was done for nobody by name counts for no household."""

    def visit(self, steps: Steps) -> None:
        said = {"id": "99-general", "kind": "resident_day", "on": str(TODAY), "place": str(OWN.village), "person": OWN.id("person"), "note": "看蜂箱"}  # fmt: skip
        steps.by(OFFICE, lambda account: record(account, draft_of(said)))

    def test_gi_32_through_the_database(self, steps: Steps) -> None:
        self.visit(steps)
        [gap] = steps.found("section")
        assert "progress" in gap.about

    def test_gi_32_through_the_site(self, steps: Steps, browser: Browser) -> None:
        self.visit(steps)
        assert "看蜂箱" not in browser(CLERK).get(f"/help/households/{BARE}/book/").content.decode()

    def test_gi_32_through_programs(self, steps: Steps) -> None:
        """A measure belongs to the plan of one household; of another it says nothing."""
        steps.planned(pk=HOME)
        assert steps.found("no_plan", BARE)
