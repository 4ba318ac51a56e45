"""A paper is written on, issued, withdrawn; whatever a page does, the database lets it move no other way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.acting import Acting
from tests.site.papers.conftest import BODY, FAR_COUNTY, Draft

from bangfu.errors import BangfuError
from bangfu.paper.official import Paragraph
from bangfu.site.clock import moment
from bangfu.site.papers import issuing, making
from bangfu.site.papers.builders import Body
from bangfu.site.papers.kinds import Kind, State
from bangfu.site.papers.models import Paper, Series
from bangfu.site.papers.official import official_of
from bangfu.site.papers.versions import count_of, versions_of
from bangfu.site.roster.models import Place

OFFICE = "inspection_office"


def code(refused: pytest.ExceptionInfo[BangfuError]) -> str:
    return refused.value.problems[0].code


class TestIssuing:
    def test_an_inspector_does_not_issue(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting("inspector") as account, pytest.raises(BangfuError) as refused:
            issuing.issue(account, paper)
        assert code(refused) == "paper_moved"

    def test_a_paper_without_text_is_not_issued(self, acting: Acting, draft: Draft) -> None:
        paper = draft(body=Body("空", ()))
        with acting(OFFICE) as account, pytest.raises(BangfuError) as refused:
            issuing.issue(account, paper)
        assert code(refused) == "paper_empty"

    def test_the_office_issues_with_number_and_day(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting(OFFICE) as account:
            issuing.issue(account, paper)
        printed = official_of(paper)
        assert (paper.state, paper.number, printed.reference) == ("issued", 1, "甲督发〔2020〕1号")
        assert str(printed.on) == str(printed.printed_on) == "2020-04-15"

    def test_it_is_issued_once(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting(OFFICE) as account:
            issuing.issue(account, paper)
            with pytest.raises(BangfuError) as refused:
                issuing.issue(account, paper)
        assert code(refused) == "paper_moved"


class TestAfter:
    @pytest.mark.parametrize(
        "change",
        [{"title": "x"}, {"content": {}}, {"state": "draft"}, {"year": 2019}, {"issued_by": "99-inspector"}],
    )
    def test_what_was_issued_does_not_change(
        self, acting: Acting, draft: Draft, change: dict[str, Any]
    ) -> None:
        paper = draft()
        with acting(OFFICE) as account:
            issuing.issue(account, paper)
            with pytest.raises(DatabaseError), transaction.atomic():
                Paper.objects.filter(pk=paper.pk).update(**change)

    def test_withdrawn_it_keeps_number_and_text_and_stays_so(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting(OFFICE) as account:
            issuing.issue(account, paper)
            issuing.withdraw(account, paper, "依据有误")
            assert (paper.state, paper.number, paper.reason) == ("withdrawn", 1, "依据有误")
            with pytest.raises(BangfuError):
                issuing.withdraw(account, paper, "再来")
            with pytest.raises(DatabaseError), transaction.atomic():
                Paper.objects.filter(pk=paper.pk).update(state="issued")

    def test_none_is_withdrawn_without_a_reason(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting(OFFICE) as account, pytest.raises(DatabaseError), transaction.atomic():
            issuing.withdraw(account, paper, "")

    def test_another_in_its_place_gets_the_next_number(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting(OFFICE) as account:
            issuing.issue(account, paper)
            later = making.again(account, paper)
            assert (later.state, later.number, later.replaces_id, later.addressed.count()) == (
                "draft",
                None,
                paper.pk,
                2,
            )
            issuing.issue(account, later)
            assert later.number == 2


class TestDrafts:
    def test_every_saving_is_kept(self, acting: Acting, draft: Draft) -> None:
        paper = draft()
        with acting("inspector"):
            for n in (1, 2):
                official = official_of(paper).model_copy(update={"blocks": (Paragraph(text=f"第{n}稿"),)})
                issuing.edit(paper, official, Series.objects.get(), [], seen=n)
            texts = [v.content["blocks"][0]["text"] for v in versions_of(paper)]
            assert texts == ["问题", "第1稿", "第2稿"]
            with pytest.raises(DatabaseError), transaction.atomic():
                versions_of(paper).delete()

    def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
        self, acting: Acting, draft: Draft
    ) -> None:
        paper = draft()
        with acting("inspector"):
            series = Series.objects.get()
            theirs = official_of(paper).model_copy(update={"title": "别人改的"})
            issuing.edit(paper, theirs, series, [], seen=1)
            with pytest.raises(BangfuError) as refused:
                issuing.edit(paper, official_of(paper), series, [], seen=1)
        assert code(refused) == "paper_changed"
        with acting("inspector"):
            assert count_of(paper) == 2

    def test_a_kind_without_series_is_refused(self, acting: Acting) -> None:
        with acting(OFFICE) as account, pytest.raises(BangfuError) as refused:
            making.begin(account, Kind.COMMENDATION, Place.objects.get(pk=990001000000), BODY)
        assert code(refused) == "paper_no_series"

    @pytest.mark.parametrize(
        "forged",
        [
            {"place_id": FAR_COUNTY, "series_id": "99-far"}, {"series_id": "99-far"}, {"made_by": "99-inspector"},
            {"state": "issued", "number": 1}, {"number": 9}, {"replaces_id": "99-none"},
        ],
    )  # fmt: skip
    def test_no_row_is_forged(self, acting: Acting, forged: dict[str, Any]) -> None:
        row = {
            "kind": "feedback", "series_id": "99-series", "title": "题", "content": {"word": "甲督发"}, "place_id": 990001000000,
            "made_by": f"99-{OFFICE}", "made_at": moment(),
        }  # fmt: skip
        with acting(OFFICE):
            Paper.objects.create(**row)
            with pytest.raises(DatabaseError), transaction.atomic():
                Paper.objects.create(**row | forged)


MOVES = {("draft", "issued"), ("draft", "withdrawn"), ("issued", "withdrawn"), ("draft", "draft")}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(State.values), min_size=1, max_size=6))
def test_no_other_way_through_the_states(acting: Acting, draft: Draft, steps: list[str]) -> None:
    """Whatever is tried in whatever order: only these moves happen, and a number once given never changes."""
    paper, state, number = draft(by=OFFICE), "draft", None
    fields: dict[str, dict[str, Any]] = {
        "draft": {},
        "issued": {"year": 2020, "issued_by": f"99-{OFFICE}", "issued_at": moment()},
        "withdrawn": {"withdrawn_by": f"99-{OFFICE}", "withdrawn_at": moment(), "reason": "因"},
    }
    with acting(OFFICE):
        for step in steps:
            try:
                with transaction.atomic():
                    Paper.objects.filter(pk=paper.pk).update(state=step, **fields[step])
                moved = True
            except DatabaseError:
                moved = False
            harmless = state == step == "issued"  # the day of issue again, were it the same
            assert moved == ((state, step) in MOVES) or harmless
            state = step if moved else state
            row = Paper.objects.get(pk=paper.pk)
            assert row.state == state
            assert number is None or row.number == number
            number = row.number
