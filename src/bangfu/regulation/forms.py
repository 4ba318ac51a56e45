"""The printed forms of a document: what a person fills in while inspecting, row by row.

A form repeats nothing of its provisions. A row is the clause that its number names below the clause of its part, and so
it is made of every checklist provision of that clause; what it adds is the line that stands on paper, in our words.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from bangfu.regulation.shapes import Code, Strict, Title


class Row(Strict):
    """One numbered row."""

    number: str = Field(min_length=1)  # as it is printed
    text: Title
    # the rules of this pack that already tell part of the answer, where the subject of the part is who owes them
    proves: list[str] = []
    note: Title | None = None  # where the form says something else than the body of the document


class Part(Strict):
    """The rows about one kind of subject; they share the merged cell of the first column."""

    clause: str
    subject: list[Code] = Field(min_length=1)
    title: Title
    row: list[Row] = Field(min_length=1)

    def clause_of(self, row: Row) -> str:
        """The clause that a row stands for."""
        return f"{self.clause}/{row.number}"

    @property
    def clauses(self) -> list[str]:
        """The clauses of its rows."""
        return [self.clause_of(row) for row in self.row]


class Form(Strict):
    """One form: a head with the subject and the day, a table of four columns, a foot with two signatures."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Title
    asks: Title  # head of the second column; the other three are the same on every form
    whole: list[str] = []  # clauses that are about the form as a whole and stand in no row
    part: list[Part] = Field(min_length=1)

    @property
    def rows(self) -> Iterator[tuple[Part, Row]]:
        """Its rows in the order in which they are printed."""
        return ((part, row) for part in self.part for row in part.row)

    @property
    def name(self) -> Title:
        """By what it is told from other forms of the same title: whom it asks about."""
        return Title(
            zh="、".join(part.title.zh for part in self.part), en=", ".join(p.title.en for p in self.part)
        )
