"""A rule by its form: what is wrong is told and nothing kept; what is right is read back; a new word is of use everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.conftest import ClientFor
from tests.site.studio.asking import Adopt
from tests.site.studio.making import brought, headed
from tests.site.world import TODAY

from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.kinds import kinds_for
from bangfu.site.ledger.recording import record
from bangfu.site.roster.models import Post
from bangfu.site.studio.assembling import rows_of
from bangfu.site.studio.models import Document, Draft, Provision
from bangfu.site.studio.settling import leave
from bangfu.site.studio.versions import submit
from bangfu.site.web.words import word

GOOD = {
    "kind": "duty", "text": "帮扶责任人每年入户走访不少于2次。", "bearer": ["responsible_helper"], "counts": ["household_visit"],
    "measure": "times", "at_least": "2", "per": "year", "each": "household", "who": "each", "where": "anywhere", "by": "bearer",
    "receives": "nobody", "base": "any",
}  # fmt: skip
ROLE = {"adds": "word", "type": "role", "zh": "网格长", "en": "Grid head", "held_by": "person"}
ACT = {"adds": "word", "type": "activity", "zh": "坝坝会", "en": "Yard meeting", "needs": "place = village"}


@pytest.fixture
def clerk(browser: ClientFor) -> Client:
    return browser("county_office")


@pytest.fixture
def row(acting: Acting) -> Provision:
    """The passage about visits."""
    with acting("county_office") as account:
        return rows_of(headed(brought(account)))[0]


BAD: list[tuple[dict[str, Any], str]] = [
    ({"bearer": []}, "谁"),
    ({"counts": ["no_such_act"]}, "no_such_act"),
    ({"bearer": ["mayor"]}, "mayor"),
    ({"at_least": "许多"}, "写整数、分数或百分数"),
    ({"at_least": "30%"}, "占比要写明是谁的占比"),
    ({"at_least": "0"}, "写整数、分数或百分数"),
    ({"measure": "targets"}, "要写明是哪些对象"),
    ({"measure": "targets", "of": "households", "at_least": "1"}, "是 1 个还是全部"),
    ({"within_first": "01-01"}, "起止两天都要写"),
    ({"within_first": "02-30", "within_last": "03-01"}, "起止两天都要写"),
    ({"place_tag": "重点村"}, "标签用小写英文"),
    ({"at_least": "1/0", "of": "households", "measure": "targets"}, "占比大于 0"),
    ({"at_least": "100.5%", "of": "households", "measure": "targets"}, "占比大于 0"),
    ({"at_least": "3", "of": "households"}, "覆盖多少个对象"),
    ({"part_period": "pro_rata"}, "只有占工作日的比例能按天折算"),
    ({"per": "once"}, "once"),
    ({"readings": ["reading-9"]}, "reading-9"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), BAD, ids=[str(change) for change, _told in BAD])
def test_what_is_wrong_is_told_and_nothing_kept(
    clerk: Client, row: Provision, acting: Acting, change: dict[str, Any], told: str
) -> None:
    answer = clerk.post(f"/studio/rules/{row.pk}/", {**GOOD, **change})
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    checked = clerk.post(f"/studio/rules/{row.pk}/check/", {**GOOD, **change})
    assert (checked.status_code, told in checked.content.decode()) == (200, True)
    with acting("county_office"):
        assert (Provision.objects.get(pk=row.pk).state, Provision.objects.get(pk=row.pk).settled) == (
            "open",
            None,
        )


def test_what_is_right_is_read_back_and_kept(clerk: Client, row: Provision, acting: Acting) -> None:
    read = clerk.post(f"/studio/rules/{row.pk}/check/", GOOD).content.decode()
    assert "每年对结对的每户：入户走访，至少2次。" in read
    with acting("county_office"):
        assert Provision.objects.get(pk=row.pk).state == "open"  # to look is not to settle
    assert clerk.post(f"/studio/rules/{row.pk}/", {**GOOD, "clause": " 一 // (二) "}).status_code == 302
    with acting("county_office"):
        kept = Provision.objects.get(pk=row.pk)
        assert kept.settled is not None
        assert (kept.state, kept.clause, kept.changed_by) == ("settled", "一/(二)", "99-a-county_office")
        assert kept.settled["duty"]["id"] == "household-visit"


def test_another_number_than_the_text_was_read_to_say_is_told(clerk: Client, row: Provision) -> None:
    assert "和原文读出的不一样" not in clerk.post(f"/studio/rules/{row.pk}/check/", GOOD).content.decode()
    read = clerk.post(
        f"/studio/rules/{row.pk}/check/", {**GOOD, "at_least": "4", "per": "month"}
    ).content.decode()
    assert "和原文读出的不一样" in read
    assert "每年" in read.partition("和原文读出的不一样")[2]


@pytest.mark.parametrize("row_of", ["near", "far", "none"])
def test_nothing_of_a_document_is_written_over(clerk: Client, acting: Acting, row_of: str) -> None:
    """Of the own county another's rule may be settled; of another county there is none."""
    expected = 302 if row_of == "near" else 404
    assert clerk.post(f"/studio/rules/99-{row_of}-studiorule/", GOOD).status_code == expected
    with acting("county_office"):
        assert set(Document.objects.filter(pk__startswith="99-").values_list("sm3", flat=True)) == {"5a" * 32}


