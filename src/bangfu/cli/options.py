"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bangfu.cli.completion import duty_ids, regulation_ids
from bangfu.cli.output import Format
from bangfu.cli.usage import near
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.fault import CellError
from bangfu.facts.places import Gazetteer
from bangfu.facts.reading import read_case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import load_all, rules_of, shipped, vocabulary_of
from bangfu.regulation.periods import within_reason
from bangfu.verdict.archive import archived, is_archive, packs_of

CasePath = Annotated[Path, typer.Argument(metavar="CASE")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD")]
Packs = Annotated[list[Path] | None, typer.Option("--pack", metavar="FILE")]
Regulations = Annotated[
    list[str] | None, typer.Option("--regulation", metavar="ID", autocompletion=regulation_ids)
]
OneRegulation = Annotated[str, typer.Option("--regulation", metavar="ID", autocompletion=regulation_ids)]
Duty = Annotated[str, typer.Option("--duty", metavar="ID", autocompletion=duty_ids)]
Form = Annotated[Format | None, typer.Option("--format", metavar="table|jsonl|csv|xlsx")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N")]


def day(text: str, option: str) -> date:
    """A day given to an option. Raises `BangfuError` where there is no such day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise BangfuError(Problem("bad_date", option, value=text))
    try:
        return within_reason(date.fromisoformat(text), option)
    except ValueError:
        raise BangfuError(Problem("no_such_day", option, value=text)) from None


def packs_at(path: Path, files: Iterable[Path] | None) -> dict[str, Regulation]:
    """The regulations a case is judged by: of an archive those adopted where it was made, else the shipped; and files."""
    if not is_archive(path):
        return packs_with(files)
    return packs_of(path) | {r.regulation.id: r for r in load_all(files or ())}


def packs_with(files: Iterable[Path] | None) -> dict[str, Regulation]:
    """The shipped regulations with those of files added, or put in the place of their namesakes."""
    return shipped() | {r.regulation.id: r for r in load_all(files or ())}


def chosen(
    ids: Sequence[str] | None, packs: dict[str, Regulation], option: str = "--regulation"
) -> frozenset[str] | None:
    """The regulations asked for; None means all. Raises `BangfuError` naming every unknown one."""
    unknown = [i for i in ids or () if i not in packs]
    if unknown:
        raise BangfuError(
            *(
                Problem("unknown_regulation", option, value=i, details=(("near", near(i, packs)),))
                for i in unknown
            )
        )
    return frozenset(ids) if ids else None


def known_duty(regulation: Regulation, duty: str) -> str:
    """A duty that a regulation has. Raises `BangfuError` with the nearest where it has not."""
    ids = [rule.id for _, rule in rules_of(regulation)]
    if duty not in ids:
        details = (("regulation", regulation.regulation.id), ("near", near(duty, ids)))
        raise BangfuError(Problem("unknown_duty", "--duty", value=duty, details=details))
    return duty


def known_roles(
    roles: Sequence[str] | None, packs: dict[str, Regulation], case: Case
) -> frozenset[str] | None:
    """The roles asked for; None means all. Raises `BangfuError` naming every unknown one."""
    vocabulary = case.vocabulary(list(packs.values()))
    unknown = [r for r in roles or () if not vocabulary.has("role", r)]
    if unknown:
        known = vocabulary.codes("role")
        raise BangfuError(
            *(
                Problem(
                    "unknown_code",
                    "--role",
                    value=r,
                    details=(("what", "role"), ("code", r), ("near", near(r, known))),
                )
                for r in unknown
            )
        )
    return frozenset(roles) if roles else None


def place_in(case: Case, text: str | None) -> str | None:
    """The code of a place of a case, given by code, name or alias."""
    if text is None:
        return None
    try:
        return Gazetteer.of(case["places"]).resolve(text)
    except CellError as fault:
        raise BangfuError(Problem(fault.code, "--place", value=text, details=fault.details)) from None


def judged_at(path: Path, packs: dict[str, Regulation]) -> Case:
    """What verdicts are asked of: an archive as it lies, else a case without fault."""
    return archived(path) if is_archive(path) else case_at(path, packs)


def case_at(path: Path, packs: dict[str, Regulation]) -> Case:
    """A case without fault, its words checked against these regulations."""
    if is_archive(path):
        raise BangfuError(Problem("archive_no_case", str(path)))
    return read_case(path, vocabulary_of(list(packs.values())))
