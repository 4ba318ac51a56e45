"""What the front pages and the guides promise is what the library and the command do."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bangfu.api import evaluate
from bangfu.verdict.lines import lines

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "example"


def _blocks(path: str, language: str) -> list[str]:
    text = (ROOT / path).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_line_shown_is_the_line_given(page: str) -> None:
    shown = json.loads(_blocks(page, "json")[0])
    found = [
        line for line in lines(evaluate(EXAMPLE, date(2021, 1, 1)), "en") if shown.items() <= line.items()
    ]
    assert len(found) == 1


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_program_shown_runs(page: str) -> None:
    program = _blocks(page, "python")[0]
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "party-committee-study" in answer.stdout


def _commands() -> list[str]:
    pages = ("README.md", "docs/guide/en.md", "docs/guide/zh.md", "docs/pack-format.zh-CN.md")
    text = "\n".join(block.replace("\\\n", " ") for page in pages for block in _blocks(page, "sh"))
    found = re.findall(r"^(?:\.venv/bin/)?bangfu (.*)$", text, re.MULTILINE)
    return sorted({" ".join(shlex.split(c, comments=True)) for c in found})


@pytest.mark.parametrize("command", _commands())
def test_every_command_of_the_guides_answers(command: str, tmp_path: Path) -> None:
    pack = _blocks("docs/pack-format.zh-CN.md", "toml")[0]
    for name in ("example-2026-1.toml", "my-county-2026-1.toml"):
        (tmp_path / name).write_text(pack, encoding="utf-8")
    shipped = ROOT / "src" / "bangfu" / "regulation" / "packs" / "gansu-2019-33.toml"
    changed = shipped.read_text(encoding="utf-8").replace(
        "at_least = 4", "at_least = 2"
    )  # now two studies are enough
    (tmp_path / shipped.name).write_text(changed, encoding="utf-8")
    arguments = [str(ROOT / a) if a.startswith(("docs/", "src/")) else a for a in shlex.split(command)]
    program = [sys.executable, "-c", "from bangfu.cli.main import run; run()", *arguments]
    answer = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout
