"""What is wrong with a command is told in one line and exit 2; help and version answer with 0."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.cli.localise import say
from bangfu.cli.main import COMMANDS, load

COMMAND = [sys.executable, "-c", "from bangfu.cli.main import run; run()"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["evalute"], "unknown_command"),
        (["roster", "chek"], "unknown_command"),
        (["evaluate"], "missing_argument"),
        (["evaluate", "x"], "missing_argument"),
        (["evaluate", "x", "--as-of"], "bad_usage"),
        (["evaluate", "x", "--as-of", "2020-1-1"], "bad_date"),
        (["evaluate", "x", "--as-of", "２０２０-12-31"], "bad_date"),
        (["evaluate", "x", "--as-of", "2020年12月31日"], "bad_date"),
        (["evaluate", "x", "--as-of", "2020-02-30"], "no_such_day"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--limit", "-3"], "too_small"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--limit", "3.5"], "bad_integer"),
        (["roster", "check", "x", "--max-villages", "0"], "too_small"),
        (["simulate", "--out", "y", "--bearers", "many"], "bad_integer"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--output", "x.weird"], "unknown_ending"),
        (["regulations", "--output", "list"], "unknown_ending"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--formt", "csv"], "unknown_option"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--format", "pdf"], "unknown_choice"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--status", "done"], "unknown_choice"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--format", "xlsx"], "needs_output"),
        (["evaluate", "x", "--as-of", "2020-12-31"], "no_such_path"),
        (["evaluate", "x", "y", "--as-of", "2020-12-31"], "bad_usage"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--regulation", "gansu-2019-3"], "unknown_regulation"),
        (["evaluate", "x", "--as-of", "2020-12-31", "--pack", "none.toml"], "unreadable_pack"),
        (["regulations", "gansu-2019-3"], "unknown_regulation"),
        (["regulations", "check"], "missing_argument"),
        (["regulations", "check", "none.toml"], "unreadable_pack"),
        (["roster", "check", "none"], "no_such_path"),
        (["import", "none.tsv"], "no_such_path"),
        (["convert", "none", "--out", "y"], "no_such_path"),
        (["simulate", "--out", "y"], "missing_argument"),
        (["simulate", "x", "--out", "y", "--from", "2020-02-01", "--to", "2020-01-01"], "end_before_start"),
        (["board", "none", "--as-of", "2020-12-31", "--out", "y"], "no_such_path"),
        (
            ["explain", "x", "--as-of", "2020-12-31", "--regulation", "gansu-2019-33", "--duty", "no"],
            "unknown_duty",
        ),
        (["what-if", "x", "--as-of", "2020-12-31", "--pack", "none.toml"], "unreadable_pack"),
        (["overlaps"], "missing_argument"),
        (["overlaps", "gansu-2019-3"], "unknown_regulation"),
        (["overlaps", "none.toml"], "unreadable_pack"),
        (["overlaps", "gansu-2019-33", "--beside", "tongwei"], "unknown_regulation"),
        (["load", "x", "--as-of", "2020-12-31"], "no_such_path"),
        (["load", "x", "--as-of", "2020-12-31", "--minutes", "household_visits=60"], "unknown_code"),
        (["load", "x", "--as-of", "2020-12-31", "--minutes", "household_visit"], "bad_integer"),
        (["load", "x", "--as-of", "2020-12-31", "--regulation", "gansu"], "unknown_regulation"),
    ],
    ids=" ".join,
)
def test_a_fault_is_one_line(
    bangfu: Callable[..., Any], words: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = bangfu(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert f"({code})" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_misspelt_name_is_told_with_its_nearest(bangfu: Callable[..., Any]) -> None:
    assert "gansu-2019-33?" in bangfu("regulations", "gansu-2019-3").err
    assert "evaluate?" in bangfu("evalute").err


@pytest.mark.parametrize("tongue", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_in_both_languages(
    bangfu: Callable[..., Any], name: str, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGFU_LANG", tongue)
    built = load(name)
    below = list(getattr(built, "commands", {}).values()) or [built]
    assert all(param.help for command in below for param in command.params)
    assert say(f"commands.{name}") == built.help
    answer = bangfu(name, "--help")
    assert answer.code == 0
    assert "--help" in answer.out


def test_help_follows_the_locale() -> None:
    shown = {}
    for tongue in ("zh_CN.UTF-8", "en_GB.UTF-8"):
        env = {k: v for k, v in os.environ.items() if k not in ("BANGFU_LANG", "LC_ALL")} | {"LC_ALL": tongue}
        shown[tongue] = subprocess.run(
            [*COMMAND, "--help"], capture_output=True, text=True, env=env, check=True
        ).stdout
    assert "命令" in shown["zh_CN.UTF-8"]
    assert "Commands" in shown["en_GB.UTF-8"]


def test_help_reads_none_of_the_tools_that_are_slow_to_load() -> None:
    script = "import sys; from bangfu.cli.main import main; main(['--help']); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    modules = answer.stdout.splitlines()[-1].split()
    assert not {"duckdb", "pyarrow", "numpy", "pydantic", "django"} & set(modules)


def test_version(bangfu: Callable[..., Any]) -> None:
    answer = bangfu("--version")
    assert answer.code == 0
    assert re.fullmatch(r"bangfu \d+\.\d+\.\d+\n", answer.out)


def test_completion_offers_regulations_and_duties() -> None:
    env = os.environ | {
        "_BANGFU_COMPLETE": "complete_bash",
        "COMP_WORDS": "bangfu explain x --regulation gansu",
        "COMP_CWORD": "4",
    }
    offered = subprocess.run(COMMAND, capture_output=True, text=True, env=env, check=False).stdout
    assert "gansu-2019-33" in offered
    env |= {"COMP_WORDS": "bangfu explain x --regulation gansu-2019-33 --duty helper", "COMP_CWORD": "6"}
    offered = subprocess.run(COMMAND, capture_output=True, text=True, env=env, check=False).stdout
    assert "helper-household-visits" in offered


@pytest.mark.parametrize("words", ["regulations --format jsonl", "--help", "evaluate --help"])
def test_a_reader_who_has_had_enough_is_no_fault(words: str) -> None:
    """`head` has closed the pipe before the last line is written, or before the first."""
    for reader in ("head -1", "true"):
        script = f"set -o pipefail; {' '.join(COMMAND[:2])} '{COMMAND[2]}' {words} | {reader}"
        answer = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
        assert answer.stderr == ""
        assert answer.returncode == 0


def test_what_a_text_file_shows_is_the_table(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    assert bangfu("regulations", "--output", tmp_path / "list.txt").code == 0
    assert "gansu-2019-33" in (tmp_path / "list.txt").read_text(encoding="utf-8")
    assert bangfu("regulations", "--output", tmp_path / "list", "--format", "csv").code == 0
    assert (tmp_path / "list").read_text(encoding="utf-8").startswith("regulation,")


def test_an_interrupt_ends_with_130(county: Path, tmp_path: Path) -> None:
    words = ["simulate", str(county), "--out", str(tmp_path / "made"), "--to", "2024-12-31"]
    loaded = [sys.executable, "-c", "from bangfu.cli.main import run; print('loaded', flush=True); run()"]
    running = subprocess.Popen([*loaded, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "loaded\n"  # before that the interrupt is Python's own affair
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert "Traceback" not in err
    assert running.returncode in (0, 130)  # 0 where it had finished before
