"""Templates: packs without numbers, which a county fills in from its own documents before it can adopt them.

What is open is written as "?". `filled` puts answers in their place, in the text itself, so that its remarks stay; what the
county's document leaves open is answered `FOR_A_PERSON`, and then a person judges. `packs.parse` refuses what is still open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import rtoml

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.blanks import blanks_in
from bangfu.regulation.codes import prefix_of
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse
from bangfu.regulation.positions import Positions
from bangfu.regulation.shapes import Title

FOR_A_PERSON = "person"  # the answer where the county's own document sets no number
Answers = Mapping[str, Mapping[str, int | str]]  # by duty: `at_least` and `per`


@dataclass(frozen=True)
class Blank:
    """One value that a duty of a template leaves open."""

    clause: str
    duty: str
    field: str  # `at_least` or `per`
    title: Title
    text: str
    hint: Title


@dataclass(frozen=True)
class Template:
    """A template at hand, as the text of its file."""

    text: str

    @cached_property
    def raw(self) -> dict[str, Any]:
        """What it says, with its blanks."""
        return rtoml.loads(self.text)

    @property
    def id(self) -> str:
        """Its own name; what is made of it is called by its place besides."""
        return str(self.raw["regulation"]["id"])


@cache
def templates() -> dict[str, Template]:
    """The templates that come with Bangfu, by id."""
    folder = files("bangfu.regulation") / "templates"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    found = [Template(path.read_text(encoding="utf-8")) for path in paths]
    return {template.id: template for template in found}


def blanks(template: Template) -> list[Blank]:
    """What its duties leave open, in the order of the file; place and days stand apart, `filled` is told them."""
    return [_blank(template.raw["provision"][path[1]], str(path[-1])) for path in _of_duties(template)]


def filled(template: Template, answers: Answers, place: str, start: date) -> Regulation:
    """The regulation that comes of it; see `written`. Raises `BangfuError` naming every blank that is left, with its line."""
    return parse(written(template, answers, place, start), f"{template.id}.toml")


def written(template: Template, answers: Answers, place: str, start: date) -> str:
    """The text with these answers, for a place (12 digits) and from a day on. What is not answered stays open.

    Raises `BangfuError` where an answer belongs to no blank.
    """
    lines, positions = template.text.splitlines(), Positions(template.text)
    asked = {
        (blank.duty, blank.field): path
        for blank, path in zip(blanks(template), _of_duties(template), strict=True)
    }
    given = {(duty, field): value for duty, fields in answers.items() for field, value in fields.items()}
    if unknown := [key for key in given if key not in asked]:
        raise BangfuError(
            *(Problem("template_no_blank", column=field, value=duty) for duty, field in unknown)
        )
    for key, value in given.items():
        at = positions.of(asked[key]) - 1
        lines[at] = "" if value == FOR_A_PERSON and key[1] == "at_least" else _line(key[1], value)
    head = {
        "id": f"{template.id}-{prefix_of(place)}",
        "place": place,
        "issued": start.isoformat(),
        "start": start,
    }
    for field, value in head.items():
        lines[positions.of(("regulation", field)) - 1] = _line(field, value)
    return "\n".join(lines) + "\n"


def _of_duties(template: Template) -> list[tuple[Any, ...]]:
    return [path for path in blanks_in(template.raw) if path[0] == "provision"]


def _blank(provision: dict[str, Any], field: str) -> Blank:
    duty, clause = provision["duty"], provision["id"].rpartition("/")[0]
    title, hint = Title(**duty["title"]), Title(**provision["hint"])
    return Blank(clause, duty["id"], field, title, provision["text"], hint)


def _line(field: str, value: int | str | date) -> str:
    return rtoml.dumps({field: value}).strip()
