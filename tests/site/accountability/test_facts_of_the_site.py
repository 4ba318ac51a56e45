"""Facts that the site itself brings about: a decided recall, a published ranking. More follows from them, while they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
import pytest
from tests.site.accountability import dachuan
from tests.site.accountability.conftest import owner_of
from tests.site.acting import Acting

from bangfu.accountability.proposal import Proposal
from bangfu.errors import BangfuError
from bangfu.site.accountability.proposing import weighed_for
from bangfu.site.cases.models import Case, Cause
from bangfu.site.cases.moving import Ruling, Said, step
from bangfu.site.cases.opening import open_case
from bangfu.site.cases.takeover import takeover
from bangfu.site.postgres import Cluster

RECALL, TALK = "三(二)/1/i", "三(一)/2/a"
FROM_A_RECALL = {"三(二)/1/j", "三(二)/1/k", "三(二)/1/l"}
TWICE = "三(二)/1/m"
DAY = dachuan.TODAY
OFFICE, DECIDER = "county_office", "organization_department"


@pytest.fixture
def owner(dachuan_county: Cluster, weighed: str) -> Iterator[psycopg.Connection]:
    with owner_of(dachuan_county, weighed) as found:
        yield found


def proposed(acting: Acting, person: str) -> dict[str, Proposal]:
    """By provision, what is proposed about somebody."""
    with acting(OFFICE) as account:
        return {p.provision: p for p in weighed_for(account).proposals.values() if p.person == person}


def taken(acting: Acting, who: str, pk: str, code: str, said: Said) -> None:
    with acting(who) as account:
        step(account, Case.objects.get(pk=pk), code, said)


def begun(acting: Acting, proposal: Proposal) -> str:
    """A case of it, told and answered."""
    with acting(OFFICE) as account:
        pk = open_case(account, proposal).pk
    taken(acting, OFFICE, pk, "notify", Said("拟作处理，可以申辩", deadline=date(2019, 3, 20)))
    return pk


def served(acting: Acting, proposal: Proposal, speaker: str) -> str:
    """A case of it, decided as proposed and served."""
    pk = begun(acting, proposal)
    taken(acting, speaker, pk, "state", Said("情况属实"))
    taken(acting, OFFICE, pk, "submit", Said("已听取意见"))
    taken(acting, DECIDER, pk, "confirm", Said("事实清楚", ruling=Ruling(proposal.measure, DAY)))
    taken(
        acting, OFFICE, pk, "serve", Said("当面送达", deadline=date(2019, 3, 30), document="试发〔2019〕1号")
    )
    return pk


def recalled(acting: Acting) -> str:
    """p1, after three absences."""
    return served(acting, proposed(acting, "p1")[RECALL], "concerned")


class TestARecall:
    def test_that_is_only_proposed_or_opened_is_none(self, acting: Acting) -> None:
        found = proposed(acting, "p1")
        assert not FROM_A_RECALL & set(found)
        begun(acting, found[RECALL])
        assert not FROM_A_RECALL & set(proposed(acting, "p1"))

    def test_counts_from_its_decision(self, acting: Acting) -> None:
        pk = recalled(acting)
        found = proposed(acting, "p1")
        assert set(found) >= FROM_A_RECALL
        assert {(p.causes, str(p.start)) for p in found.values() if p.provision == "三(二)/1/l"} == {
            ((pk,), "2019-03-01")
        }
        assert TWICE not in proposed(acting, "p2")  # only the second sends the head

    def test_is_not_carried_out_before_somebody_else_holds_the_post(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        pk = recalled(acting)
        for change in (
            "select 1",  # still in the post
            """update roster_post set "end" = '2019-02-20' where id = 't1'""",  # left, and nobody came
            post("t7", person_id="p1", start="2019-03-01"),  # back again
        ):
            owner.execute(change)  # type: ignore[arg-type]
            with pytest.raises(BangfuError, match="case_needs_successor"):
                taken(acting, OFFICE, pk, "carry_out", Said("已撤换"))
        owner.execute("delete from roster_post where id = 't7'")
        owner.execute(post("t8", person_id="p4", start="2019-02-21"))  # type: ignore[arg-type]
        with acting(OFFICE):
            told = takeover(Case.objects.get(pk=pk))
        assert told is not None
        assert [p.pk for p in told.taken] == ["t8"]
        taken(acting, OFFICE, pk, "carry_out", Said("已撤换"))

    def test_the_second_sends_the_head_and_falls_with_it(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        owner.execute("update rectification_finding set kind = 'recalled', person_id = 'p1' where id = 'f4'")
        pk = recalled(acting)
        head = proposed(acting, "p2")[TWICE]
        assert head.causes == tuple(sorted(("f4", pk)))
        of_head = begun(acting, head)
        with acting("second_county_leader"):
            rested = Cause.objects.filter(case=of_head).values_list("finding", "decision")
            assert set(rested) == {("f4", None), (None, pk)}
        owner.execute("update cases_case set state = 'stated' where id = %s", [of_head])  # the head was heard
        taken(acting, "concerned", pk, "appeal", Said("当天在镇里开会"))
        with pytest.raises(BangfuError, match="case_disputed"):
            taken(acting, OFFICE, of_head, "submit", Said("已听取意见"))
        assert TWICE not in proposed(acting, "p2")
        taken(acting, "second_county_leader", pk, "grant", Said("有会议签到"))
        with acting(OFFICE):
            assert Case.objects.get(pk=of_head).state == "fallen"
        assert pk not in {cause for p in proposed(acting, "p1").values() for cause in p.causes}

    def test_whoever_was_recalled_takes_no_part_in_the_case_of_the_head(
        self, acting: Acting, owner: psycopg.Connection
    ) -> None:
        owner.execute("update rectification_finding set kind = 'recalled', person_id = 'p1' where id = 'f4'")
        recalled(acting)
        of_head = begun(acting, proposed(acting, "p2")[TWICE])
        owner.execute("update cases_case set state = 'under_review' where id = %s", [of_head])
        with pytest.raises(BangfuError, match="case_own"):
            taken(acting, "concerned", of_head, "grant", Said("不同意"))


class TestAPublishedRanking:
    @pytest.fixture(autouse=True)
    def four_units(self, owner: psycopg.Connection) -> None:
        """Units of one area, which help the same village; o1 stands last of four."""
        for unit in ("o3", "o4"):
            owner.execute(copied("roster_organisation", "o1", id=unit))  # type: ignore[arg-type]
            owner.execute(copied("roster_post", "t5", id=f"99-{unit}", organisation_id=unit))  # type: ignore[arg-type]
        owner.execute(copied("roster_post", "t5", id="99-o2", organisation_id="o2"))  # type: ignore[arg-type]
        owner.execute("update roster_post set \"end\" = '2016-01-02' where id = 't6'")

    def test_that_only_stands_on_a_page_carries_nothing(self, acting: Acting) -> None:
        assert TALK not in proposed(acting, "p2")

    def test_is_what_the_talk_of_its_last_rests_on(self, acting: Acting, owner: psycopg.Connection) -> None:
        publish(owner, 1, o1=61, o2=70, o3=80, o4=90)
        found = proposed(acting, "p2")[TALK]
        assert found.causes == ("ranking:2018:东",)
        assert TALK in proposed(acting, "p4")  # the last but one
        with acting(OFFICE) as account:
            case = open_case(account, found)
            assert (case.place_id, list(case.choices)) == (dachuan.COUNTY, ["admonition"])
            with pytest.raises(BangfuError, match="case_open_already"):
                open_case(account, found)

    def test_published_anew_takes_its_place(self, acting: Acting, owner: psycopg.Connection) -> None:
        publish(owner, 1, o1=61, o2=70, o3=80, o4=90)
        assert TALK in proposed(acting, "p2")
        publish(owner, 2, o1=99, o2=70, o3=80, o4=90)
        assert TALK not in proposed(acting, "p2")

    def test_that_nobody_published_opens_no_case(self, acting: Acting, owner: psycopg.Connection) -> None:
        publish(owner, 1, o1=61, o2=70, o3=80, o4=90)
        other = replace(proposed(acting, "p2")[TALK], causes=("ranking:2017:东",))
        with acting(OFFICE) as account, pytest.raises(BangfuError, match="case_no_ground"):
            open_case(account, other)


def post(pk: str, **other: Any) -> str:
    """A post in the village, as that of p1."""
    return copied("roster_post", "t1", id=pk, end=None, **other)


def copied(table: str, like: str, **other: Any) -> str:
    """A row like another one, but for these columns."""
    new = ", ".join(
        f"'{name}', {'null' if value is None else repr(str(value))}" for name, value in other.items()
    )
    return (
        f"insert into {table} select (jsonb_populate_record(r, jsonb_build_object({new}))).* "
        f"from {table} r where id = '{like}'"
    )


def publish(owner: psycopg.Connection, version: int, **scores: int) -> None:
    """A ranking of the units of the area for 2018, as an office publishes it."""
    owner.execute(
        "insert into assessment_publication (id, county_id, scheme, year, version, as_of, reason, published_by, published_at)"
        " values (%s, %s, 'dachuan-yearly', 2018, %s, '2018-12-31', '', '99-d-county_office', now())",
        [f"99-{version}", dachuan.COUNTY, version],
    )
    for number, (unit, score) in enumerate(scores.items()):
        owner.execute(
            "insert into assessment_published (subject_kind, organisation_id, area, state, total, score, told, publication_id, number)"
            " values ('unit', %s, '东', '', %s, %s, '{}', %s, %s)",
            [unit, score, score, f"99-{version}", number],
        )
