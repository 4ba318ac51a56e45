"""What is offered for a passage: measured, since a person chooses among few; and never a copy of the document itself."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.studio.choosing import NUMBER, choices, duty_lists

from bangfu.regulation.composing.passages import proposed
from bangfu.regulation.composing.suggesting import (
    OFFERED,
    Suggestion,
    after,
    likeness,
    packs_beside,
    said,
    suggest,
    who,
)
from bangfu.regulation.model import DutyRule, Provision
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import shared_vocabulary

WORDS = vocabulary_of(list(shipped().values()))
# Of the duties of the five packs, in our paraphrase, which often leaves the bearer to its heading.
ROLE_OF_PARAPHRASE, ACT_OF_PARAPHRASE = 0.6, 0.9
# Of the duties of a duty list, as drafting reads them: bearer, and all acts that count.
ROLE_OF_DOCUMENT, ACTS_OF_DOCUMENT = 0.94, 0.82


def share(right: Callable[[Any], bool], of: list[Any]) -> float:
    return sum(map(right, of)) / len(of)


def test_the_role_and_an_act_of_a_paraphrase_are_among_those_offered() -> None:
    duties = [(p, p.duty) for pack in shipped().values() for p in pack.provision if p.duty and p.bearer]
    assert len(duties) > 60

    def role(found: tuple[Provision, DutyRule]) -> bool:
        return bool({*who(found[0].text, WORDS)} & {*found[0].bearer})

    def act(found: tuple[Provision, DutyRule]) -> bool:
        line = {"kind": "duty", "actor": "", "action": found[0].text}
        return bool({*suggest(line, WORDS, ()).acts} & {*found[1].counts})

    assert share(role, duties) >= ROLE_OF_PARAPHRASE
    assert share(act, duties) >= ACT_OF_PARAPHRASE


def test_what_a_person_chose_of_a_document_was_offered() -> None:
    lines = [line for line in proposed(duty_lists()) if line["kind"] == "duty"]
    beside = packs_beside(shipped().values(), NUMBER)
    found: list[tuple[dict[str, Any], Suggestion]] = []
    for choice in choices():
        line = [line for line in lines if line["clause"] == choice["clause"]][choice["nth"]]
        found.append((choice, suggest(line, shared_vocabulary(), beside)))
    assert all(offered.kind == "duty" for _choice, offered in found)
    assert share(lambda f: bool({*f[1].roles} & {*f[0]["bearer"]}), found) >= ROLE_OF_DOCUMENT
    assert share(lambda f: {*f[0]["counts"]} <= {*f[1].acts}, found) >= ACTS_OF_DOCUMENT


def test_no_precedent_is_of_the_document_itself() -> None:
    for number in (NUMBER, NUMBER.replace("〔", "[").replace("〕", "]"), f" {NUMBER} "):
        beside = packs_beside(shipped().values(), number)
        assert len(beside) == len(shipped()) - 1
        line = {"kind": "duty", "actor": "帮扶责任人", "action": "每年到每一帮扶户走访"}
        offered = suggest(line, WORDS, beside).precedents
        assert offered
        assert not any(p.pack.regulation.has_number(NUMBER) for p in offered)


def test_of_a_precedent_only_the_way_of_counting_is_taken_over() -> None:
    for pack in shipped().values():
        for rule in (p.duty for p in pack.provision if p.duty):
            assert not {"id", "title", "at_least", "per", "readings", "within"} & {*after(rule)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"per": "visit", "unit": "次", "min": 1}, {"measure": "times", "at_least": "1"}),
        ({"per": "month", "unit": "次", "min": 4}, {"per": "month", "measure": "times", "at_least": "4"}),
        ({"per": "month", "unit": "次", "min": None}, {"per": "month", "measure": "times"}),
        ({"per": "year", "unit": "%", "min": 30}, {"per": "year", "measure": "targets", "at_least": "30%"}),
        ({"per": "quarter", "comparator": "all"}, {"per": "quarter", "measure": "targets", "at_least": "100%"}),
        ({"per": "month", "unit": "户", "min": 5}, {"per": "month", "measure": "targets", "at_least": "5", "of": "households"}),
        ({"per": "month", "unit": "法定工作日", "min": 0.666667}, {"per": "month", "measure": "days", "of": "official_workdays", "at_least": "2/3"}),
        ({"per": None, "unit": "万元", "min": 2}, {}),
    ],
    ids=str,
)  # fmt: skip
def test_what_the_text_settles_and_no_more(line: dict[str, Any], told: dict[str, Any]) -> None:
    assert said(line) == told


@given(st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20))
def test_a_share_with_six_places_is_the_fraction_that_was_meant(share_: Fraction) -> None:
    told = said({"unit": "工作日", "min": round(float(share_), 6)})["at_least"]
    assert Fraction(told) == share_


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_said_few_are_offered_and_likeness_is_a_share(one: str, other: str) -> None:
    found = suggest({"kind": "duty", "actor": one, "action": other}, WORDS, shipped().values())
    assert max(map(len, (found.roles, found.acts, found.precedents))) <= OFFERED
    assert all(WORDS.has("role", code) for code in found.roles)
    assert 0 <= likeness(one, other) <= 1.0000001
    assert likeness(one, other) == pytest.approx(likeness(other, one))
