"""The printed forms ask what their documents ask: every row, each once, with the rules that tell part of the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
import rtoml

from bangfu.regulation.forms import Form
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped

FACTS = rtoml.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
ASKS = FACTS.pop("asks")
FORMS = [(pack, form) for pack in shipped().values() for form in pack.form]
EACH = pytest.mark.parametrize(("pack", "form"), FORMS, ids=[form.id for _, form in FORMS])


def test_the_annex_has_five_forms_with_36_rows_and_the_plan_eight_areas() -> None:
    found = {
        pack.regulation.id: {form.id: {p.clause: len(p.row) for p in form.part} for form in pack.form}
        for pack in shipped().values()
        if pack.form
    }
    assert found == FACTS
    assert sum(n for form in found["tongwei-2018-59"].values() for n in form.values()) == 36


def test_the_second_column_is_called_as_on_the_form() -> None:
    assert {form.id: form.asks.zh for _, form in FORMS if form.id in ASKS} == ASKS


@pytest.mark.parametrize(("id_", "below"), [("tongwei-2018-59", "附件2/"), ("xinfeng-2017-5", "第九条/")])
def test_every_question_stands_in_exactly_one_row(id_: str, below: str) -> None:
    pack = shipped()[id_]
    rows = [part.clause_of(row) for form in pack.form for part, row in form.rows]
    whole = {clause for form in pack.form for clause in form.whole}
    asked = {p.clause for p in pack.provision if p.checklist and p.id.startswith(below)}
    assert len(rows) == len(set(rows))
    assert set(rows) | whole == asked


@EACH
def test_what_a_question_names_as_its_evidence_proves_its_row(pack: Regulation, form: Form) -> None:
    owed_by = {p.duty.id: set(p.bearer) for p in pack.provision if p.duty}
    for part, row in form.rows:
        of_row = [p.checklist for p in pack.provision if p.clause == part.clause_of(row) and p.checklist]
        named = {e for item in of_row for e in item.evidence if owed_by.get(e, set()) & set(part.subject)}
        assert named <= set(row.proves), row.number
        assert all(owed_by[duty] & set(part.subject) for duty in row.proves), row.number


@EACH
def test_rows_are_numbered_as_printed(pack: Regulation, form: Form) -> None:
    for part in form.part:
        numbers = [row.number for row in part.row]
        one_to_n = [str(n) for n in range(1, len(numbers) + 1)]
        assert numbers in (one_to_n, [f"（{n}）" for n in "一二三四五六七八"[: len(numbers)]])


def test_the_report_that_the_annex_asks_twice_is_noted() -> None:
    form = shipped()["tongwei-2018-59"].form_of("annex2-assisting-units")
    assert form is not None
    second, third = form.part[0].row[1:3]
    assert set(third.proves) <= set(second.proves)
    assert third.note is not None and "重复" in third.note.zh
