"""What is opened and settled again without a change stays what it was; what is left out is still there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.conftest import ClientFor
from tests.site.studio.making import brought

from bangfu.regulation.model import Provision as Rule
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.templates import templates
from bangfu.site.studio.assembling import pack_of
from bangfu.site.studio.forms.others import FORMS
from bangfu.site.studio.forms.rules import Offered
from bangfu.site.studio.models import Provision
from bangfu.site.studio.opening import from_template, reopen
from bangfu.site.studio.settling import leave, open_again, settle


def through_its_form(pack: Regulation, provision: Rule) -> dict[str, Any]:
    """What comes of a provision that somebody opens and sends off as it stands."""
    told = provision.model_dump(mode="json", exclude_defaults=True)
    offered = Offered(vocabulary_of([pack]), readings=[r.model_dump(mode="json") for r in pack.reading])
    shown = FORMS[provision.kind](None, told, offered)
    sent = {name: shown[name].value() for name in shown.fields}
    form = FORMS[provision.kind](sent, told, offered)
    assert form.is_valid(), (provision.id, form.errors)
    return form.provision("other")


@pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
def test_a_provision_sent_off_as_it_stands_is_not_changed(pack: Regulation) -> None:
    formed = [p for p in pack.provision if p.kind in FORMS and (p.kind == "statement" or getattr(p, p.kind))]
    assert len(formed) > 20
    for provision in formed:
        again = Rule.model_validate(through_its_form(pack, provision))
        assert again == provision, provision.id


def test_a_clause_that_is_left_out_of_a_regulation_is_still_read(acting: Acting) -> None:
    pack = shipped()["tongwei-2018-59"]
    with acting("county_office") as account:
        assert account.area
        draft = reopen(account, account.area, pack)
        row = next(
            r for r in Provision.objects.filter(draft=draft) if r.settled and r.settled["kind"] == "duty"
        )
        leave(account, row, "不作判定\0")
        left = next(p for p in pack_of(draft).provision if p.text == row.sentence)
        assert (left.kind, left.clause) == ("statement", row.clause)
        open_again(account, row)
        row = Provision.objects.get(pk=row.pk)
        assert row.settled
        settle(account, row, row.settled, "七(九)")
        assert "七(九)" in {p.clause for p in pack_of(draft).provision if p.kind == "duty"}


def test_the_bench_of_a_template_opens(acting: Acting, browser: ClientFor) -> None:
    with acting("county_office") as account:
        assert account.area
        draft = from_template(account, account.area, templates()["regular-assistance"]).pk
    page = browser("county_office").get(f"/studio/{draft}/text/")
    assert page.status_code == 200
    assert "由本县填写" in page.content.decode()


@pytest.mark.parametrize("start", ["²", "-1", "9" * 30, "x"])
def test_a_passage_that_is_none_adds_a_rule_without_one_or_nothing(
    acting: Acting, browser: ClientFor, start: str
) -> None:
    with acting("county_office") as account:
        draft = brought(account).pk
    client: Client = browser("county_office")
    assert client.post(f"/studio/{draft}/add/", {"start": start, "clause": "一\0"}).status_code in (302, 404)
