"""What fills the lines of a form of units: the villages they assist, the people they sent, the households these help."""

from __future__ import annotations

from collections import defaultdict

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.burden.sources.batch import PAPER, Batch, Fill, Value, joined
from bangfu.site.burden.sources.counted import DUTIES


def _villages(batch: Batch) -> dict[str | int, Value]:
    return joined(
        (post.organisation_id, str(post.place)) for post in batch.posts if post.role == "assisting_unit"
    )


def _helping(batch: Batch) -> dict[str, list[str]]:
    """The helper of each pairing, by unit."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in batch.pairings:
        person = batch.persons.get(each.person_id)  # type: ignore[attr-defined]
        if person and person.organisation_id:
            found[person.organisation_id].append(person.pk)
    return found


def _helpers(batch: Batch) -> dict[str | int, Value]:
    found = _helping(batch)
    return {key: len(set(found.get(str(key), ()))) for key in batch.keys}


def _households(batch: Batch) -> dict[str | int, Value]:
    found = _helping(batch)
    return {key: len(found.get(str(key), ())) for key in batch.keys}


def _cadres(batch: Batch) -> dict[str | int, Value]:
    sent = {
        (p.organisation_id, p.person_id) for p in batch.posts if p.role in RESIDENT_CADRES and p.person_id
    }
    return {key: sum(1 for unit, _person in sent if unit == key) for key in batch.keys}


UNITS: dict[str, Fill] = {
    **PAPER,
    **DUTIES,
    "unit": lambda batch: {row.pk: row.name for row in batch.rows},
    "villages": _villages,
    "helpers": _helpers,
    "households": _households,
    "cadres": _cadres,
}
