"""A folder that proves itself: a list of its files with the SM3 of each, and beside the list the SM3 of the list."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from cryptography.hazmat.primitives import hashes
from pydantic import TypeAdapter, ValidationError

from bangfu.errors import BangfuError, Problem

AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Codes:
    """What is said where such a folder is not as it should be."""

    absent: str
    missing: str
    changed: str
    extra: str
    other_head: str
    unreadable: str


def sm3_of(path: Path) -> str:
    """The SM3 of a file, however long."""
    digest = hashes.Hash(hashes.SM3())
    with path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            digest.update(piece)
    return digest.finalize().hex()


class Listing(Protocol):
    """What such a folder says of itself, with the SM3 of every file in it."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def files(self) -> Mapping[str, str]:
        """Name → SM3."""
        ...


Told = TypeVar("Told", bound=Listing)


@dataclass(frozen=True)
class Seal(Generic[Told]):
    """Folders of one sort: what their list tells, the names of the list and of its SM3, which other files may be there,
    and what is said.
    """

    kind: type[Told]
    name: str
    head: str
    codes: Codes
    may_hold: Callable[[str], bool]

    def write(self, folder: Path, listing: Told) -> str:
        """Write the list beside the files, and give its own SM3."""
        return self.put(folder, json.dumps(asdict(listing), ensure_ascii=False, indent=1) + "\n")

    def put(self, folder: Path, text: str) -> str:
        """A list that is written already, and its SM3 beside it."""
        path = folder / self.name
        path.write_text(text, encoding="utf-8")
        head = sm3_of(path)
        (folder / self.head).write_text(f"{head}\n", encoding="ascii")
        return head

    def checked(self, folder: Path, head: str | None = None) -> Told:
        """The list, after every file was found as it says. Raises `BangfuError` naming each that is not."""
        listing = self.read(folder, head)
        self.compare(folder, listing.files)
        return listing

    def read(self, folder: Path, head: str | None = None) -> Told:
        """The list alone, which must have the SM3 that is written beside it, and `head` where that was noted elsewhere."""
        content = self._proved(folder, head)
        try:
            return TypeAdapter(self.kind).validate_json(content)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise BangfuError(self.unreadable(folder, where)) from error

    def _proved(self, folder: Path, head: str | None) -> bytes:
        path, beside = folder / self.name, folder / self.head
        if not path.is_file():
            raise BangfuError(Problem(self.codes.absent, str(folder)))
        if not beside.is_file():
            raise BangfuError(Problem(self.codes.missing, str(folder), value=self.head))
        found, told = sm3_of(path), beside.read_bytes()
        if told != f"{found}\n".encode():
            name = self.name if re.fullmatch(rb"[0-9a-f]{64}\n", told) else self.head
            other = self.head if name == self.name else self.name
            raise BangfuError(Problem(self.codes.changed, str(folder), value=f"{name} / {other}"))
        if head is not None and head.strip().lower() != found:
            raise BangfuError(Problem(self.codes.other_head, str(folder)))
        return path.read_bytes()

    def compare(self, folder: Path, files: Mapping[str, str]) -> None:
        """Find every file as the list says, and no other. Raises `BangfuError` naming each that is not."""
        problems = [p for name, sm3 in files.items() if (p := self._problem(folder, name, sm3))]
        known = {*files, self.name, self.head}
        found = (
            p.relative_to(folder).as_posix()
            for p in sorted(folder.rglob("*"))
            if p.is_symlink() or not p.is_dir()
        )
        problems += [
            Problem(self.codes.extra, str(folder), value=name) for name in found if name not in known
        ]
        if problems:
            raise BangfuError(*problems)

    def unreadable(self, folder: Path, reason: str) -> Problem:
        """That the list makes no sense."""
        return Problem(self.codes.unreadable, str(folder / self.name), details=(("reason", reason),))

    def _problem(self, folder: Path, name: str, sm3: str) -> Problem | None:
        """What is wrong with one file; a name that leads out of the folder is never followed."""
        if not self.may_hold(name) or ".." in PurePosixPath(name).parts:
            return self.unreadable(folder, name)
        path = folder / name
        if any(p.is_symlink() for p in (path, *path.parents) if p.is_relative_to(folder) and p != folder):
            return Problem(self.codes.changed, str(folder), value=name)
        if not path.is_file():
            return Problem(self.codes.missing, str(folder), value=name)
        return None if sm3_of(path) == sm3 else Problem(self.codes.changed, str(folder), value=name)
