"""The catalogue of errors: a stable code, one sentence in each language, and what to do.

The sentences stand in `errors.toml`. Code raises `BangfuError` with one `Problem` or many; whoever shows them to a
person calls `say`. Nothing else in the project words an error.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bangfu.language import Language, language
from bangfu.wording import table


def catalogue() -> dict[str, dict[str, str]]:
    """Every error code with its sentences: `zh`, `en`, and the remedies `do_zh`, `do_en`."""
    return table("bangfu", "errors.toml")


@dataclass(frozen=True)
class Problem:
    """One thing wrong: its code, where it stands, the offending value, and details for the sentence.

    `row` counts lines as a person sees them: in a table the header is row 1, in a pack it is the line of the file.
    """

    code: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: tuple[tuple[str, str], ...] = ()

    def say(self, tongue: Language | None = None) -> str:
        """One clear line: where, what, and what to do about it."""
        where = self.file
        if self.row is not None:
            where += f":{self.row}"
        if self.column:
            where += f" [{self.column}]"
        return f"{where + ': ' if where else ''}{self.sentence(tongue)} {self.remedy(tongue)} ({self.code})"

    def sentence(self, tongue: Language | None = None) -> str:
        """What is wrong, without where."""
        return self._filled(tongue or language())

    def remedy(self, tongue: Language | None = None) -> str:
        """What to do about it."""
        return self._filled(f"do_{tongue or language()}")

    def _filled(self, key: str) -> str:
        shown = (self.value or "")[:80] + ("…" if len(self.value or "") > 80 else "")
        words = {"value": shown, "column": self.column or "", "file": self.file, **dict(self.details)}
        return catalogue()[self.code][key].format_map(_Blank(words))

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, both languages included."""
        return {**asdict(self), "details": dict(self.details), "zh": self.say("zh"), "en": self.say("en")}


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


class BangfuError(Exception):
    """Bad input, told by one or many `Problem`s; nothing was computed or written."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(p.say("en") for p in problems))
