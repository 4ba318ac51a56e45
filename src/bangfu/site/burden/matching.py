"""Which known field a column of a form asks for: by its name, by what else it is called, then by likeness, for a person to check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from bangfu.site.burden.fields import LEAST, Field, fields_of

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\s:：*、.。_\-]+|^\d+")


@dataclass(frozen=True)
class Match:
    """A column with the field that it seems to ask for. `how`: a word of `words.toml`; without a field, `none`."""

    name: str
    known: str
    how: str


def normal(heading: str) -> str:
    """A heading as it is compared: wide letters narrow, without brackets, spaces, marks and leading numbers."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", heading).strip()).casefold()


def matched(names: Iterable[str], target: str) -> list[Match]:
    """The columns of a form in their order. No field is given twice by likeness alone."""
    fields = fields_of(target)
    by_name = {normal(text): code for code, one in reversed(fields.items()) for text in (one.zh, one.en)}
    by_synonym = {normal(text): code for code, one in reversed(fields.items()) for text in one.synonyms}
    found: list[Match] = []
    for name in names:
        key = normal(name)
        if key in by_name:
            found.append(Match(name, by_name[key], "name"))
        elif key in by_synonym:
            found.append(Match(name, by_synonym[key], "synonym"))
        else:
            code = _likest(key, fields, {match.known for match in found})
            found.append(Match(name, code, "likeness" if code else "none"))
    return found


def _likest(key: str, fields: dict[str, Field], taken: set[str]) -> str:
    """The field whose name or synonym is likest, if it is like enough."""
    best, likeness = "", LEAST
    for code, one in fields.items():
        if code in taken or not key:
            continue
        for text in (one.zh, *one.synonyms):
            share = SequenceMatcher(None, key, normal(text), autojunk=False).ratio()
            if share > likeness or (share == likeness and not best):
                best, likeness = code, share
    return best
