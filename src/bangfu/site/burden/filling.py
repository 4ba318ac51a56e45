"""A form filled from what is known: one line for each household, village, person or unit in view, the new columns as handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from bangfu.errors import BangfuError, Problem
from bangfu.paper.sheets import MOST_ROWS, Book
from bangfu.regulation.periods import period_holding
from bangfu.site.burden.asking import filled
from bangfu.site.burden.fields import fields_of
from bangfu.site.burden.models import Column, Form
from bangfu.site.burden.sources import Batch, Value, values_of
from bangfu.site.clock import today
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.web.models import Account

HELPER = "responsible_helper"


def lines_of(user: Account, form: Form, place: Place | None = None) -> QuerySet[Any]:
    """The lines of a form that an account sees, in the order of places and names; of one place where it is given."""
    inside = {"place__range": (place.code, place.last)} if place else {}
    if form.target == "household":
        return Household.objects.filter(on(today()), **inside).order_by("place", "key", "pk")
    if form.target == "village":
        at = {"code__range": (place.code, place.last)} if place else {}
        return villages_of(user).filter(**at).order_by("code")
    if form.target == "person":
        return Person.objects.filter(pk__in=bearers_of(user, form.role, place)).order_by(
            "organisation", "key", "pk"
        )
    assisting = of_whom(user, Post.objects.filter(on(today()), role="assisting_unit", **inside))
    return Organisation.objects.filter(pk__in=assisting.values("organisation")).order_by("key", "pk")


def bearers_of(user: Account, role: str, place: Place | None = None) -> Any:
    """The ids of those who hold a role today: of people, or of units where it is a unit's; as far as an account looks after them."""
    inside = {"place__range": (place.code, place.last)} if place else {}
    if role == HELPER:
        return (
            of_whom(user, Pairing.objects.filter(on(today()), **inside))
            .order_by()
            .values_list("person", flat=True)
            .distinct()
        )
    held = of_whom(user, Post.objects.filter(on(today()), role=role, **inside))
    bearer = Coalesce("person", "organisation")
    return held.order_by().values_list(bearer, flat=True).distinct()


def villages_of(user: Account) -> QuerySet[Place]:
    """The villages of an account: of its area, or where its person or unit works."""
    rows = Place.objects.filter(level="village")
    if user.kind.sees == "area":
        return rows.filter(code__range=(user.area.code, user.area.last)) if user.area else rows
    works = of_whom(user, Post.objects.filter(on(today()))).values("place")
    helps = of_whom(user, Pairing.objects.filter(on(today()))).values("place")
    return rows.filter(Q(pk__in=works) | Q(pk__in=helps))


def of_whom(user: Account, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of posts or pairings those that an account answers for: all in view, those of its unit, its own."""
    match user.kind.sees:
        case "own":
            return rows.filter(person=user.person_id, person__isnull=False)
        case "unit":
            own = Q(person__organisation=user.organisation_id)
            return rows.filter(own | Q(organisation=user.organisation_id) if rows.model is Post else own)
        case _:
            return rows


def batch_of(form: Form, user: Account, rows: list[Any], *, in_full: bool = False) -> Batch:
    """Lines with the period that is counted: the one of today, of a form that is filled in once the year."""
    period = period_holding("year" if form.per == "once" else form.per, today())  # pyright: ignore[reportArgumentType]
    return Batch(user, form.target, rows, period.start, min(period.last, today()), in_full)


def cells(form: Form, batch: Batch) -> Iterator[list[Value]]:
    """What stands in each line, column by column."""
    columns: list[Column] = list(form.columns.all())  # type: ignore[attr-defined]
    known = {one.known: values_of(batch, one.known) for one in columns if one.known}
    new = filled(form, today())
    for key in batch.keys:
        said = new.get(key, {})
        yield [known[one.known].get(key) if one.known else said.get(str(one.number), "") for one in columns]


def masks(form: Form) -> list[str]:
    """The known fields of a form that are masked without a reason."""
    known = fields_of(form.target)
    used = {one.known for one in form.columns.all()}  # type: ignore[attr-defined]
    return sorted(code for code in used if code in known and known[code].mask)


def workbook(
    form: Form, user: Account, place: Place | None, day: date, *, in_full: bool = False
) -> IO[bytes]:
    """The form as an open workbook without a name. Text stays text. Raises `BangfuError` where it has more lines than a sheet holds."""
    rows = list(lines_of(user, form, place))
    if len(rows) > MOST_ROWS:
        raise BangfuError(Problem("too_many_rows", value=str(len(rows)), details=(("most", str(MOST_ROWS)),)))
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / "form.xlsx"
        book = Book(path, day, large=True)
        sheet = book.sheet("1")
        heads = [one.name for one in form.columns.all()]  # type: ignore[attr-defined]
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 16)
        book.header(sheet, 0, heads)
        for number, line in enumerate(cells(form, batch_of(form, user, rows, in_full=in_full)), 1):
            book.row(sheet, number, line)
        book.close()
        return path.open("rb")
