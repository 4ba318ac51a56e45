"""`bangfu draft`: refusals first, then the lines of the exchange format."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "一、第一书记职责\n（一）每月驻村不少于20天。\n全县现有干部80名。\n"
KEYS = [
    "kind", "sentence", "start", "clause", "actor", "action", "comparator", "min", "max", "unit", "per", "each",
    "distinct_target", "deadline", "confidence",
]  # fmt: skip


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "示例.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_no_document_is_told_in_one_line(
    bangfu: Callable[..., Any], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    answer = bangfu("draft", path, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert "Traceback" not in answer.err


def test_a_missing_file_is_told(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    assert bangfu("draft", tmp_path / "none.txt").code == 2


def test_a_line_a_candidate(bangfu: Callable[..., Any], notice: Path) -> None:
    answer = bangfu("draft", notice, "--format", "jsonl")
    (line,) = [json.loads(text) for text in answer.out.splitlines()]
    assert list(line) == [*KEYS, "evidence"]
    assert TEXT[line["start"] :].startswith(line["sentence"])
    told = [line[k] for k in ("kind", "clause", "actor", "comparator", "min", "unit", "per")]
    assert told == ["duty", "一(一)", "第一书记", ">=", 20, "天", "month"]


def test_pasted_text_is_read_from_standard_input(
    bangfu: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert len(bangfu("draft", "-", "--format", "jsonl").out.splitlines()) == 1


def test_numbers_taken_for_no_duty_are_listed_with_their_rule(
    bangfu: Callable[..., Any], notice: Path
) -> None:
    (line,) = [json.loads(text) for text in bangfu("draft", notice, "--not-understood").out.splitlines()]
    assert (line["piece"], line["rule"], line["why"]) == ("80名", "fact", "tells what is so")


def test_the_text_in_which_offsets_count_can_be_had(bangfu: Callable[..., Any], notice: Path) -> None:
    assert bangfu("draft", notice, "--text").out == TEXT


def test_every_rule_of_refusal_has_its_words() -> None:
    from bangfu.cli.localise import say
    from bangfu.regulation.drafting.refusals import BY_KIND, RULES
    from bangfu.regulation.drafting.words import words

    for rule in [
        *BY_KIND.values(),
        *(name for name, _ in RULES),
        *words()["asides"],
        "bare_number",
        "question",
        "not_understood",
    ]:
        assert say(f"rules.{rule}")
