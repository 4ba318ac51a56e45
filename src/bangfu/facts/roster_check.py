"""`bangfu roster check`: every defect of a roster, or of a printed list. Nothing stops on them; all are listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bangfu.errors import Problem
from bangfu.facts.case import Case
from bangfu.facts.importing import Preview, preview, preview_folder
from bangfu.facts.reading import scan
from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.helpers import households_without_helper
from bangfu.facts.roster.holders import odd_posts
from bangfu.facts.roster.lists import list_defects
from bangfu.facts.roster.overlap import overlaps
from bangfu.facts.roster.printed import printed_defects
from bangfu.facts.roster.problems import alias_cells, problems_found
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.supervision import supervision_defects
from bangfu.facts.roster.units import too_many_villages
from bangfu.facts.roster.vacant import vacant_posts
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped, vocabulary_of

__all__ = ["MAX_VILLAGES", "Defect", "check", "defects", "printed"]

MAX_VILLAGES = 3  # a unit's villages at one time; more is told


def check(
    path: Path | str, regulations: Iterable[Regulation], max_villages: int = MAX_VILLAGES
) -> list[Defect]:
    """The defects of a case, or of a printed list (or a folder of them) with its layout beside it.

    Raises `BangfuError` only where nothing can be read at all.
    """
    path, packs = Path(path), list(regulations)
    if path.is_dir() and not _is_case(path) and any(path.glob("*.toml")):
        return printed(preview_folder(path))
    if path.is_file() and (path.suffix.lower() != ".xlsx" or path.with_suffix(".toml").is_file()):
        return printed([preview(path)])
    case, problems = scan(path, vocabulary_of([*shipped().values(), *packs]))
    return defects(case, problems, packs, max_villages)


def defects(
    case: Case,
    problems: Iterable[Problem],
    regulations: Iterable[Regulation],
    max_villages: int = MAX_VILLAGES,
) -> list[Defect]:
    """The defects of a case as read, with the problems `scan` met while reading it."""
    return list(_defects(Roster(case), list(problems), list(regulations), max_villages))


def _defects(
    roster: Roster, problems: Sequence[Problem], packs: Sequence[Regulation], max_villages: int
) -> Iterator[Defect]:
    yield from problems_found(problems)
    yield from alias_cells(roster, roster.case.spellings)
    yield from odd_posts(roster, problems)
    yield from overlaps(roster)
    yield from households_without_helper(roster)
    yield from too_many_villages(roster, max_villages)
    yield from vacant_posts(roster, packs)


def printed(previews: Sequence[Preview]) -> list[Defect]:
    """The defects of printed lists, each by itself and all side by side."""
    lists = [p for p in previews if p.layout.unit_level]
    found = [d for p in previews for d in printed_defects(p)]
    found += list_defects(lists)
    for p in previews:
        if p.layout.index("committee") is not None:
            found += supervision_defects(p, lists)
    return found


def _is_case(folder: Path) -> bool:
    return (folder / "datapackage.json").exists() or any(
        (folder / f"{table}{ending}").exists() for table in TABLES for ending in (".csv", ".parquet")
    )
