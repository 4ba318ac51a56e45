"""Loading and checking packs: every fault is told with its file and line, all faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rtoml
from pydantic import ValidationError

from bangfu.errors import BangfuError, Problem, catalogue
from bangfu.regulation.blanks import blanks_in
from bangfu.regulation.checks import Sheet, faults
from bangfu.regulation.model import Regulation
from bangfu.regulation.positions import Positions
from bangfu.regulation.vocabulary import Vocabulary, shared_vocabulary


@cache
def shipped() -> dict[str, Regulation]:
    """The regulations that come with Bangfu, by id."""
    folder = files("bangfu.regulation") / "packs"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    found = _checked([_sheet(p.read_text(encoding="utf-8"), p.name) for p in paths], {})
    return {r.regulation.id: r for r in found}


def load(path: Path) -> Regulation:
    """Read one pack from a file.

    Raises `BangfuError` listing every fault with its line; see `parse`.
    """
    return load_all([path])[0]


def load_all(paths: Iterable[Path]) -> list[Regulation]:
    """Read packs from files; they may relate to each other and to the shipped ones."""
    return _checked([_sheet(_text(path), path.name) for path in paths], shipped())


def parse(text: str, name: str) -> Regulation:
    """Turn the text of a pack into a checked `Regulation`; `name` is what errors call the file."""
    return _checked([_sheet(text, name)], shipped())[0]


def worded(id_: str, text: str) -> Regulation:
    """A regulation as it was adopted: in a wording of its own, or, where `text` is empty, as it was shipped."""
    return parse(text, f"{id_}.toml") if text else shipped()[id_]


def _checked(sheets: list[Sheet], beside: Mapping[str, Regulation]) -> list[Regulation]:
    """The packs of these files if everything they name is there."""
    known = {**beside, **{s.pack.regulation.id: s.pack for s in sheets}}
    problems = [fault for sheet in sheets for fault in faults(sheet, known)]
    if problems:
        raise BangfuError(*problems)
    return [s.pack for s in sheets]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise BangfuError(Problem("unreadable_pack", str(path), details=(("reason", str(e)),))) from e


def _sheet(text: str, name: str) -> Sheet:
    """A well-formed pack, not yet checked for what it names."""
    try:
        raw = rtoml.loads(text)
    except rtoml.TomlParsingError as e:
        line = re.search(r"line (\d+)", str(e))
        problem = Problem(
            "unreadable_pack", name, int(line[1]) if line else None, details=(("reason", _first_line(e)),)
        )
        raise BangfuError(problem) from e
    positions = Positions(text)
    if left := blanks_in(raw):
        told = [(positions.of(path), str(path[-1]), _label(raw, path)) for path in left]
        raise BangfuError(*(Problem("template_blank", name, line, field, of) for line, field, of in told))
    try:
        return Sheet(Regulation.model_validate(raw), name, positions)
    except ValidationError as e:
        raise BangfuError(*_shape_problems(e, raw, positions, name)) from e


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _shape_problems(error: ValidationError, raw: Any, positions: Positions, name: str) -> Iterator[Problem]:
    for fault in error.errors():
        path = fault["loc"]
        label = _label(raw, path)
        column = ".".join(str(p) for p in path if not isinstance(p, int)) or "pack"
        reason = str(fault["msg"]).removeprefix("Value error, ")
        code = fault["type"] if fault["type"] in catalogue() else "bad_pack_value"
        yield Problem(code, name, positions.of(path), column, label, (("reason", reason),))


def _label(raw: Any, path: tuple[int | str, ...]) -> str:
    """The id or code of the table a fault is in, as its author knows it."""
    table: Any = raw
    for part in path[:2]:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            table = {}
    named = table if isinstance(table, dict) else {}
    return str(named.get("id", named.get("code", path[0] if path else "")))


def rules_of(pack: Regulation) -> Iterator[tuple[str, Any]]:
    """Every rule that `evaluate` can judge, with its kind, in the order of the document."""
    for provision in pack.provision:
        for kind in ("duty", "requirement", "milestone"):
            rule = getattr(provision, kind)
            if rule is not None:
                yield kind, rule


def vocabulary_of(packs: list[Regulation]) -> Vocabulary:
    """The shared vocabulary and the words these packs add."""
    return shared_vocabulary().with_words(w for p in packs for w in p.word)
