"""Whole classes of sentences of the genre, each in many wordings: everything that a draft proposes from them, and nothing else.

A case is a sentence and the lines it yields: `duty WHO HOW MIN MAX UNIT PER`, `deadline WHO PER`, `sanction WHO HOW MIN UNIT PER`,
with ` by TYPE VALUE UNIT` where there is a time, and - for what is not told. A tab in a sentence parts the cells of a row.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rtoml

from bangfu.regulation.drafting.draft import draft

CLASSES = Path(__file__).parent / "cases" / "classes"


def classes() -> list[Any]:
    """Every sentence, named by its class."""
    return [
        pytest.param(*case, id=f"{file.stem}: {case[0][:24]}")
        for file in sorted(CLASSES.glob("*.toml"))
        for case in [(text, said) for text, *said in rtoml.load(file)["cases"]]
    ]


def told(line: dict[str, Any]) -> str:
    """A candidate as the cases write it."""
    names = {
        "duty": ("actor", "comparator", "min", "max", "unit", "per"),
        "deadline": ("actor", "per"),
        "sanction": ("actor", "comparator", "min", "unit", "per"),
    }[line["kind"]]
    due = line["deadline"]
    said = [line["kind"], *(line[name] for name in names)]
    said += ["by", due["type"], due["value"], due["unit"]] if due else []
    return " ".join("-" if value is None else str(value) for value in said)


@pytest.mark.parametrize(("text", "said"), classes())
def test_a_class_of_sentences(text: str, said: list[str]) -> None:
    assert [told(c.as_dict()) for c in draft(text).candidates] == said
