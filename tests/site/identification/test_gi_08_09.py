"""GI-08: lists have exactly four, five, six and seven items, or a person judges; GI-09: where items speak against, too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError
from tests.site.acting import refused
from tests.site.identification.steps import CLERK, COUNTS, COUNTY, GUANGDONG, OFFICE, Steps, items

from bangfu.site.identification.models import Scheme, Screening
from bangfu.site.identification.screening import proposed

FORM = {
    "start": "2020-02-01", "steps": "民主评议\n镇级审核", "notice_days": "7", "screen_days": "15",
    **{name: "\n".join(items(name)) for name in COUNTS},
}  # fmt: skip


def state(steps: Steps, found: Screening) -> tuple[str, str]:
    with steps.acting(CLERK):
        fresh = Screening.objects.get(pk=found.pk)
        return fresh.state, fresh.result


@pytest.mark.parametrize("name", COUNTS)
def test_gi_08_through_the_database(steps: Steps, name: str) -> None:
    def given(texts: list[str]) -> Scheme:
        return steps.scheme(GUANGDONG, **{name: texts})

    assert refused(lambda: given(items(name, COUNTS[name] + 1))) == "identify_list_length"
    assert refused(lambda: given([*items(name, 2), "  "])) == "identify_list_length"
    given(items(name, COUNTS[name] - 1))
    found = steps.say(steps.begun())
    assert refused(lambda: steps.move(found, "appraise")) == "identify_needs_reviewer"
    assert state(steps, found) == ("screening", "")
    with pytest.raises(DatabaseError), steps.acting(CLERK):
        Screening.objects.filter(pk=found.pk).update(state="appraised", result="in")


def test_gi_08_through_the_site(steps: Steps) -> None:
    status, words = steps.page(
        OFFICE, "scheme", COUNTY, GUANGDONG, **FORM | {"looks": "\n".join(items("looks", 5))}
    )
    assert status == 200
    assert "超过了文件规定的数目" in words
    status, _words = steps.page(OFFICE, "scheme", COUNTY, GUANGDONG, **FORM | {"outs": ""})
    assert status == 302
    page = steps.browser(OFFICE).get("/identify/schemes/").content.decode()
    assert "还没有配齐" in page
    found = steps.say(steps.begun())
    page = steps.browser(CLERK).get(f"/identify/screenings/{found.pk}/").content.decode()
    assert "要由人判断" in page
    assert steps.browser(OFFICE).get("/identify/leads/").content.decode().count("识别办法还没有配齐") == 2


def test_gi_08_through_programs(steps: Steps) -> None:
    too_many = FORM | {"ins": "\n".join(items("ins", 7))}
    assert steps.program(OFFICE, "scheme", COUNTY, GUANGDONG, **too_many) == ["token_may_not"]
    steps.scheme(ins=[])
    found = steps.say(steps.begun())
    assert steps.program(CLERK, "screening", found.pk, "appraise") == ["identify_needs_reviewer"]


def test_a_scheme_that_is_set_in_full_gives_a_result(steps: Steps) -> None:
    steps.scheme()
    found = steps.say(steps.begun())
    steps.move(found, "appraise")
    assert state(steps, found) == ("appraised", "in")


@pytest.mark.parametrize(("said", "gives"), [
    ({"ins": "yes"}, "in"), ({"ins": "no"}, "out"), ({"ins": "unclear"}, "judge"), ({"ins": "no", "outs": "yes"}, "judge"),
    ({"ins": "yes", "outs": "yes"}, "judge"), ({"ins": "yes", "outs": "unclear"}, "judge"),
])  # fmt: skip
def test_what_the_lists_come_to(steps: Steps, said: dict[str, Any], gives: str) -> None:
    steps.scheme()
    found = steps.begun()
    with steps.acting(CLERK):
        assert proposed(found) == "open"
    steps.say(found, **said)
    with steps.acting(CLERK):
        assert proposed(found) == gives


@pytest.mark.parametrize("ins", ["yes", "no"])
def test_gi_09_through_the_database(steps: Steps, ins: str) -> None:
    steps.scheme()
    found = steps.say(steps.begun(), ins=ins, outs="yes")
    assert refused(lambda: steps.move(found, "appraise")) == "identify_needs_reviewer"
    assert refused(lambda: steps.move(found, "review", CLERK, result="in")) == "identify_not_yours"
    assert (
        refused(lambda: steps.move(found, "review", OFFICE, text=" ", result="in")) == "identify_needs_words"
    )
    assert refused(lambda: steps.move(found, "review", OFFICE)) == "identify_needs_result"
    assert refused(lambda: steps.move(found, "decline", OFFICE)) == "identify_not_now"
    steps.move(found, "review", OFFICE, text="七不进第一条查无实据", result="in")
    assert state(steps, found) == ("appraised", "in")


def test_gi_09_through_the_database_by_who_screened(steps: Steps) -> None:
    steps.scheme()
    found = steps.say(steps.begun(who=OFFICE), outs="yes", who=OFFICE)
    assert refused(lambda: steps.move(found, "review", OFFICE, result="in")) == "identify_second_person"


def test_gi_09_through_the_site(steps: Steps) -> None:
    steps.scheme()
    found = steps.say(steps.begun(), outs="yes")
    _status, words = steps.page(CLERK, "screening", found.pk, "appraise", text="")
    assert "要由复核人写明理由判断" in words
    assert steps.page(CLERK, "screening", found.pk, "review", text="已核", result="in")[0] == 403
    assert steps.page(OFFICE, "screening", found.pk, "review", text="", result="in")[0] == 200
    assert state(steps, found) == ("screening", "")
    assert steps.page(OFFICE, "screening", found.pk, "review", text="核实有误", result="out")[0] == 302
    assert state(steps, found) == ("appraised", "out")


def test_gi_09_through_programs(steps: Steps) -> None:
    steps.scheme()
    found = steps.say(steps.begun(), outs="yes")
    assert steps.program(CLERK, "screening", found.pk, "appraise") == ["identify_needs_reviewer"]
    assert steps.program(CLERK, "screening", found.pk, "review", text="已核", result="in") == [
        "token_may_not"
    ]
    assert steps.program(OFFICE, "screening", found.pk, "review", text="已核", result="in") == [
        "token_may_not"
    ]
    assert state(steps, found) == ("screening", "")


def test_an_old_screening_keeps_its_version(steps: Steps) -> None:
    steps.scheme()
    found = steps.begun()
    newer = steps.scheme(ins=[])
    steps.say(found)
    steps.move(found, "appraise")
    with steps.acting(OFFICE):
        assert {s.pk for s in Scheme.objects.filter(template=GUANGDONG)} >= {newer.pk, found.scheme_id}
    assert state(steps, found) == ("appraised", "in")
