"""A template: refused while anything is open, adopted when a county filled it in, without a number of its own."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import rtoml

from bangfu.errors import BangfuError
from bangfu.regulation.packs import load, parse, shipped
from bangfu.regulation.templates import FOR_A_PERSON, Answers, Template, blanks, filled, templates, written

PLACE, START = "990001000000", date(2026, 1, 1)
ALL = pytest.mark.parametrize("template", templates().values(), ids=list(templates()))
SEEDS = ["甘肃", "通渭", "新丰", "达川", "达州", "广东", "定西", "韶关", "四川"]


def answers(template: Template) -> dict[str, dict[str, int | str]]:
    """Every blank left to a person, by the year."""
    return {blank.duty: {"at_least": FOR_A_PERSON, "per": "year"} for blank in blanks(template)}


def refused(template: Template, given: Answers, place: str = PLACE) -> list[tuple[str, str, str | None]]:
    with pytest.raises(BangfuError) as told:
        filled(template, given, place, START)
    return [(p.code, p.column or "", p.value) for p in told.value.problems]


@ALL
def test_as_it_comes_it_is_refused_with_every_blank_and_its_line(template: Template) -> None:
    with pytest.raises(BangfuError) as told:
        parse(template.text, "mine.toml")
    lines = template.text.splitlines()
    assert {p.code for p in told.value.problems} == {"template_blank"}
    assert [p.row for p in told.value.problems] == [
        n for n, line in enumerate(lines, 1) if line.endswith(' = "?"')
    ]
    assert len(told.value.problems) == len(blanks(template)) + len(("place", "issued", "start"))


@ALL
@pytest.mark.parametrize("field", ["at_least", "per"])
def test_one_blank_that_is_left_is_named(template: Template, field: str) -> None:
    given = answers(template)
    first = next(iter(given))
    del given[first][field]
    [(code, column, _)] = refused(template, given)
    assert (code, column) == ("template_blank", field)


@ALL
@pytest.mark.parametrize(
    ("duty", "answer", "code"),
    [
        ("unit-study", {"at_least": 0, "per": "year"}, "bad_pack_value"),
        ("unit-study", {"at_least": "many", "per": "year"}, "bad_pack_value"),
        ("unit-study", {"at_least": 1, "per": FOR_A_PERSON}, "bad_pack_value"),
        ("unit-study", {"at_least": 1, "per": 'year"\nwhere = "own_place'}, "bad_pack_value"),
        ("team-household-visits", {"at_least": 1, "per": "month"}, "one_or_all"),
        ("no-such-duty", {"at_least": 1}, "template_no_blank"),
        ("unit-study", {"where": "anywhere"}, "template_no_blank"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    template: Template, duty: str, answer: dict[str, int | str], code: str
) -> None:
    assert {told[0] for told in refused(template, answers(template) | {duty: answer})} == {code}


@ALL
def test_a_place_that_is_none_is_refused(template: Template) -> None:
    assert ("bad_pack_value", "regulation.place", "regulation") in refused(
        template, answers(template), "here"
    )


@ALL
def test_filled_in_it_is_a_pack_of_the_county_that_says_what_it_is(template: Template, tmp_path: Any) -> None:
    pack = filled(
        template, answers(template) | {"helper-visits": {"at_least": 3, "per": "quarter"}}, PLACE, START
    )
    assert (pack.regulation.id, pack.regulation.place, pack.regulation.start) == (
        f"{template.id}-990001",
        PLACE,
        START,
    )
    assert pack.regulation.template
    assert "模板" in pack.regulation.title.zh
    assert "模板" in pack.regulation.number
    rules = {p.duty.id: p.duty for p in pack.provision if p.duty}
    assert (rules["helper-visits"].at_least, rules["helper-visits"].per) == (3, "quarter")
    assert all(rule.at_least is None for id_, rule in rules.items() if id_ != "helper-visits")
    file = tmp_path / "mine.toml"
    file.write_text(written(template, answers(template), PLACE, START), encoding="utf-8")
    assert load(file) == filled(template, answers(template), PLACE, START)


@ALL
def test_it_brings_no_number_no_year_before_its_time_and_no_place(template: Template) -> None:
    assert not [year for year in re.findall(r"(?:19|20)\d\d", template.text) if int(year) < START.year]
    assert not [name for name in SEEDS if name in template.text]
    values = [v for p in rtoml.loads(template.text)["provision"] for v in p.get("duty", {}).values()]
    assert not [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    texts = "".join(p["text"] for p in template.raw["provision"])
    assert not re.search(r"\d|[一二三四五六七八九十两]+(?:次|天|户|件|遍|个月)", texts)


@ALL
def test_every_blank_says_what_is_asked_in_both_languages(template: Template) -> None:
    for blank in blanks(template):
        assert blank.hint.zh, blank.duty
        assert blank.hint.en, blank.duty
    duties = {p["duty"]["id"] for p in template.raw["provision"] if "duty" in p}
    assert {blank.duty for blank in blanks(template)} == duties


def test_a_template_is_none_of_the_regulations_that_come_along() -> None:
    assert not set(templates()) & set(shipped())
    assert not [pack for pack in shipped().values() if pack.regulation.template]
