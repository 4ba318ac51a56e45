"""A defect of the roster, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.facts.sentences import Sentence
from bangfu.language import Language, language


@dataclass(frozen=True)
class Defect:
    """One thing in the roster that is not as it should be: its kind, the file, the row and the value, in words."""

    defect: str
    file: str
    ids: tuple[str, ...]
    note: Sentence

    def as_line(self, tongue: Language | None = None) -> dict[str, object]:
        """The line that `bangfu roster check` prints."""
        note = self.note.zh if (tongue or language()) == "zh" else self.note.en
        return {"defect": self.defect, "file": self.file, "ids": list(self.ids), "note": note}
