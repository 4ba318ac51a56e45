"""Rules read back as sentences, in both languages, and every value of every closed list has its words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from bangfu.language import Language
from bangfu.regulation.composing.labels import choices, named, said
from bangfu.regulation.composing.sentence import sentence
from bangfu.regulation.consequences import RANKING, MeasureName
from bangfu.regulation.model import DutyRule, Provision, Regulation, RequirementRule
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.shapes import (
    Base,
    By,
    Each,
    Kind,
    Level,
    Measure,
    Of,
    PartPeriod,
    PeriodName,
    Where,
)
from bangfu.regulation.vocabulary import shared_vocabulary

CASES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["case"]
LISTS: dict[str, Any] = {
    "per": PeriodName, "measure": Measure, "of": Of, "each": Each, "where": Where, "by": By, "base": Base,
    "part_period": PartPeriod, "level": Level, "kind": Kind, "measures": MeasureName,
}  # fmt: skip
FIELDS = {"who": (DutyRule, "who"), "receives": (DutyRule, "receives"), "check": (RequirementRule, "check")}
TONGUES: tuple[Language, ...] = ("zh", "en")


def closed() -> dict[str, tuple[str, ...]]:
    """Every closed list that a sentence or a form says, with its values."""
    of_fields = {
        name: get_args(rule.model_fields[field].annotation) for name, (rule, field) in FIELDS.items()
    }
    return {name: get_args(literal) for name, literal in LISTS.items()} | of_fields


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", closed())
def test_every_value_has_words_and_a_name(name: str, tongue: Language) -> None:
    assert set(closed()[name]) <= {code for code, _name in choices(name, tongue)}
    for code in closed()[name]:
        said(name, code, tongue)
        assert named(name, code, tongue).strip() not in ("", code) or tongue == "en"
        assert "_" not in named(name, code, tongue)
    told = [named(name, code, tongue) for code in closed()[name]]
    assert len(set(told)) == len(told), "two values cannot be told apart"


@pytest.mark.parametrize("tongue", TONGUES)
def test_what_no_list_has_is_told_as_it_is(tongue: Language) -> None:
    assert named("per", "never", tongue) == "never"
    with pytest.raises(KeyError):
        said("per", "never", tongue)


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_a_rule_reads_back(case: dict[str, Any]) -> None:
    provision = _provision(case["provision"])
    for tongue in TONGUES:
        assert sentence(provision, shared_vocabulary(), tongue) == case[tongue]


PLAIN = {
    "id": "x",
    "title": {"zh": "题", "en": "title"},
    "counts": ["household_visit"],
    "at_least": 3,
    "per": "year",
}
TARGETS = {**PLAIN, "measure": "targets", "of": "households"}
OTHERWISE: dict[str, list[tuple[dict[str, Any], Any]]] = {
    "only": [(PLAIN, {f: [v]}) for f in ("organisation_level", "place_level") for v in ("county", "province")]
    + [(PLAIN, {"place_tag": tag}) for tag in ("poor_village", "!poor_village", "border")],
    "counts": [(PLAIN, ["village_visit"]), (PLAIN, ["household_visit", "village_visit"])],
    "at_least": [(PLAIN, 4), (PLAIN, None), (TARGETS, "100%"), (TARGETS, "2/3"), (TARGETS, "30%")],
    "of": [(TARGETS, of) for of in get_args(Of) if of not in ("official_workdays", "households")],
    "or_all": [(TARGETS, True)],
    "within": [(PLAIN, ["01-01", "03-31"]), (PLAIN, ["01-01", "06-30"])],
    "grace": [(PLAIN, "next_period")],
    "short_workweek": [(PLAIN, True)],
    "part_period": [(PLAIN, value) for value in get_args(PartPeriod) if value != "pro_rata"],
    "alternative": [(PLAIN, {"note": {"zh": "注", "en": "note"}})],
    "who": [(PLAIN, "unit")],
    "receives": [(PLAIN, "cadre"), (PLAIN, "counterpart")],
    "per": [(PLAIN, per) for per in get_args(PeriodName) if per != "year"],
    **{
        name: [(PLAIN, value) for value in get_args(literal)[1:] if value != "targets"]
        for name, literal in (("each", Each), ("where", Where), ("by", By), ("base", Base), ("measure", Measure))
    },
}  # fmt: skip


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("field", OTHERWISE)
def test_whatever_changes_a_duty_changes_its_sentence(field: str, tongue: Language) -> None:
    """Nobody adopts what they did not read."""
    told = [
        sentence(
            _provision({"kind": "duty", "bearer": ["unit_head"], "duty": rule}), shared_vocabulary(), tongue
        )
        for rule in (PLAIN, TARGETS, *({**base, field: value} for base, value in OTHERWISE[field]))
    ]
    assert len(set(told)) == len(told), told


def test_no_field_of_a_duty_goes_unsaid() -> None:
    assert set(DutyRule.model_fields) - set(OTHERWISE) == {"id", "title", "basis", "readings", "note"}


@pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
def test_every_rule_of_the_packs_is_a_whole_sentence(pack: Regulation) -> None:
    """No code is left over in it, and nothing is said twice by silence: a word of the vocabulary for each."""
    words = vocabulary_of([pack])
    for provision in pack.provision:
        for tongue in TONGUES:
            told = sentence(provision, words, tongue)
            assert told.strip(), provision.id
            if provision.kind in ("duty", "milestone", "requirement", "consequence", "liability"):
                assert "None" not in told and "{" not in told, (provision.id, told)
                assert "_" not in told, (provision.id, told)


def test_a_low_place_in_a_ranking_has_words() -> None:
    assert [said("facts", RANKING, tongue) for tongue in TONGUES] == [
        "年度排名靠后",
        "a low place in the yearly ranking",
    ]


def _provision(told: dict[str, Any]) -> Provision:
    rule = told.get(told["kind"])
    if rule is not None and told["kind"] in ("duty", "milestone", "requirement"):
        rule = {"id": "x", "title": {"zh": "题", "en": "title"}, **rule}
    return Provision.model_validate(
        {"id": "一/a", "text": "条", **told} | ({told["kind"]: rule} if rule else {})
    )
