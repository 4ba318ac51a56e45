"""What all forms of this app share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.site.clock import today
from bangfu.site.fund.booking import Paper
from bangfu.site.fund.words import choices
from bangfu.site.roster.forms import Day, Drawn
from bangfu.site.web.models import Account as User
from bangfu.site.web.money import cents

NONE = [("", "—")]


class Act(Drawn, forms.Form):
    """Something to enter about a subject. `rights`: any of them opens it; `words`: fields with choices of `words.toml`."""

    rights: ClassVar[tuple[str, ...]] = ("fund",)
    title: ClassVar[Promise]
    words: ClassVar[dict[str, str]] = {}

    def __init__(self, subject: Any, data: Any = None) -> None:
        super().__init__(data)
        self.subject = subject
        for name, group in self.words.items():
            self.choose(name, choices(group))

    def choose(self, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
        """Offer these; a field that may stay empty also nothing."""
        field = self.fields[name]
        field.choices = [*([] if field.required else NONE), *offered]  # type: ignore[attr-defined]

    def cents(self, name: str = "amount") -> int:
        """A sum that was filled in, in cents."""
        return cents(self.cleaned_data[name])

    @property
    def paper(self) -> Paper:
        """What the movement of money rests on."""
        data = self.cleaned_data
        return Paper(data["document"], data["on"], data.get("reason", ""))

    def do(self, user: User) -> Any:
        """Enter it. Raises `BangfuError`."""
        raise NotImplementedError


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


def a_document() -> forms.CharField:
    """The number of a paper."""
    return forms.CharField(label=_("文号或凭证号"), max_length=100)


def a_code(label: Any, *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """One of some codes, offered by `Act.words` or `Act.choose`."""
    return forms.ChoiceField(label=label, required=required, help_text=hint)
