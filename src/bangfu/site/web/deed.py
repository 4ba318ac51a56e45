"""What somebody enters about a subject: one form for pages and programs, which knows whose it is and what it does."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.roster.forms import Day, Drawn
from bangfu.site.web.models import Account
from bangfu.site.web.money import cents
from bangfu.site.web.wordfile import WordFile

NONE = [("", "—")]


class Deed(Drawn, forms.Form):
    """Something to enter about a subject. `rights`: any of them opens it; `words`: fields with the codes of a group of `file`.

    Programs send the same fields as JSON (`POST /api/v1/deeds/…`); what is refused is refused to both.
    """

    rights: ClassVar[tuple[str, ...]]
    by_people: ClassVar[bool] = False  # it writes the roster, of which programs only propose changes
    title: ClassVar[Promise]
    file: ClassVar[WordFile]
    words: ClassVar[dict[str, str]] = {}

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(data)
        self.subject = subject
        for name, group in self.words.items():
            self.choose(name, self.file.choices(group))

    @classmethod
    def open_to(cls, user: Account) -> bool:
        """Whether an account holds one of its rights."""
        return any(map(user.may, cls.rights))

    def choose(self, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
        """Offer these; a field that may stay empty also nothing."""
        field = self.fields[name]
        field.choices = [*([] if field.required else NONE), *offered]  # type: ignore[attr-defined]

    def cents(self, name: str = "amount") -> int:
        """A sum that was filled in, in cents."""
        return cents(self.cleaned_data[name])

    def do(self, user: Account) -> Any:
        """Enter it. Raises `BangfuError`."""
        raise NotImplementedError


Deeds = dict[str, type[Deed]]  # by the word that stands in an address
Desks = dict[
    str, tuple[type[Model], Deeds]
]  # by a word for the subject: what it is, and what is entered about it


def a_amount(label: Any = None, *, required: bool = True) -> forms.DecimalField:
    """A sum in yuan."""
    return forms.DecimalField(
        label=label or _("金额（元）"), max_digits=14, decimal_places=2, min_value=Decimal("0.01"), required=required
    )  # fmt: skip


def a_day(label: Any = None, *, required: bool = True) -> forms.DateField:
    """A day, today at first."""
    return forms.DateField(
        label=label or _("日期"), widget=Day(), initial=today if required else None, required=required
    )


def a_text(label: Any, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """A few words."""
    return forms.CharField(
        label=label, max_length=most, min_length=2 if required else None, required=required, help_text=hint
    )


def some_lines(label: Any, most: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Words over several lines."""
    field = a_text(label, most, required=required, hint=hint)
    field.widget = forms.Textarea(attrs={"rows": 3, "maxlength": most})
    return field


def a_document() -> forms.CharField:
    """The number of a paper."""
    return forms.CharField(label=_("文号或凭证号"), max_length=100)


def a_code(label: Any, *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """One of some codes, offered by `Deed.words` or `Deed.choose`."""
    return forms.ChoiceField(label=label, required=required, help_text=hint)


def a_yes_no(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    """Yes or no; where it may stay empty, also not known."""
    offered = [("true", _("是")), ("false", _("否"))]
    return forms.TypedChoiceField(
        label=label, choices=offered if required else [("", _("不清楚")), *offered], required=required,
        coerce="true".__eq__, empty_value=None,
    )  # fmt: skip


def one_of(rows: QuerySet[Any], label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    """One of the rows that whoever asks sees; the database decides which these are."""
    return forms.ModelChoiceField(rows, label=label, required=required)
