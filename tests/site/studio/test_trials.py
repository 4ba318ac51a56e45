"""A draft tried on the ledger of two townships: by a process, in the county's scope, with what the library says; and begun from a template."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.site.acting import Acting, acting_as
from tests.site.duties.conftest import SignIn, cluster, database, signed_in  # noqa: F401
from tests.studio.choosing import choices, duty_lists

from bangfu.errors import BangfuError
from bangfu.regulation.packs import parse, shipped
from bangfu.regulation.templates import templates
from bangfu.site.exchange.scoped import case_for
from bangfu.site.studio.assembling import pack_of
from bangfu.site.studio.forms.others import FORMS
from bangfu.site.studio.models import Draft, Provision, Trial
from bangfu.site.studio.opening import bring, from_template
from bangfu.site.studio.settling import free_id, leave, offered, settle, suggested
from bangfu.site.studio.trying import try_all, wish
from bangfu.site.web.models import Account
from bangfu.verdict.ground import Ground
from bangfu.verdict.whatif import as_if_from, what_if_on

BEGINS, ENDS = date(2020, 1, 1), date(2020, 9, 30)
HEAD = {"title": {"zh": "责任清单", "en": "Duty lists"}, "number": "示办发〔2021〕1号", "issuer": ["示例"], "start": "2021-01-01", "issued": "2020-11-01"}  # fmt: skip


@pytest.fixture
def acting(database: str) -> Acting:  # noqa: F811
    return acting_as("99-")


def filled(row: Provision, choice: dict[str, Any]) -> Any:
    """The form of a duty as a person sends it."""
    first = FORMS["duty"](None, {"text": row.sentence}, offered(row, suggested(row)))
    shown = {name: first[name].value() for name in first.fields}
    chosen = {k: v for k, v in choice.items() if k not in ("clause", "nth", "duty")}
    return FORMS["duty"](shown | chosen, {"text": row.sentence}, offered(row, suggested(row)))


def drafted(office: Account) -> Draft:
    """The duty lists with every duty settled."""
    assert office.area
    draft = bring(office, office.area, duty_lists().encode(), "清单.txt")
    draft.head = draft.head | HEAD
    draft.save(update_fields=["head"])
    rows = list(Provision.objects.filter(draft=draft))
    for choice in choices():
        row = [r for r in rows if r.clause == choice["clause"]][choice["nth"]]
        form = filled(row, choice)
        assert form.is_valid(), form.errors
        settle(
            office,
            row,
            form.provision(free_id(draft, {"kind": "duty", "counts": choice["counts"]})),
            row.clause,
        )
    return draft


def test_a_draft_without_a_rule_is_not_tried(acting: Acting) -> None:
    with acting("county_office") as office:
        assert office.area
        draft = bring(office, office.area, duty_lists().encode(), "清单.txt")
        with pytest.raises(BangfuError) as head:
            wish(office, draft, BEGINS, ENDS)
        draft.head = draft.head | HEAD
        with pytest.raises(BangfuError) as nothing:
            wish(office, draft, BEGINS, ENDS)
    assert [e.value.problems[0].code for e in (head, nothing)] == ["studio_head", "studio_nothing"]
    assert try_all() == 0


def test_what_is_told_is_what_the_library_says(acting: Acting) -> None:
    with acting("county_office") as office:
        made = wish(office, drafted(office), BEGINS, ENDS).pk
    assert try_all() == 1
    assert try_all() == 0
    with acting("county_office") as office:
        told = Trial.objects.get(pk=made).told
        packs = [shipped()[id_] for id_ in ("gansu-2019-33", "tongwei-2018-59")]
        pack = as_if_from(parse(Trial.objects.get(pk=made).pack, "x"), BEGINS)
        case = case_for(office)
        with Ground.of(case, case.vocabulary([*packs, pack])) as ground:
            found = what_if_on(ground, ENDS, packs, pack, "zh").summary()
    assert told["summary"]["counts"] == found.counts
    assert sum(found.counts.values()) > 500
    assert {(p["name"], p["role"], p["status"], p["number"]) for p in told["summary"]["places"]} == {
        (p.name, p.role, p.status, p.number) for p in found.places
    }
    assert {row["role"] for row in told["load"]} >= {"responsible_helper", "assisting_unit"}
    assert all(row["hours"] is None for row in told["load"])
    assert any("prefecture_government" in gap["roles"] for gap in told["gaps"])


def test_nobody_else_works_a_trial_out_or_sees_it(acting: Acting) -> None:
    with acting("county_office") as office:
        made = wish(office, drafted(office), BEGINS, ENDS).pk
        assert not Trial.objects.filter(pk=made).update(told={"summary": {}})
    for role in ("township_clerk", "other_office"):
        with acting(role):
            assert not Trial.objects.exists()


def test_the_page_waits_then_tells(acting: Acting, signed_in: SignIn) -> None:  # noqa: F811
    with acting("county_office") as office:
        draft = drafted(office).pk
    client, address = signed_in("county_office"), f"/studio/{draft}/consequences/"
    assert signed_in("township_clerk").get(address).status_code == 403
    assert client.post(address, {"start": "2020-01-01", "end": "2031-01-01"}).status_code == 422
    first = client.get(address)
    beside = first.context["beside"]
    assert {(row["relation"], row["other"]) for row in beside} == {("相同", "甘办发〔2019〕33号")}
    assert len(beside) > 10
    assert client.post(address, {"start": "2020-01-01", "end": "2020-09-30"}).status_code == 302
    assert "正在用台账试算" in client.get(f"/studio/{draft}/tried/").content.decode()
    try_all()
    page = client.get(f"/studio/{draft}/tried/")
    assert "按乡镇和职务" in page.content.decode()
    assert any(example for row in page.context["duties"] for example in row.examples)


def test_a_template_waits_for_every_number(acting: Acting) -> None:
    with acting("county_office") as office:
        assert office.area
        draft = from_template(office, office.area, templates()["regular-assistance"])
        draft.head = draft.head | HEAD
        waiting = list(Provision.objects.filter(draft=draft, state="open"))
        assert len(waiting) > 8
        assert all(row.words for row in waiting)
        for row in waiting:
            assert row.settled
            form = FORMS["duty"](None, row.settled, offered(row, None))
            shown = {name: form[name].value() for name in form.fields}
            assert shown["at_least"] in (None, "")
            assert not FORMS["duty"](
                shown | {"at_least": "2", "per": ""}, row.settled, offered(row, None)
            ).is_valid()
            bound = FORMS["duty"](
                shown | {"at_least": "2", "per": "quarter"}, row.settled, offered(row, None)
            )
            assert bound.is_valid(), bound.errors
            settle(office, row, bound.provision("x"), row.clause)
        for row in Provision.objects.filter(draft=draft, state="open"):
            leave(office, row, "")
        pack = pack_of(draft)
    asked = [p.duty for p in pack.provision if p.duty]
    assert {(d.at_least, d.per) for d in asked} == {(2, "quarter")}
