"""Bangfu (帮扶): official regulations on assistance work as living duties, judged from one ledger, clause by clause.

import bangfu
from datetime import date

result = bangfu.evaluate("a/case/folder", as_of=date(2020, 12, 31))
for line in bangfu.lines(result):
    print(line["clause"], line["status"], line["evidence"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bangfu.api import (
        allowances,
        assess,
        commend,
        eligible,
        evaluate,
        explain,
        propose,
        regulation,
        what_if,
    )
    from bangfu.errors import BangfuError, Problem
    from bangfu.facts.case import Case
    from bangfu.facts.reading import read_case, scan
    from bangfu.facts.simulation import simulate
    from bangfu.facts.writing import write_case
    from bangfu.verdict.lines import lines

# Loaded when first asked for, so that `import bangfu` costs nothing.
_HOME = {
    "BangfuError": "bangfu.errors",
    "Case": "bangfu.facts.case",
    "Problem": "bangfu.errors",
    "allowances": "bangfu.api",
    "assess": "bangfu.api",
    "commend": "bangfu.api",
    "eligible": "bangfu.api",
    "evaluate": "bangfu.api",
    "explain": "bangfu.api",
    "lines": "bangfu.verdict.lines",
    "propose": "bangfu.api",
    "read_case": "bangfu.facts.reading",
    "regulation": "bangfu.api",
    "scan": "bangfu.facts.reading",
    "simulate": "bangfu.facts.simulation",
    "what_if": "bangfu.api",
    "write_case": "bangfu.facts.writing",
}

__all__ = [
    "BangfuError",
    "Case",
    "Problem",
    "allowances",
    "assess",
    "commend",
    "eligible",
    "evaluate",
    "explain",
    "lines",
    "propose",
    "read_case",
    "regulation",
    "scan",
    "simulate",
    "what_if",
    "write_case",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'bangfu' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
