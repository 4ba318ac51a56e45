"""`bangfu regulations`: every provision as a line, the list, the check of a pack, the schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bangfu.regulation.packs import shipped
from bangfu.regulation.templates import templates

KINDS = (
    "duty requirement milestone procedure checklist evaluation consequence liability incentive entitlement "
    "statement scope repeal"
)
PROVISION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["regulation", "clause", "kind", "bearer", "text", "realised_by"],
    "properties": {
        "regulation": {"type": "string"},
        "clause": {"type": "string"},
        "kind": {"enum": KINDS.split()},
        "bearer": {"type": ["string", "null"], "minLength": 1},
        "text": {"type": "string", "minLength": 1},
        "realised_by": {"type": "string", "minLength": 1},
    },
}


def test_a_broken_pack_is_told_line_by_line(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    pack = tmp_path / "bad.toml"
    pack.write_text(
        '[regulation]\nid = "x"\n[[provision]]\nid = "a/b"\nkind = "wish"\ntext = "t"\n', encoding="utf-8"
    )
    answer = bangfu("regulations", "check", pack)
    assert answer.code == 2
    assert len(answer.err.splitlines()) > 1
    assert "bad.toml:5" in answer.err


@pytest.mark.parametrize("id_", list(shipped()))
def test_every_provision_is_a_line(bangfu: Callable[..., Any], id_: str) -> None:
    answer = bangfu("regulations", id_, "--format", "jsonl")
    assert answer.code == 0
    assert len(answer.rows) == len(shipped()[id_].provision)
    for row in answer.rows:
        jsonschema.validate(row, PROVISION)
    assert not [r for r in answer.rows if r["kind"] == "duty" and r["realised_by"] == "text"]


def test_without_an_id_all_are_told(bangfu: Callable[..., Any]) -> None:
    assert {r["regulation"] for r in bangfu("regulations", "--format", "jsonl").rows} == set(shipped())
    table = bangfu("regulations", "--format", "table").out
    assert all(id_ in table for id_ in shipped())


def test_a_sound_pack_is_called_sound(bangfu: Callable[..., Any]) -> None:
    from importlib.resources import as_file, files

    with as_file(files("bangfu.regulation") / "packs" / "xinfeng-2017-5.toml") as path:
        answer = bangfu("regulations", "check", path)
    assert answer.code == 0
    assert "sound" in answer.out


def test_the_schema_is_a_schema(bangfu: Callable[..., Any]) -> None:
    schema = json.loads(bangfu("regulations", "schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_a_template_that_is_none_is_refused(bangfu: Callable[..., Any]) -> None:
    for asked in (("regular-asistance", "--template"), ("template", "regular-asistance")):
        answer = bangfu("regulations", *asked)
        assert answer.code == 2
        assert "regular-assistance" in answer.err


def test_a_template_lists_what_is_to_be_filled_in(bangfu: Callable[..., Any]) -> None:
    rows = bangfu("regulations", "--template", "--format", "jsonl").rows
    assert {row["template"] for row in rows} == set(templates())
    assert {row["field"] for row in rows} == {"at_least", "per"}
    assert all(row["hint"] and row["text"] for row in rows)
    assert "helper-visits" in bangfu("regulations", "--template", "--format", "table").out


def test_a_template_is_printed_filled_in_by_hand_and_found_sound(
    bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    text = bangfu("regulations", "template").out
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    assert "is still to be filled in" in bangfu("regulations", "check", mine).err
    for field, value in (
        ("per", '"year"'), ("place", '"990001000000"'), ("issued", '"2026-01-01"'), ("start", "2026-01-01"),
    ):  # fmt: skip
        text = text.replace(f'{field} = "?"', f"{field} = {value}")
    mine.write_text(text.replace('at_least = "?"\n', ""), encoding="utf-8")
    assert bangfu("regulations", "check", mine).code == 0
