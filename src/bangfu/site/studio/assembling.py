"""A draft as a pack: what is settled as rules, all other words of the document as passages that are only read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.composing.passages import by_passage, passages
from bangfu.regulation.composing.writing import toml_of
from bangfu.regulation.model import Regulation, Word
from bangfu.regulation.packs import parse
from bangfu.regulation.vocabulary import Vocabulary, shared_vocabulary
from bangfu.site.studio.models import Draft, Provision

State = Provision.State
_NEEDED = ("title", "number", "issuer", "start")


def vocabulary_of_draft(draft: Draft) -> Vocabulary:
    """The shared words, and those that the draft adds."""
    return shared_vocabulary().with_words(Word.model_validate(w) for w in draft.words)


def rows_of(draft: Draft) -> list[Provision]:
    """Every provision in the making, in the order of the document."""
    return list(Provision.objects.filter(draft=draft).order_by("position", "id"))


def table_of(draft: Draft, rows: Sequence[Provision], head: dict[str, Any] | None = None) -> dict[str, Any]:
    """The pack as plain data: what `packs.parse` reads once it is written."""
    base, provisions = _base(draft), list(_provisions(draft, rows))
    rules = {(p.get(p["kind"]) or {}).get("id") for p in provisions}
    gone = {(p.get(p["kind"]) or {}).get("id") for p in base.get("provision", [])} - rules
    told = {k: v for k, v in (head or draft.head).items() if v not in ("", None, [])}
    return {
        "regulation": told
        | {"id": draft.regulation, "issued": told.get("issued") or str(told.get("start", ""))},
        "word": draft.words,
        "reading": draft.readings,
        "relation": [r for r in base.get("relation", []) if r["here"] in rules],
        "provision": _without(provisions, gone),
        "form": _without(base.get("form", []), gone),
    }


def _without(value: Any, gone: set[Any]) -> Any:
    """Tables in which nothing is proved any more by rules that were left out."""
    if isinstance(value, list):
        return [_without(v, gone) for v in value]
    if not isinstance(value, dict):
        return value
    return {
        k: [v for v in part if v not in gone] if k in ("evidence", "proves") else _without(part, gone)
        for k, part in value.items()
    }


def pack_of(
    draft: Draft, rows: Sequence[Provision] | None = None, head: dict[str, Any] | None = None
) -> Regulation:
    """The draft as a checked pack. Raises `BangfuError` telling all that is missing or wrong."""
    rows = rows_of(draft) if rows is None else rows
    told = head or draft.head
    if any(not told.get(name) for name in _NEEDED) or not told["title"].get("zh"):
        raise BangfuError(Problem("studio_head"))
    if not any(r.state == State.SETTLED for r in rows):
        raise BangfuError(Problem("studio_nothing"))
    return parse(toml_of(table_of(draft, rows, told)), f"{draft.regulation}.toml")


def _base(draft: Draft) -> dict[str, Any]:
    """What a pack holds besides provisions, where the draft began from one."""
    return (
        parse(draft.base, draft.regulation).model_dump(mode="json", exclude_defaults=True)
        if draft.base
        else {}
    )


def _provisions(draft: Draft, rows: Sequence[Provision]) -> Iterator[dict[str, Any]]:
    """Rules and passages in order, each clause's with letters from a on; a pack's own ids stay as they are."""
    settled = [r for r in rows if r.state == State.SETTLED and r.settled]
    taken = {str(r.settled["id"]) for r in settled if r.settled and r.settled.get("id")}
    letters: Counter[str] = Counter()
    there = list(passages(draft.document.text if draft.document else ""))
    found = by_passage(there, [r for r in settled if r.start is not None], lambda r: r.start or 0)
    for passage in there:
        here = found[passage.start]
        if left := _left(passage.text, here):
            yield {"id": _next(passage.clause, letters, taken), "kind": "statement", "text": left}
        for row in here:
            yield _lettered(row, letters, taken)
    for row in rows:
        if row.start is None and row.state == State.SETTLED:
            yield _lettered(row, letters, taken)
        elif row.start is None and draft.base and (row.settled or {}).get("kind") != "statement":
            yield {
                "id": _next(row.clause, letters, taken),
                "kind": "statement",
                "text": row.sentence,
            }  # still read


def _left(text: str, here: Sequence[Provision]) -> str:
    """What a passage says besides the sentences that are rules."""
    for row in here:
        text = text.replace(row.sentence, "")
    return text.strip()


def _lettered(row: Provision, letters: Counter[str], taken: set[str]) -> dict[str, Any]:
    told = row.settled or {}
    return told if told.get("id") else {"id": _next(row.clause, letters, taken), **told}


def _next(clause: str, letters: Counter[str], taken: set[str]) -> str:
    """The next free letter of a clause: a to z, then aa."""
    while True:
        n = letters[clause]
        letters[clause] += 1
        letter = chr(97 + n) if n < 26 else chr(96 + n // 26) + chr(97 + n % 26)
        if (found := f"{clause}/{letter}") not in taken:
            taken.add(found)
            return found
