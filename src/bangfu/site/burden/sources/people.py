"""What fills the lines of a form of people: who they are, which posts they hold, whom they help."""

from __future__ import annotations

from bangfu.site.burden.sources.batch import PAPER, Batch, Fill, Value, joined, tallied
from bangfu.site.burden.sources.counted import DUTIES
from bangfu.site.web.words import word


def _own(attribute: str) -> Fill:
    return lambda batch: {row.pk: str(getattr(row, attribute) or "") for row in batch.rows}


def _id_number(batch: Batch) -> dict[str | int, Value]:
    return {row.pk: batch.secret(row.id_number, "id_number") for row in batch.rows}


def _posts(batch: Batch) -> dict[str | int, Value]:
    return joined((post.person_id, word("role", post.role)) for post in batch.posts)


def _villages(batch: Batch) -> dict[str | int, Value]:
    return joined(
        (post.person_id, str(post.place))
        for post in batch.posts
        if post.place and post.place.level == "village"
    )


def _since(batch: Batch) -> dict[str | int, Value]:
    return {post.person_id: post.start for post in reversed(batch.posts) if post.person_id}


def _households(batch: Batch) -> dict[str | int, Value]:
    found = tallied(each.person_id for each in batch.pairings)  # type: ignore[attr-defined]
    return {key: found.get(key, 0) for key in batch.keys}


PEOPLE: dict[str, Fill] = {
    **PAPER,
    **DUTIES,
    "person": _own("name"),
    "person_unit": _own("organisation"),
    "person_phone": lambda batch: {row.pk: batch.secret(row.phone, "phone") for row in batch.rows},
    "person_id": _id_number,
    "post": _posts,
    "villages": _villages,
    "post_since": _since,
    "households": _households,
}
