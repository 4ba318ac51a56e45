"""Every measurable duty against small situations written from the regulation's words (tests/cases)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rtoml

from bangfu.facts.reading import read_case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.regulation.templates import filled, templates
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Line, lines

FOLDER = Path(__file__).parent / "cases"
KEYS = (
    "duty",
    "clause",
    "regulation",
    "role",
    "person",
    "organisation",
    "place",
    "household",
    "counterpart",
    "period_start",
    "period_end",
)


def _all() -> Iterator[Any]:
    for path in sorted(FOLDER.rglob("*.toml")):
        document = rtoml.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(document["case"]):
            yield pytest.param(document, case, id=f"{path.parent.name}/{path.stem}/{number}-{case['name']}")


def _write(folder: Path, tables: dict[str, str]) -> None:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")


def _packs(document: dict[str, Any]) -> list[Regulation]:
    """Only the rule under test, so that a few hundred cases stay quick; cases across documents take whole packs, and those of a
    template what a county made of it.
    """
    if "template" in document:
        template = templates()[document["template"]]
        return [filled(template, document["answers"], document["place"], document["start"])]
    if "duty" not in document:
        return [p for p in shipped().values() if p.regulation.id in ("gansu-2019-33", "tongwei-2018-59")]
    pack = shipped()[document["regulation"]]
    rules = [
        p
        for p in pack.provision
        if document["duty"] in {r.id for r in (p.duty, p.requirement, p.milestone) if r}
    ]
    assert rules, f"{document['regulation']} has no rule {document['duty']}"
    assert rules[0].clause == document["clause"], rules[0].clause
    return [pack.model_copy(update={"provision": rules, "relation": []})]


@pytest.mark.parametrize(("document", "case"), list(_all()))
def test_verdict_is_what_the_words_say(
    document: dict[str, Any], case: dict[str, Any], tmp_path: Path
) -> None:
    own = {k: v for k, v in case.items() if isinstance(v, str) and "\n" in v}
    _write(tmp_path, document["roster"] | own)
    as_of = case.get("as_of", document.get("as_of"))
    packs = _packs(document)
    situation = read_case(tmp_path)
    ground = Ground.of(situation, situation.vocabulary(packs))
    found = list(
        lines(
            evaluate_ground(ground, packs, as_of if isinstance(as_of, date) else date.fromisoformat(as_of)),
            "en",
        )
    )
    for expected in case.get("expect", []):
        _check(expected, found)
    for absent in case.get("absent", []):
        assert not _matching(absent, found), f"unexpected {_matching(absent, found)}"


def _check(expected: dict[str, Any], found: list[Line]) -> None:
    matching = _matching(expected, found)
    assert len(matching) == 1, f"{len(matching)} lines match {expected}\n{_table(found)}"
    line = matching[0]
    for name in ("required", "achieved"):
        if name in expected:
            assert line[name] == pytest.approx(expected[name], abs=1e-4), f"{name}: {line}"
    for name in ("status", "unit"):
        if name in expected:
            assert line[name] == expected[name], line
    if "evidence" in expected:
        assert sorted(line["evidence"]) == sorted(expected["evidence"]), line
    if "note_has" in expected:
        assert expected["note_has"] in line["note"], line


def _matching(wanted: dict[str, Any], found: list[Line]) -> list[Line]:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else (value or None)

    keys = {k: plain(v) for k, v in wanted.items() if k in KEYS}
    return [line for line in found if all(line[k] == v for k, v in keys.items())]


def _table(found: list[Line]) -> str:
    out = io.StringIO()
    for line in found[:40]:
        print({k: v for k, v in line.items() if v not in (None, "", [])}, file=out)
    return out.getvalue()
