"""What is proposed on the site is what the library proposes of the same case, and never to or about whom it should not be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting
from tests.site.routes import group

from bangfu.accountability.proposal import Proposal
from bangfu.api import propose
from bangfu.facts.writing import write_case
from bangfu.regulation.packs import shipped
from bangfu.site.accountability import proposing
from bangfu.site.accountability.narrowing import Asked, leads
from bangfu.site.accountability.proposing import find, proposals_for, weighed_for
from bangfu.site.postgres import Cluster
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.moving import move

WEIGHS = group("weighs")


def lines(found: list[Proposal]) -> list[str]:
    return sorted(str(p.as_line("zh")) for p in found)


def causes(found: list[Proposal]) -> set[str]:
    return {cause for p in found for cause in p.causes}


class TestNobodyElse:
    @pytest.mark.parametrize("role", sorted(group("everybody") - WEIGHS))
    def test_learns_of_proposals_and_leads(self, acting: Acting, role: str) -> None:
        with acting(role) as account:
            assert proposals_for(account) == []
            assert not leads(account, Asked()).exists()

    def test_who_is_concerned_is_not_told_of_what_is_only_proposed(self, acting: Acting) -> None:
        with acting("county_leader") as account:
            about = [p for p in proposals_for(account) if p.person == "p1"]
        with acting("concerned") as account:
            own = proposals_for(account)
        assert about
        assert own
        assert not [p for p in own if p.person == "p1"]

    def test_sees_what_was_found_in_another_area(
        self, acting: Acting, dachuan_county: Cluster, weighed: str
    ) -> None:
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute(
                "update web_account set area_id = %s where id = '99-d-inspection_office'",
                [dachuan.OTHER_TOWN],
            )
        with acting("inspection_office") as account:
            found = proposals_for(account)
            assert causes(found) == {"f4", "f5"}
            assert {(p.person, p.organisation) for p in found} <= {("p3", "o2"), ("p4", "o2"), (None, "o2")}


class TestNever:
    def test_does_a_lead_carry_a_proposal(self, acting: Acting) -> None:
        with acting("county_office") as account:
            listed = {f.pk for f in leads(account, Asked())}
            assert listed == {"f6", "f8", "f9"}  # disputed, complained of, not accepted yet
            assert not causes(proposals_for(account)) & {*listed, "f7"}

    def test_do_facts_of_another_county_or_before_its_day_follow_a_regulation(
        self, acting: Acting, dachuan_county: Cluster, weighed: str
    ) -> None:
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute("update duties_adoption set regulation = 'tongwei-2018-59'")
        with acting("county_office") as account:
            assert proposals_for(account) == []

    def test_does_a_day_to_come_count(self, acting: Acting) -> None:
        with acting("county_office") as account:
            assert proposals_for(account, date(2018, 1, 1)) == []
            assert causes(proposals_for(account, date(2018, 3, 1))) == {"f1"}


class TestWhatIsProposed:
    @pytest.mark.parametrize("role", sorted(WEIGHS))
    def test_is_what_the_library_proposes_of_the_same_case(
        self, acting: Acting, tmp_path: Path, role: str
    ) -> None:
        (tmp_path / "in").mkdir()
        case = write_case(dachuan.county(tmp_path / "in"), tmp_path / "case")
        wanted = propose(case, dachuan.TODAY, [shipped()["dachuan-2017-96"]])
        with acting(role) as account:
            assert lines(proposals_for(account)) == lines(wanted)
        assert {p.rung for p in wanted if p.person == "p1"} >= {1, 2, 3}

    def test_has_a_key_that_stays_and_finds_it(self, acting: Acting) -> None:
        with acting("county_office") as account:
            first = dict(weighed_for(account).proposals)
            proposing._kept.clear()
            assert list(weighed_for(account).proposals) == list(first)
            assert len(first) == len(proposals_for(account)) > 10
            for key, proposal in first.items():
                assert find(account, key) == proposal
            assert find(account, "nothing") is None

    def test_falls_with_a_finding_that_is_withdrawn(self, acting: Acting) -> None:
        with acting("county_office") as account:
            before = proposals_for(account)
        moved(acting, "inspection_office", "f1", "withdraw")
        with acting("county_office") as account:
            after = proposals_for(account)
        assert "f1" not in causes(after)
        assert {p.measure for p in before} - {p.measure for p in after} == {"recall_procedure"}

    def test_rises_when_a_lead_is_accepted_and_a_dispute_settled(self, acting: Acting) -> None:
        moved(acting, "west_clerk", "f9", "accept")
        with acting("county_office") as account:
            assert {p.rung for p in proposals_for(account) if "f9" in p.causes} == {1}
        moved(acting, "inspection_office", "f6", "uphold")
        with acting("county_office") as account:
            found = [p for p in proposals_for(account) if "f9" in p.causes]
            assert {p.rung for p in found} == {2}
            assert all(p.causes == ("f6", "f9") for p in found)


def moved(acting: Acting, who: str, finding: str, code: str) -> None:
    with acting(who) as account:
        move(account, Finding.objects.get(pk=finding), code, "已核", date(2019, 6, 1))


class TestTheCache:
    @pytest.mark.parametrize("change", [
        "update roster_person set name = '示例改名' where id = 'p1'",
        """update roster_post set "end" = '2018-01-01' where id = 't1'""",
        "update rectification_finding set severity = 2 where id = 'f1'",
        "update duties_adoption set regulation = 'gansu-2019-33'",
    ])  # fmt: skip
    def test_holds_until_something_changes(
        self,
        acting: Acting,
        dachuan_county: Cluster,
        weighed: str,
        monkeypatch: pytest.MonkeyPatch,
        change: str,
    ) -> None:
        counted = counting(monkeypatch)
        for _ in range(3):
            with acting("county_office") as account:
                proposals_for(account)
        assert counted() == 1
        with owner_of(dachuan_county, weighed) as owner:
            owner.execute(change)  # type: ignore[arg-type]
        with acting("county_office") as account:
            proposals_for(account)
        assert counted() == 2

    def test_is_shared_by_accounts_of_one_role_and_never_with_another(
        self, acting: Acting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted = counting(monkeypatch)
        alike = ("inspection_office", "second_inspection_office"), ("county_leader", "second_county_leader")
        for name in (*alike[0], *alike[1], "concerned"):  # who is a county leader, too, and somebody
            with acting(name) as account:
                proposals_for(account)
        assert counted() == 3

    def test_notices_what_began_earlier_and_ended_later(
        self, acting: Acting, dachuan_county: Cluster, weighed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counted = counting(monkeypatch)
        with owner_of(dachuan_county, weighed) as early, owner_of(dachuan_county, weighed) as late:
            early.execute("begin")
            early.execute("update roster_person set name = '示例早' where id = 'p1'")
            late.execute("update roster_person set name = '示例晚' where id = 'p2'")
            with acting("county_office") as account:
                proposals_for(account)
            early.execute("commit")
        with acting("county_office") as account:
            proposals_for(account)
        assert counted() == 2


def counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    times: list[int] = []
    gathered = proposing.gathered

    def counted(packs: list[object]) -> object:
        times.append(1)
        return gathered(packs)  # type: ignore[arg-type]

    monkeypatch.setattr(proposing, "gathered", counted)
    return lambda: len(times)
