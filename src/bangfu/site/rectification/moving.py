"""Moves of a finding: which are open to an account, and making one. The database decides; here its refusal gets words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pghistory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment, today
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.photos import cleaned
from bangfu.site.rectification.machine import RULES
from bangfu.site.rectification.models import Evidence, Finding, Move
from bangfu.site.roster.models import new_id
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.middleware.scope import stand_on
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import refusal

MOST_PICTURES = 9
LATER = {
    "finding_needs_evidence",
    "finding_needs_opinion",
}  # what can still be supplied does not close a move
# What the database would say to each move of a finding, if words and a day came with it.
_ASKED = """select code, against_move(f, jsonb_populate_record(null::rectification_move, jsonb_build_object(
        'id', '', 'finding_id', f.id, 'code', code, 'text', '……', 'on', %s::date, 'deadline', %s::date)))
    from rectification_finding f, unnest(%s::text[]) code where f.id = %s"""


@dataclass(frozen=True)
class Proof:
    """Evidence that comes with a move: pictures as they were sent, and entries of the ledger."""

    pictures: list[UploadedFile] = field(default_factory=list[UploadedFile])
    entries: list[Entry] = field(default_factory=list[Entry])


def move(
    account: Account,
    finding: Finding,
    code: str,
    text: str = "",
    deadline: date | None = None,
    proof: Proof | None = None,
    on: date | None = None,
) -> Move:
    """Make a move, today where no day is given. Raises `BangfuError` with the reason why it may not be made, or with what is
    wrong with a picture.
    """
    if on is not None:
        stand_on(on)
    made = Move(
        finding=finding,
        code=code,
        text=text.strip(),
        deadline=deadline,
        on=on or today(),
        by=account.pk,
        at=moment(),
    )
    rows = list(_evidence(account, made, proof or Proof()))
    try:
        with pghistory.context(reason=text.strip()[:200]), transaction.atomic():
            Evidence.objects.bulk_create(rows)
            made.save(force_insert=True)
    except DatabaseError as error:
        raise BangfuError(_refusal(error, code)) from error
    finding.refresh_from_db()
    return made


def open_moves(finding: Finding) -> dict[str, Problem | None]:
    """Every move, with the reason why this account may not make it now; None where it may."""
    day, later = today(), today() + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [str(day), str(later), list(RULES), finding.pk])
        found: list[tuple[str, str | None]] = cursor.fetchall()
    return {
        code: Problem(reason, value=code) if reason and reason not in LATER else None
        for code, reason in found
    }


def _evidence(account: Account, made: Move, proof: Proof) -> Iterable[Evidence]:
    if len(proof.pictures) > MOST_PICTURES:
        details = (("most", str(MOST_PICTURES)),)
        raise BangfuError(Problem("too_many_photos", column="pictures", details=details))
    same = {"finding": made.finding, "move": made.pk, "added_by": account.pk}
    for entry in proof.entries:
        yield Evidence(id=new_id(), entry=entry, **same)
    for picture in proof.pictures:
        content = cleaned(picture)
        hash_ = sm3(content)
        yield Evidence(id=new_id(), file=_kept(made.finding, hash_, content), hash=hash_, **same)


def _kept(finding: Finding, hash_: str, content: bytes) -> str:
    file = f"evidence/{finding.county_id}/{hash_[:2]}/{hash_}.jpg"
    if not default_storage.exists(file):
        default_storage.save(file, ContentFile(content))
    return file


def _refusal(error: DatabaseError, code: str) -> Problem:
    """What the database said, where it is a word of the catalogue."""
    if said := refusal(error, "text", code):
        return said
    if isinstance(error.__cause__, InsufficientPrivilege):  # of evidence, by a policy
        return Problem("finding_not_your_body", value=code)
    raise error
