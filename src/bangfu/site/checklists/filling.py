"""Beginning a sheet, and handing it in: once, whole, and never changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.db import IntegrityError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bangfu.errors import BangfuError, Problem
from bangfu.site.checklists.models import Answer, Handing, Sheet, contradicts
from bangfu.site.checklists.parts import FormPart, place_of, subject_of
from bangfu.site.checklists.proof import asked_of
from bangfu.site.clock import now, today
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Person, Post
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import Refusals

kept = Refusals("sheet_not_yours")
PLAIN = r"^[^\x00]*$"
Id = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{7,63}$")]
Words = Annotated[
    Annotated[str, Field(max_length=2000, pattern=PLAIN)],
    BeforeValidator(lambda v: v.replace("\r\n", "\n").strip() if isinstance(v, str) else v),
]


class Given(BaseModel):
    """The answer to one row."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: Annotated[str, Field(max_length=100, pattern=PLAIN)]
    found: Literal["yes", "partly", "no", "not_seen"]
    remark: Words = ""
    reason: Words = ""
    evidence: list[Annotated[str, Field(max_length=64, pattern=PLAIN)]] = Field(default=[], max_length=50)

    @property
    def content(self) -> tuple[Any, ...]:
        """What makes two answers the same."""
        return self.row, self.found, self.remark, self.reason, tuple(self.evidence)


class HandedIn(BaseModel):
    """A whole sheet, with the id that was made where it was filled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    answers: list[Given] = Field(max_length=200)


class Conflict(BangfuError):
    """The sheet was handed in with something else in it."""


def handed_in_of(data: Any) -> HandedIn:
    """What was handed in, read. Raises `BangfuError`."""
    try:
        return HandedIn.model_validate(data)
    except ValidationError as error:
        fields = dict.fromkeys(".".join(str(part) for part in fault["loc"]) for fault in error.errors())
        raise BangfuError(*(Problem("sheet_unreadable", column=name) for name in fields)) from error


def begin(
    account: Account, part: FormPart, post: Post, day: date,
    campaign: Campaign | None = None, corrects: Sheet | None = None,
) -> Sheet:  # fmt: skip
    """A new sheet with what the ledger says today. Raises `BangfuError`: a day to come, or not for this account."""
    if day > today():
        raise BangfuError(Problem("sheet_day", column="on", value=day.isoformat()))
    asked, says = asked_of(part, post, day)
    subject = subject_of(post)
    about = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    with kept():
        return Sheet.objects.create(
            regulation=part.pack.regulation.id, form=part.form.id, part=part.part.clause, campaign=campaign,
            role=post.role, place_id=place_of(post), on=day, asked=asked, says=says, corrects=corrects,
            begun_by=account.pk, begun_at=now(), **about,
        )  # fmt: skip


def hand_in(account: Account, sheet: Sheet, handed: HandedIn) -> tuple[Handing, bool]:
    """Hand in a sheet; whether it is new. The same again changes nothing; something else raises `Conflict`."""
    former = Handing.objects.filter(sheet=sheet).first()
    if former is not None:
        return _known(sheet, former, handed), False
    problems = list(_faults(sheet, handed))
    if problems:
        raise BangfuError(*problems)
    try:
        with kept():
            Answer.objects.bulk_create(
                Answer(
                    sheet=sheet,
                    row=a.row,
                    found=a.found,
                    remark=a.remark,
                    reason=a.reason,
                    evidence=a.evidence,
                )
                for a in handed.answers
            )
            return Handing.objects.create(
                id=handed.id, sheet=sheet, handed_by=account.pk, handed_at=now()
            ), True
    except IntegrityError as error:
        # Another that handed in the same sheet was quicker, or the id stands on another sheet.
        former = Handing.objects.filter(sheet=sheet).first()
        if former is None:
            raise Conflict(Problem("sheet_conflict", value=handed.id)) from error
        return _known(sheet, former, handed), False


def _known(sheet: Sheet, former: Handing, handed: HandedIn) -> Handing:
    kept = {(a.row, a.found, a.remark, a.reason, tuple(a.evidence)) for a in sheet.answers.all()}
    if former.pk != handed.id or kept != {a.content for a in handed.answers}:
        raise Conflict(Problem("sheet_conflict", value=sheet.pk))
    return former


def _faults(sheet: Sheet, handed: HandedIn) -> list[Problem]:
    """Rows not answered, answered twice or never asked, contradictions without a reason, entries nobody sees."""
    numbers = {row["clause"]: row["number"] for row in sheet.rows}
    given = {a.row: a for a in handed.answers}
    faults = [Problem("sheet_row_open", column=n, value=n) for c, n in numbers.items() if c not in given]
    faults += [Problem("sheet_row_unknown", column=row, value=row) for row in given if row not in numbers]
    if len(given) < len(handed.answers):
        faults.append(Problem("sheet_row_twice"))
    for clause, number in numbers.items():
        answer = given.get(clause)
        if answer and contradicts(sheet.says[clause], answer.found) and not answer.reason:
            faults.append(Problem("sheet_no_reason", column=number, value=number))
    wanted = {id_ for a in handed.answers for id_ in a.evidence}
    seen = set(Entry.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return faults + [Problem("sheet_evidence", column="evidence", value=id_) for id_ in sorted(wanted - seen)]
