"""Adding to what a group keeps: rules and papers, checks, copies that were posted, what is said of a year."""

from __future__ import annotations

from datetime import date

from bangfu.site.clock import moment
from bangfu.site.groups.keeping import kept
from bangfu.site.groups.models import Assessment, Check, Copy, Group, Note, Review
from bangfu.site.roster.models import Person, Place
from bangfu.site.web.models import Account


def write_note(user: Account, note: Note) -> Note:
    """Put something on file. Raises `BangfuError`; of a paper of a unit, and a condition of somebody, it says of whom."""
    note.by, note.at = user.pk, moment()
    with kept():
        note.save(force_insert=True)
    return note


def look(user: Account, group: Group, item: str, has: bool, on: date, evidence: str) -> Check:
    """Enter what somebody saw of one of the six things. Raises `BangfuError`."""
    made = Check(group=group, item=item, has=has, on=on, evidence=evidence.strip(), by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def post_copy(
    user: Account, group: Group, item: str, on: date, where: str, digest: str, person: Person | None = None
) -> Copy:
    """Enter that a copy as it can be printed now was posted or handed out. Raises `BangfuError`."""
    made = Copy(
        group=group, item=item, person=person, posted_on=on, where=where.strip(), digest=digest, by=user.pk, at=moment()
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def assess(user: Account, made: Assessment) -> Assessment:
    """Enter the assessment of a year with the entries it rests on. Raises `BangfuError` where it cites none of the township."""
    made.text, made.by, made.at = made.text.strip(), user.pk, moment()
    with kept("cites"):
        made.save(force_insert=True)
    return made


def review(user: Account, person: Person, place: Place, year: int, text: str, on: date) -> Review:
    """Enter the account of a year. Raises `BangfuError` for somebody who was linked to no household there."""
    made = Review(person=person, place=place, year=year, text=text.strip(), on=on, by=user.pk, at=moment())
    with kept("year"):
        made.save(force_insert=True)
    made.refresh_from_db()
    return made
