"""`bangfu sample` as an inspection office uses it: fix, tell, draw, and let anybody draw again."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

ROWS = "".join(f"99h-{n:03},{'甲乡' if n < 60 else '乙镇'},户{n}\n" for n in range(90))


@pytest.fixture
def households(tmp_path: Path) -> Path:
    path = tmp_path / "households.csv"
    path.write_text("id,township,name\n" + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def fixed(bangfu: Any, households: Path) -> Path:
    made = households.with_name("fixed.json")
    answer = bangfu("sample", "prepare", households, "--total", 9, "--by", "township", "--to", made)
    assert answer.code == 0, answer.err
    return made


@pytest.fixture
def drawn(bangfu: Any, fixed: Path) -> Path:
    made = fixed.with_name("drawn.json")
    answer = bangfu("sample", "draw", fixed, "--word", "瑞雪", "--to", made)
    assert answer.code == 0, answer.err
    return made


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "words", "code", "where"),
        [
            ("name\nx\n", (), "sample_no_column", "households.csv:1 [id]"),
            ("id\na\nb\n", ("--by", "township"), "sample_no_column", "households.csv:1 [township]"),
            ("id,township\na,x\n,x\n", ("--by", "township"), "sample_blank", "households.csv:3 [id]"),
            ("id,township\na,x\nb, \n", ("--by", "township"), "sample_blank", "households.csv:3 [township]"),
            ("id,township\na,x\na,y\n", ("--by", "township"), "sample_twice", "a"),
            ("id\n", (), "sample_of_nothing", ""),
            ("id\na\n", (), "sample_size", "1"),
        ],
    )
    def test_a_bad_list_is_named_by_its_cell(
        self, bangfu: Any, households: Path, text: str, words: tuple[str, ...], code: str, where: str
    ) -> None:
        households.write_text(text, encoding="utf-8")
        made = households.with_name("fixed.json")
        answer = bangfu("sample", "prepare", households, "--total", 1, "--to", made, *words)
        assert (answer.code, code in answer.err, where in answer.err) == (2, True, True), answer.err
        assert not made.exists()

    def test_another_encoding_and_no_file(self, bangfu: Any, households: Path) -> None:
        households.write_bytes("id\n户\n".encode("gb18030"))
        for path in (households, households.with_name("none.csv")):
            answer = bangfu("sample", "prepare", path, "--total", 1, "--to", households.with_name("x.json"))
            assert (answer.code, "sample_unreadable" in answer.err) == (2, True)

    def test_nothing_is_overwritten(self, bangfu: Any, fixed: Path, households: Path) -> None:
        before = fixed.read_bytes()
        answer = bangfu("sample", "prepare", households, "--total", 3, "--to", fixed)
        assert (answer.code, "sample_file_there" in answer.err) == (2, True)
        assert fixed.read_bytes() == before

    def test_what_is_fixed_is_drawn_once_and_with_a_word(self, bangfu: Any, fixed: Path, drawn: Path) -> None:
        again = fixed.with_name("again.json")
        for file, word, code in ((fixed, " ", "sample_no_word"), (drawn, "x", "sample_drawn")):
            answer = bangfu("sample", "draw", file, "--word", word, "--to", again)
            assert (answer.code, code in answer.err) == (2, True), answer.err
        assert not again.exists()

    @pytest.mark.parametrize("content", ["", "[]", '{"method": 1}', "\\x00"])
    def test_a_file_that_is_no_draw(self, bangfu: Any, tmp_path: Path, content: str) -> None:
        path = tmp_path / "x.json"
        path.write_text(content, encoding="utf-8")
        assert "sample_unreadable" in bangfu("sample", "verify", path).err


class TestProof:
    def test_the_secret_is_shown_by_nothing_before_the_draw(self, bangfu: Any, fixed: Path) -> None:
        secret = json.loads(fixed.read_text(encoding="utf-8"))["secret"]
        assert stat.S_IMODE(fixed.stat().st_mode) == 0o600
        other = fixed.with_name("other.json")
        households = fixed.with_name("households.csv")
        told = bangfu("sample", "prepare", households, "--total", 9, "--to", other, "--format", "json")
        assert secret not in told.out
        assert "secret" not in json.loads(told.out)

    def test_whoever_was_told_the_commitment_can_draw_again(
        self, bangfu: Any, fixed: Path, drawn: Path
    ) -> None:
        commitment = json.loads(fixed.read_text(encoding="utf-8"))["commitment"]
        answer = bangfu("sample", "verify", drawn, "--commitment", commitment, "--format", "json")
        assert answer.code == 0, answer.err
        told = json.loads(answer.out)
        assert {s["name"]: len(t) for s, t in zip(told["strata"], told["taken"], strict=True)} == {
            "甲乡": 6,
            "乙镇": 3,
        }

    def test_without_it_the_answer_says_what_is_not_proved(self, bangfu: Any, drawn: Path) -> None:
        answer = bangfu("sample", "verify", drawn)
        assert answer.code == 0
        assert "--commitment" in answer.out

    def test_what_waits_is_no_proof(self, bangfu: Any, fixed: Path) -> None:
        assert "sample_not_drawn" in bangfu("sample", "verify", fixed).err

    @pytest.mark.parametrize(
        ("path", "value", "codes"),
        [
            (("taken", 0, 0), "99h-999", {"sample_other_taken"}),
            (("taken",), [], {"sample_not_drawn"}),
            (("word",), "别的", {"sample_other_taken"}),
            (("secret",), "0" * 64, {"sample_not_as_fixed", "sample_other_taken"}),
            (("strata", 0, "members", 0), "99h-999", {"sample_not_as_fixed"}),
            (("strata", 0, "wanted"), 2, {"sample_not_as_fixed", "sample_other_taken"}),
            (("subject",), "别的名单", {"sample_not_as_fixed"}),
            (("commitment",), "0" * 64, {"sample_not_as_fixed", "sample_other_commitment"}),
            (("method",), "x", {"sample_method"}),
        ],
    )
    def test_whatever_was_changed_is_told(
        self, bangfu: Any, drawn: Path, path: tuple[Any, ...], value: Any, codes: set[str]
    ) -> None:
        made = json.loads(drawn.read_text(encoding="utf-8"))
        commitment, inside = made["commitment"], made
        for step in path[:-1]:
            inside = inside[step]
        inside[path[-1]] = value
        drawn.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        answer = bangfu("sample", "verify", drawn, "--commitment", commitment)
        assert answer.code == 2
        assert {code for code in codes if code in answer.err} == codes, answer.err
