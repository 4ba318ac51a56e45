"""Columns of a form and the fields that are known: by name, by synonym, by likeness; and a catalogue that keeps its word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.site.burden.steps import OFFICE, Steps

from bangfu.regulation.vocabulary import shared_vocabulary
from bangfu.site.burden.fields import fields_of, written
from bangfu.site.burden.matching import Match, matched, normal
from bangfu.site.burden.models.costs import FIELD
from bangfu.site.burden.sources import FILLS
from bangfu.site.burden.words import WORDS
from bangfu.site.demo.burden import MINUTES
from bangfu.site.web.masking import KEPT

# heading → field and how; `none` is what nobody knows
CASES = {
    "乡镇": ("township", "name"),
    " 1. 乡 镇 ": ("township", "name"),
    "户主": ("head", "synonym"),
    "姓名（户主）": ("head", "synonym"),
    "人均纯收入（元）": ("income_each", "name"),
    "ＮＯ": ("number", "synonym"),
    "身份证号码": ("head_id", "synonym"),
    "入户走访": ("kind:household_visit", "synonym"),
    "本年入户走访次数": ("kind:household_visit", "synonym"),
    "主要的致贫原因": ("causes", "likeness"),
    "今年新增产业": ("", "none"),
    "微信转发条数": ("", "none"),
    "": ("", "none"),
}


def test_columns_are_matched(steps: Steps) -> None:
    found = steps.by(OFFICE, lambda _: {name: matched([name], "household")[0] for name in CASES})
    assert found == {name: Match(name, *told) for name, told in CASES.items()}


def test_no_field_is_taken_twice_by_likeness(steps: Steps) -> None:
    found = steps.by(OFFICE, lambda _: matched(["主要的致贫原因", "主要致贫的原因"], "household"))
    assert [match.known for match in found] == ["causes", ""]


def test_a_duty_of_the_regulations_in_force_is_a_field(steps: Steps) -> None:
    found = steps.by(OFFICE, lambda _: matched(["责任人走访帮扶户"], "person"))
    assert found[0].known == "duty:gansu-2019-33:helper-household-visits"


@pytest.mark.parametrize("target", WORDS.codes("target"))
def test_every_field_of_the_catalogue_is_filled_by_something(target: str) -> None:
    assert {code for code, one in written().items() if target in one.of} == set(FILLS[target])


@pytest.mark.parametrize("target", WORDS.codes("target"))
def test_no_heading_means_two_fields(target: str) -> None:
    seen: dict[str, str] = {}
    for code, one in written().items():
        for text in (one.zh, *one.synonyms) if target in one.of else ():
            assert seen.setdefault(normal(text), code) == code, text


def test_words_of_the_catalogue_are_known() -> None:
    for one in written().values():
        assert one.source in WORDS.codes("from") and (one.mask is None or one.mask in KEPT)


def test_every_heading_of_the_catalogue_finds_its_field(steps: Steps) -> None:
    def wrong(_user: object) -> list[str]:
        fields = {code: one for code, one in fields_of("household").items() if code in written()}
        names = [(text, code) for code, one in fields.items() for text in (one.zh, *one.synonyms)]
        return [text for text, code in names if matched([text], "household")[0].known != code]

    assert steps.by(OFFICE, wrong) == []


@given(st.text(max_size=30))
def test_a_heading_is_compared_the_same_however_often_it_is_made_plain(text: str) -> None:
    assert normal(normal(text).upper()) == normal(normal(text))


def test_what_the_demo_sets_minutes_for_is_recorded_somewhere() -> None:
    assert set(MINUTES) <= {FIELD, *shared_vocabulary().codes("activity")}
