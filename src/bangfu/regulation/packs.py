"""Loading and checking packs: every fault is told with its file and line, all faults at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rtoml
from pydantic import ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.vocabulary import Vocabulary, shared_vocabulary

EXTRA_BEARERS = frozenset({"own_unit", "county_committee", "person", "unit", "unknown"})


@cache
def shipped() -> dict[str, Regulation]:
    """The regulations that come with Bangfu, by id."""
    folder = files("bangfu.regulation") / "packs"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    found = [parse(p.read_text(encoding="utf-8"), p.name) for p in paths]
    return {r.regulation.id: r for r in found}


def load(path: Path) -> Regulation:
    """Read one pack from a file.

    Raises `BangfuError` listing every fault with its line; see `parse`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise BangfuError(Problem("unreadable_pack", str(path), details=(("reason", str(e)),))) from e
    return parse(text, path.name)


def parse(text: str, name: str) -> Regulation:
    """Turn the text of a pack into a checked `Regulation`; `name` is what errors call the file."""
    try:
        raw = rtoml.loads(text)
    except rtoml.TomlParsingError as e:
        line = re.search(r"line (\d+)", str(e))
        problem = Problem(
            "unreadable_pack", name, int(line[1]) if line else None, details=(("reason", _first_line(e)),)
        )
        raise BangfuError(problem) from e
    lines = _Lines(text)
    try:
        pack = Regulation.model_validate(raw)
    except ValidationError as e:
        raise BangfuError(*_shape_problems(e, raw, lines, name)) from e
    problems = list(_word_problems(pack, lines, name)) + list(_reference_problems(pack, lines, name))
    if problems:
        raise BangfuError(*problems)
    return pack


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


class _Lines:
    """Where each table of the file begins, to turn a path in the data into a line."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.starts: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines, 1):
            head = re.match(r"\s*\[\[?([\w.]+)\]?\]", line)
            if head and "." not in head[1]:
                self.starts.setdefault(head[1], []).append(number)

    def of(self, path: tuple[int | str, ...]) -> int:
        """The line of a key: within its table, the line that sets it; else the head of the innermost table there is."""
        table, *rest = path or ("",)
        index = rest[0] if rest and isinstance(rest[0], int) else 0
        starts = self.starts.get(str(table), [])
        begin = starts[index] if index < len(starts) else 1
        later = [n for group in self.starts.values() for n in group if n > begin]
        end = min(later, default=len(self.lines) + 1)
        for key in (re.escape(p) for p in rest if isinstance(p, str)):
            sets_it = re.compile(rf"\s*({key}\s*=|\[\w+\.{key}\])")
            begin = next((n for n in range(begin, end) if sets_it.match(self.lines[n - 1])), begin)
        return begin


def _shape_problems(error: ValidationError, raw: Any, lines: _Lines, name: str) -> Iterator[Problem]:
    for fault in error.errors():
        path = fault["loc"]
        label = _label(raw, path)
        column = ".".join(str(p) for p in path if not isinstance(p, int)) or "pack"
        reason = str(fault["msg"]).removeprefix("Value error, ")
        yield Problem("bad_pack_value", name, lines.of(path), column, label, (("reason", reason),))


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


def _word_problems(pack: Regulation, lines: _Lines, name: str) -> Iterator[Problem]:
    vocabulary = shared_vocabulary().with_words(pack.word)
    for index, word in enumerate(pack.word):
        if shared_vocabulary().has(word.type, word.code):
            yield Problem("word_taken", name, lines.of(("word", index, "code")), "code", word.code)
    for index, provision in enumerate(pack.provision):
        for type_, key, code in _words_used(provision):
            if not vocabulary.has(type_, code):
                near = vocabulary.near(type_, code)
                hint = (("what", type_), ("near", f" ({near}?)" if near else ""))
                yield Problem("unknown_word", name, lines.of(("provision", index, key)), key, code, hint)


def _words_used(provision: Provision) -> Iterator[tuple[str, str, str]]:
    for code in provision.bearer:
        if code not in EXTRA_BEARERS:
            yield "role", "bearer", code
    for rule in (provision.duty, provision.milestone):
        for code in rule.counts if rule else []:
            yield "activity", "counts", code
    if provision.requirement and provision.requirement.role:
        yield "role", "role", provision.requirement.role
    if provision.requirement:
        for key in ("household_kind", "also", "with_households"):
            for kind in getattr(provision.requirement, key):
                yield "household_kind", key, kind


def _reference_problems(pack: Regulation, lines: _Lines, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    rules = {f"{kind}:{rule.id}" for kind, rule in rules_of(pack)}
    readings = {r.id for r in pack.reading}
    for index, provision in enumerate(pack.provision):
        if provision.id in seen:
            yield Problem(
                "duplicate_provision", name, lines.of(("provision", index, "id")), "id", provision.id
            )
        seen.add(provision.id)
        target = provision.realised_by
        if target and target.split(":")[0] in ("duty", "requirement", "milestone") and target not in rules:
            yield Problem(
                "unknown_clause", name, lines.of(("provision", index, "realised_by")), "realised_by", target
            )
        for code in _readings_used(provision):
            if code not in readings:
                line = lines.of(("provision", index, provision.kind, "readings"))
                yield Problem("unknown_word", name, line, "readings", code, (("what", "reading"),))
        for rule in (provision.duty, provision.milestone, provision.requirement):
            if rule is None:
                continue
            if rule.id in seen:
                line = lines.of(("provision", index, provision.kind, "id"))
                yield Problem("duplicate_provision", name, line, "id", rule.id)
            seen.add(rule.id)
    for index, relation in enumerate(pack.relation):
        if f"duty:{relation.here}" not in rules and f"requirement:{relation.here}" not in rules:
            yield Problem(
                "unknown_clause", name, lines.of(("relation", index, "here")), "here", relation.here
            )


def _readings_used(provision: Provision) -> list[str]:
    table = getattr(provision, provision.kind, None)
    return list(getattr(table, "readings", []))


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
