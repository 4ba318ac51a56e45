"""A document in another form says the same: lines that a page broke, the other script, other widths, numerals and spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
import rtoml

from bangfu.regulation.drafting.draft import draft

DOCUMENTS = sorted((Path(__file__).parent / "labelled" / "dev").glob("*.txt"))
DIGITS = "零一二三四五六七八九"
PAIRS: str = rtoml.loads(
    (files("bangfu.regulation.drafting") / "characters.toml").read_text(encoding="utf-8")
)["traditional"]
TRADITIONAL = {ord(pair[1]): pair[0] for pair in PAIRS.split()}
COUNTED = "次|天|日|月|户|个|名|人|遍|件|年|小时|夜|晚|页|场|期|轮|项|块|张"


def broken(text: str) -> str:
    """Every line cut after 28 characters, wherever that is; rows of tables stay, and so does what is broken already."""
    if re.search("\n[一-龥][^\n]*[一-龥，]\n[一-龥]", text) and max(map(len, text.split("\n"))) < 80:
        return text
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(
        line if "|" in line or "\t" in line else "\n".join(re.findall(".{1,28}", "　　" + line))
        for line in lines
    )


def chinese(text: str) -> str:
    """Numbers below 100 before a measure word, in Chinese."""

    def written(found: re.Match[str]) -> str:
        tens, ones = divmod(int(found[1]), 10)
        return (
            (DIGITS[tens] if tens > 1 else "")
            + ("十" if tens else "")
            + (DIGITS[ones] if ones or not tens else "")
        )

    return re.sub(rf"(?<![\d.〔年\-%])(\d{{1,2}})(?=(?:个|{COUNTED}))", written, text)


FORMS: dict[str, Callable[[str], str]] = {
    "broken lines": broken,
    "traditional characters": lambda text: text.translate(TRADITIONAL),
    "full-width digits": lambda text: re.sub("[0-9]", lambda m: chr(ord(m[0]) + 0xFEE0), text),
    "half-width punctuation": lambda text: text.translate(str.maketrans("，；：（）。", ",;:().")),
    "spaces about numbers": lambda text: re.sub(r"(?<=\d)(?=[一-龥])|(?<=[一-龥])(?=\d)", " ", text),
    "Chinese numerals": chinese,
}  # fmt: skip


def said(text: str) -> Counter[tuple[object, ...]]:
    """What a draft says, without its words."""
    return Counter(
        (
            c.kind,
            c.comparator,
            c.min,
            c.max,
            c.unit,
            c.per,
            c.deadline and (c.deadline.type, str(c.deadline.value)),
        )
        for c in draft(text).candidates
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
@pytest.mark.parametrize("form", FORMS)
def test_another_form_says_the_same(form: str, document: Path) -> None:
    text = document.read_text(encoding="utf-8").replace(" ", "")
    assert said(FORMS[form](text)) == said(text)
