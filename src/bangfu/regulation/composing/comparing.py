"""Two packs clause by clause: what is the same, changed, added and gone, each side as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from bangfu.language import Language
from bangfu.regulation.composing.sentence import sentence
from bangfu.regulation.model import Provision, Regulation
from bangfu.regulation.vocabulary import Vocabulary

Change = Literal["same", "changed", "added", "gone"]


@dataclass(frozen=True)
class Row:
    """One provision on both sides; a side is None where only the other has it."""

    clause: str
    change: Change
    before: Provision | None
    after: Provision | None
    said_before: str
    said_after: str
    fields: tuple[str, ...] = ()  # what differs, by its key in the pack; told where the sentences do not


def compare(before: Regulation, after: Regulation, words: Vocabulary, tongue: Language) -> list[Row]:
    """All provisions, in the order of the later one, what is gone where it stood."""
    known = {_key(p): p for p in before.provision}
    kept = {_key(p) for p in after.provision}
    rows: list[Row] = []
    gone = _gone(before, kept)
    for provision in after.provision:
        key = _key(provision)
        former = known.get(key)
        if former is not None:
            rows += [_row(p, None, words, tongue) for p in gone.pop(key, ())]
        rows.append(_row(former, provision, words, tongue))
    return rows + [_row(p, None, words, tongue) for left in gone.values() for p in left]


def _gone(before: Regulation, kept: set[str]) -> dict[str, list[Provision]]:
    """What the later one lacks, by the kept provision that it stood before."""
    found: dict[str, list[Provision]] = {}
    waiting: list[Provision] = []
    for provision in before.provision:
        if _key(provision) in kept:
            found[_key(provision)], waiting = waiting, []
        else:
            waiting.append(provision)
    return found | ({"": waiting} if waiting else {})


def _key(provision: Provision) -> str:
    """What makes a provision the same in another version: its rule's own id, else where it stands."""
    rule = getattr(provision, provision.kind, None)
    return f"{provision.kind}:{getattr(rule, 'id', None) or provision.id}"


def _row(before: Provision | None, after: Provision | None, words: Vocabulary, tongue: Language) -> Row:
    there = after or before
    assert there is not None
    change: Change = (
        "added"
        if before is None
        else "gone"
        if after is None
        else "same"
        if _alike(before, after)
        else "changed"
    )
    said = [sentence(p, words, tongue) if p else "" for p in (before, after)]
    fields = differing(before, after) if before and after and change == "changed" else ()
    return Row(there.clause, change, before, after, said[0], said[1], fields)


def differing(one: BaseModel, other: BaseModel) -> tuple[str, ...]:
    """The keys in which two tables of a pack differ, those of a rule within it by its kind and their own."""
    mine, its = (table.model_dump(mode="json") for table in (one, other))
    found: list[str] = []
    for key in mine:
        a, b = mine[key], its.get(key)
        if key == "id" or a == b:
            continue
        inner = [k for k in a if a[k] != b.get(k)] if isinstance(a, dict) and isinstance(b, dict) else []
        found += inner or [key]
    return tuple(dict.fromkeys(found))


def beyond(one: Regulation, other: Regulation) -> tuple[str, ...]:
    """What differs besides provisions: keys of the head, and the names of whole tables."""
    tables = [
        name for name in ("word", "reading", "relation", "form") if getattr(one, name) != getattr(other, name)
    ]
    return (*differing(one.regulation, other.regulation), *tables)


def _alike(one: Provision, other: Provision) -> bool:
    return one.model_copy(update={"id": other.id}) == other


def changed(rows: Sequence[Row]) -> Iterator[Row]:
    """Those that are not the same."""
    return (row for row in rows if row.change != "same")
