"""What a form may name, and that it asks everything that its clauses ask, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from bangfu.errors import Problem
from bangfu.regulation.forms import Form
from bangfu.regulation.model import Regulation
from bangfu.regulation.positions import Path

Fault = Callable[[str, Path, str], Problem]


def form_faults(pack: Regulation, rules: frozenset[str], fault: Fault) -> Iterator[Problem]:
    """Every fault of the forms of a pack; `rules` are the ids of what it judges."""
    asked = {p.clause for p in pack.provision if p.checklist}
    ids = Counter(form.id for form in pack.form)
    rows = Counter(part.clause_of(row) for form in pack.form for part, row in form.rows)
    for at, form in enumerate(pack.form):
        if ids[form.id] > 1:
            yield fault("duplicate_provision", ("form", at, "id"), form.id)
        for path, clause, proves in _rows(form, at):
            if rows[clause] > 1:
                yield fault("duplicate_provision", (*path, "number"), clause)
            if clause not in asked:
                yield fault("unknown_clause", (*path, "number"), clause)
            for rule in proves:
                if rule not in rules:
                    yield fault("unknown_clause", (*path, "proves"), rule)
        yield from _whole(form, at, asked, fault)


def _rows(form: Form, at: int) -> Iterator[tuple[Path, str, list[str]]]:
    for i, part in enumerate(form.part):
        for j, row in enumerate(part.row):
            yield ("form", at, "part", i, "row", j), part.clause_of(row), row.proves


def _whole(form: Form, at: int, asked: set[str], fault: Fault) -> Iterator[Problem]:
    """Clauses about the whole form that are not there, and those below its parts that no row asks."""
    for clause in form.whole:
        if clause not in asked:
            yield fault("unknown_clause", ("form", at, "whole"), clause)
    for i, part in enumerate(form.part):
        known = {*part.clauses, *form.whole}
        for clause in sorted(asked):
            if clause.startswith(f"{part.clause}/") and clause not in known:
                yield fault("form_leaves_out", ("form", at, "part", i, "clause"), clause)