@pytest.mark.parametrize(
    ("text", "code"),
    [("", 422), ("   \n", 422), ("一、" * 30_000, 302), ("<script>alert(1)</script>每月走访不少于1次。", 302), ("第一条\x00每月一次", 422), ("x" * 400_001, 422)],
    ids=["nothing", "spaces", "long", "script", "nul", "too long"],
)  # fmt: skip
def test_hostile_text_is_read_or_refused(clerk: Client, text: str, code: int) -> None:
    answer = clerk.post("/studio/new/", {"text": text})
    assert answer.status_code == code
    if code == 302:
        page = clerk.get(f"{answer.headers['Location']}text/").content.decode()
        assert "<script>alert" not in page


def test_a_new_word_is_taken_once(clerk: Client, row: Provision) -> None:
    words = f"/studio/{row.draft_id}/words/"
    assert clerk.post(words, {**ROLE, "held_by": ""}).status_code == 422
    assert clerk.post(words, {**ROLE, "en": "First secretary"}).status_code == 422  # everybody's already
    assert clerk.post(words, ROLE).status_code == 302
    assert clerk.post(words, ROLE).status_code == 422


def test_a_new_word_is_of_use_in_the_form_and_everywhere_once_adopted(
    clerk: Client, row: Provision, acting: Acting, adopt: Adopt
) -> None:
    for added in (ROLE, ACT):
        assert clerk.post(f"/studio/{row.draft_id}/words/", added).status_code == 302
    rule = {**GOOD, "bearer": ["grid_head"], "counts": ["yard_meeting"], "each": "bearer"}
    form = clerk.get(f"/studio/rules/{row.pk}/").content.decode()
    assert 'value="grid_head"' in form
    assert 'value="yard_meeting"' in form
    assert (
        "网格长每年：坝坝会，至少2次。" in clerk.post(f"/studio/rules/{row.pk}/check/", rule).content.decode()
    )
    assert clerk.post(f"/studio/rules/{row.pk}/", rule).status_code == 302
    assert "grid_head" not in clerk.get("/posts/new/").content.decode()  # nobody has adopted it yet
    with acting("county_office") as account:
        draft = Draft.objects.get(pk=row.draft_id)
        for other in rows_of(draft)[1:]:
            leave(account, other, "")
        version = submit(account, draft, "")
    adopt(version)
    in_use(clerk, acting)


def in_use(clerk: Client, acting: Acting) -> None:
    """A post is given, a meeting recorded; pages say both in words."""
    assert 'value="grid_head"' in clerk.get("/posts/new/").content.decode()
    post = {"role": "grid_head", "person": "99-own-cadre", "place": "990001100201", "start": "2020-02-01"}
    assert clerk.post("/posts/new/", post).status_code == 302
    assert "网格长" in clerk.get("/people/99-own-cadre/").content.decode()
    entry = {
        "id": "99-meeting",
        "kind": "yard_meeting",
        "on": "2020-04-10",
        "person": "99-own-cadre",
        "place": "990001100201",
    }
    with acting("county_office") as account:
        assert Post.objects.filter(role="grid_head").count() == 1
        assert "yard_meeting" in {kind.code for kind in kinds_for(account, TODAY)}
        record(account, draft_of(entry))
        assert word("activity", "yard_meeting") == "坝坝会"
    assert "坝坝会" in clerk.get("/ledger/").content.decode()


def test_no_word_costs_a_question_twice(acting: Acting, django_assert_num_queries: Any) -> None:
    with acting("county_office"):
        word("role", "first_secretary")
        with django_assert_num_queries(0):
            assert word("role", "first_secretary") == "第一书记"
