"""Issuing, answering, handing in, returning; who sees what of it; the ledger beside what is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.duties.conftest import SignIn
from tests.site.selfreviews.conftest import REGULATION

from bangfu.site.selfreviews import answering
from bangfu.site.selfreviews.models import Answer, Reply, SelfReview

NEW = f"/selfreviews/new/?regulation={REGULATION}"


def filled(client: Client, reply: Reply, claim: str = "met", **more: Any) -> dict[str, Any]:
    """The form with every question answered alike."""
    drawn = client.get(f"/selfreviews/reply/{reply.pk}/").context["drawn"]
    data = {
        f"{q.pk}-{name}": v
        for q, _f in drawn
        for name, v in (("claim", claim), ("words", "有说明"), ("evidence", ""))
    }
    return data | more


def hand_in(client: Client, reply: Reply, claim: str = "met") -> Any:
    data = filled(client, reply, claim, hand_in="1")
    return client.post(f"/selfreviews/reply/{reply.pk}/answer/", data)


def state(acting: Acting, reply: Reply) -> str:
    with acting("inspection_office"):
        return Reply.objects.get(pk=reply.pk).state


@pytest.mark.parametrize("role", ["county_office", "township_clerk", "inspector", "county_leader"])
def test_only_the_inspection_office_issues(signed_in: SignIn, role: str) -> None:
    assert signed_in(role).get(NEW).status_code == 403


def test_nobody_and_nothing_are_refused(signed_in: SignIn, acting: Acting) -> None:
    office = signed_in("inspection_office")
    head = {"regulation": REGULATION, "title": "自查", "due": "2020-11-30"}
    group = next(g for g in office.get(NEW).context["groups"] if g["role"] == "township_government")
    body, question = group["bodies"][0][0].key, group["questions"][0][0].key
    assert "没有选单位" in office.post("/selfreviews/new/", {**head, "question": question}).content.decode()
    assert "一个问题也没有" in office.post("/selfreviews/new/", {**head, "body": body}).content.decode()
    with acting("inspection_office"):
        assert not SelfReview.objects.exists()
    answer = office.post("/selfreviews/new/", {**head, "body": body, "question": question})
    assert answer.status_code == 302
    shown = office.get(answer["Location"])
    assert [reply.organisation.pk for reply, *_ in shown.context["replies"]] == [
        group["bodies"][0][0].organisation.pk
    ]
    assert "还没报" in shown.content.decode()


def test_all_that_bears_on_a_kind_of_body_is_ticked_before(signed_in: SignIn) -> None:
    groups = {g["role"]: g for g in signed_in("inspection_office").get(NEW).context["groups"]}
    for q, ticked in groups["township_government"]["questions"]:
        assert ticked == q.own
    assert all(ticked for _b, ticked in groups["township_government"]["bodies"])
    assert not any(ticked for _b, ticked in groups["assisting_unit"]["bodies"])


def test_a_body_sees_its_own_and_nothing_of_the_others(
    signed_in: SignIn, acting: Acting, review: SelfReview
) -> None:
    with acting("inspection_office"):
        others = Reply.objects.exclude(area=acting_area(acting)).values_list("pk", flat=True)
        assert (others := list(others))
    clerk = signed_in("township_clerk")
    assert all(clerk.get(f"/selfreviews/reply/{pk}/").status_code == 404 for pk in others)
    assert clerk.get(f"/selfreviews/{review.pk}/").status_code == 403
    assert "自查自评" in clerk.get("/").content.decode() or clerk.get("/", follow=True).context["replies"]
    for role in ("unit_leader", "organization_department", "other_office"):
        with acting(role):
            assert not Reply.objects.exists()
            assert not SelfReview.objects.exists()


def acting_area(acting: Acting) -> int:
    with acting("township_clerk") as clerk:
        area = clerk.area
        assert area is not None
        code = area.code
    with acting("inspection_office"):
        return code


def test_a_draft_is_the_bodys_alone(signed_in: SignIn, acting: Acting, reply: Reply) -> None:
    clerk = signed_in("township_clerk")
    data = filled(clerk, reply, words="")
    data[next(k for k in data if k.endswith("-words"))] = "只是草稿"
    assert clerk.post(f"/selfreviews/reply/{reply.pk}/answer/", data).status_code == 302
    assert "只是草稿" in clerk.get(f"/selfreviews/reply/{reply.pk}/").content.decode()
    assert (
        "只是草稿"
        not in signed_in("inspection_office").get(f"/selfreviews/reply/{reply.pk}/").content.decode()
    )
    with acting("inspection_office"):
        assert not Answer.objects.exists()


def test_what_is_not_answered_is_not_handed_in(signed_in: SignIn, acting: Acting, reply: Reply) -> None:
    answer = hand_in(signed_in("township_clerk"), reply, "later")
    assert "没有自评" in answer.content.decode()
    assert state(acting, reply) == "open"


def test_evidence_is_an_entry_that_one_sees(signed_in: SignIn, acting: Acting, reply: Reply) -> None:
    clerk = signed_in("township_clerk")
    data = filled(clerk, reply)
    named = next(k for k in data if k.endswith("-evidence"))
    answer = clerk.post(f"/selfreviews/reply/{reply.pk}/answer/", {**data, named: "99-nowhere"})
    assert "没有编号为“99-nowhere”的记录" in answer.content.decode()
    with acting("township_clerk"):
        assert not Answer.objects.exists()


def test_what_was_handed_in_stands_beside_the_ledger(signed_in: SignIn, acting: Acting, reply: Reply) -> None:
    assert hand_in(signed_in("township_clerk"), reply).status_code == 302
    office = signed_in("inspection_office")
    with acting("inspection_office"):
        counted = Reply.objects.get(pk=reply.pk).counted
    lacking = {d for d, by in counted.items() if by.get("open", 0) + by.get("unmet", 0)}
    assert lacking, "the demo county has something that is not done"
    items = office.get(f"/selfreviews/reply/{reply.pk}/").context["items"]
    for item in items:
        assert bool(item.remark) == bool(lacking & set(item.question.duties))
    marked = next(item for item in items if item.remark)
    shown = office.get(marked.duties[0][1])
    assert shown.status_code == 200
    assert shown.context["page"].paginator.count > 0
    summary = office.get(f"/selfreviews/{reply.review_id}/")
    assert any(reply.pk in [r.pk for r in row.more] for row, _said in summary.context["asked"])


def test_a_modest_answer_is_marked_too(signed_in: SignIn, reply: Reply) -> None:
    hand_in(signed_in("township_clerk"), reply, "not")
    items = signed_in("inspection_office").get(f"/selfreviews/reply/{reply.pk}/").context["items"]
    for item in items:
        statuses = dict(item.then)
        only_met = "已落实" in statuses and not {"未到期", "未落实"} & set(statuses)
        assert bool(item.remark) == only_met


def test_a_return_needs_a_reason_and_begins_a_new_version(
    signed_in: SignIn, acting: Acting, reply: Reply
) -> None:
    clerk, office = signed_in("township_clerk"), signed_in("inspection_office")
    address = f"/selfreviews/reply/{reply.pk}/return/"
    assert office.post(address, {"reason": "太早"}).status_code == 200  # not handed in yet
    hand_in(clerk, reply)
    assert signed_in("inspector").post(address, {"reason": "请补充"}).status_code == 403
    assert office.post(address, {"reason": ""}).status_code == 200
    assert state(acting, reply) == "handed_in"
    assert office.post(address, {"reason": "请补充第三条"}).status_code == 302
    with acting("township_clerk"):
        second = Reply.objects.get(state="open")
        assert Answer.objects.filter(reply=reply).exists()
    shown = clerk.get(f"/selfreviews/reply/{second.pk}/")
    assert (second.version, shown.context["before"].pk) == (2, reply.pk)
    assert "请补充第三条" in shown.content.decode()
    assert all(form["claim"].value() == "met" for _q, form in shown.context["drawn"])
    assert clerk.post(f"/selfreviews/reply/{reply.pk}/answer/", {"hand_in": "1"}).status_code == 302
    assert state(acting, reply) == "returned"


def test_the_table_neutralises_formulas(signed_in: SignIn, reply: Reply) -> None:
    clerk = signed_in("township_clerk")
    data = filled(clerk, reply, hand_in="1")
    data[next(k for k in data if k.endswith("-words"))] = "=1+1"
    clerk.post(f"/selfreviews/reply/{reply.pk}/answer/", data)
    answer = signed_in("inspection_office").get(f"/selfreviews/{reply.review_id}/export/")
    text = answer.content.decode()
    assert "'=1+1" in text
    assert text.count("\n") == len(data) // 3 + 1


def test_where_nothing_was_judged_yet_the_ledger_of_today_stands_beside(
    signed_in: SignIn, acting: Acting, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(answering, "live", lambda: None)
        hand_in(signed_in("township_clerk"), reply)
    with acting("inspection_office"):
        assert Reply.objects.get(pk=reply.pk).counted_on is None
    shown = signed_in("inspection_office").get(f"/selfreviews/reply/{reply.pk}/")
    assert any(item.remark for item in shown.context["items"])
    assert "台账到" not in shown.content.decode()
