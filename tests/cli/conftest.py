"""The command line as a person at the keyboard sees it: what it prints, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bangfu.cli.main import main

COUNTY = Path(__file__).parent / "county"


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Bangfu = Callable[..., Answer]


@pytest.fixture
def bangfu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Bangfu:
    """Run one command in English, in this process."""
    monkeypatch.setenv("BANGFU_LANG", "en")

    def run(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(w) for w in words])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run


@pytest.fixture
def county() -> Path:
    """A synthetic county of two townships: one unit assists in both, another in the second only."""
    return COUNTY
