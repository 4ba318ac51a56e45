"""Finding by name: in Chinese, in whole pinyin and by first letters, in one key that the database keeps."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from pypinyin import Style, lazy_pinyin

LONGEST = 200  # of a key, as the narrowest column holds it
# Surnames that are read otherwise than the character alone.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "华": "hua",
    "朴": "piao", "盖": "ge", "乐": "yue", "缪": "miao", "洗": "xian", "员": "yun", "种": "chong", "折": "she",
    "翟": "zhai", "召": "shao", "繁": "po", "黑": "he", "牟": "mu", "都": "du", "秘": "bi",
    "重": "chong", "覃": "qin", "薄": "bo", "燕": "yan", "冼": "xian",
}  # fmt: skip
_SEEN = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")

Row = TypeVar("Row", bound=Model)


@lru_cache(maxsize=50_000)
def keys_of(name: str) -> str:
    """First letters and whole pinyin of a name, parted by a space; once more where the first character is a surname
    read otherwise, because a name alone does not say whether it is a person's.
    """
    text = _SEEN.sub("", name.lower())
    syllables = lazy_pinyin(text)
    readings = [syllables]
    first = SURNAMES.get(text[:1])
    if first and syllables and syllables[0] != first:
        readings.append([first, *syllables[1:]])
    letters = lazy_pinyin(text[1:], style=Style.FIRST_LETTER)
    keys = [f"{r[0][:1]}{''.join(letters)} {''.join(r)}" for r in readings if r]
    return " ".join(keys)[:LONGEST]


def normal(text: str) -> str:
    """What somebody typed, as keys are written."""
    return _SEEN.sub("", text.lower())


def is_chinese(text: str) -> bool:
    """Whether a search is by the name itself."""
    return bool(_CHINESE.search(text))


def found(rows: QuerySet[Row], text: str, name: str = "name") -> QuerySet[Row]:
    """The rows whose name, pinyin or id is meant by what somebody typed; all of them for nothing."""
    text = text.strip()
    if not text:
        return rows
    if is_chinese(text):
        return rows.filter(**{f"{name}__contains": text})
    return rows.filter(Q(key__contains=normal(text)) | Q(pk=text))
