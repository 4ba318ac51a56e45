"""Surveys: a question to the households of a draw, slips without names, answers without anybody."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.assessment.models import Cell, Slip, Survey
from bangfu.site.clock import moment, today
from bangfu.site.roster.codes import township_at
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Pairing, Post
from bangfu.site.supervision.models import Draw, Drawn
from bangfu.site.web.models import Account

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read for another
LENGTH = 8
Part = tuple[str | None, int]  # a unit, where one can be told, and a township


@dataclass(frozen=True)
class Progress:
    """How far one part of a sample is. Answers are told where `told`."""

    cell: Cell
    come: int
    told: bool


def prepare(account: Account, draw: Draw, indicator: str, *, by_helper: bool) -> Survey:
    """Make a survey of a draw: its parts, and as many slips as households were drawn in each.

    `by_helper`: households are asked of their helper, so a part is of the helper's unit; else of the unit that assists in
    the village. Raises `BangfuError` where the draw was asked this before, or was not drawn and opened.
    """
    parts = Counter(_parts(draw, by_helper=by_helper))
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                county_id=draw.campaign.place_id, draw=draw, indicator=indicator, subject=draw.subject, made_by=account.pk, made_at=moment()
            )  # fmt: skip
            cells = [
                Cell.objects.create(survey=survey, organisation_id=unit, place_id=town, drawn=n)
                for (unit, town), n in parts.items()
            ]
            for cell in cells:
                for _ in range(cell.drawn):
                    Slip.objects.create(code=new_code(), cell=cell)
    except IntegrityError as error:
        raise BangfuError(Problem("survey_made", value=indicator)) from error
    return survey


def _parts(draw: Draw, *, by_helper: bool) -> list[Part]:
    drawn = list(Drawn.objects.filter(draw=draw, household__isnull=False).select_related("place"))
    if by_helper:
        rows = holding(
            Pairing.objects.filter(household__in=[d.household_id for d in drawn]), today()
        ).values_list("household", "person__organisation")
    else:
        posts = Post.objects.filter(role="assisting_unit", place__in=[d.place for d in drawn])
        rows = holding(posts, today()).values_list("place", "organisation")
    serving: dict[str | int, set[str | None]] = {}
    for key, unit in rows:
        serving.setdefault(key, set()).add(unit)
    parts: list[Part] = []
    for one in drawn:
        units = serving.get((one.household_id if by_helper else one.place.pk) or "", set())
        parts.append((next(iter(units)) if len(units) == 1 else None, township_at(one.place.pk)))
    return parts


def new_code() -> str:
    """A code that nobody guesses and everybody can read, in two groups of four."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{code[:4]}-{code[4:]}"


def plain(code: str) -> str:
    """A code as it was typed, as it is kept."""
    letters = "".join(code.upper().replace("-", "").split())
    return f"{letters[:4]}-{letters[4:]}"


def answer(survey: Survey, code: str, said: str) -> None:
    """Enter an answer from paper. Raises `BangfuError` where the code is none of this survey, or was used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select give_answer(%s, %s, %s, %s)", [survey.pk, plain(code), said, today().isoformat()]
        )
        (done,) = cursor.fetchone() or (False,)
    if not done:
        raise BangfuError(Problem("survey_code", column="code"))


def fewest() -> int:
    """How many answers of a part there must be before they are told."""
    with connection.cursor() as cursor:
        cursor.execute("select fewest_answers()")
        (number,) = cursor.fetchone() or (0,)
    return int(number)


def progress(survey: Survey) -> list[Progress]:
    """How many have come, part by part."""
    with connection.cursor() as cursor:
        cursor.execute("select cell, come, told from survey_progress(%s)", [survey.pk])
        known = {cell: (come, told) for cell, come, told in cursor.fetchall()}
    cells = Cell.objects.filter(survey=survey).select_related("organisation", "place")
    return [Progress(cell, *known.get(cell.pk, (0, False))) for cell in cells]
