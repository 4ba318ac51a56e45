"""The form for entries where there is no script, for many households at once, and for putting an entry right."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.errors import BangfuError
from bangfu.site.ledger import reach
from bangfu.site.ledger.chain import REFERENCES
from bangfu.site.ledger.choosing import near
from bangfu.site.ledger.draft import Draft, draft_of
from bangfu.site.ledger.kinds import kinds_for
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.shown import label_of
from bangfu.site.roster.forms import Combo, Day, Drawn, ReasonForm, told
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

MOST_LISTED = 300  # above it a field is searched
SEARCHED: dict[str, tuple[type[Model], str]] = {
    "person": (Person, "people"),
    "organisation": (Organisation, "organisations"),
    "counterpart_person": (Person, "people"),
    "counterpart_organisation": (Organisation, "organisations"),
    "place": (Place, "places"),
    "household": (Household, "households"),
}


def _fresh() -> str:
    return secrets.token_hex(16)


class EntryForm(Drawn, forms.Form):
    """One entry, or the same for several households."""

    id = forms.CharField(widget=forms.HiddenInput, initial=_fresh, max_length=64)
    kind = forms.ChoiceField()
    on = forms.DateField(widget=Day())
    until = forms.DateField(widget=Day(), required=False, help_text=gettext_lazy("只有一天就不填"))
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)

    def __init__(
        self, account: Account, day: date, *args: Any, village: Place | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.day = account, day
        self.fields["kind"].choices = list(_kinds(account, day, self.initial.get("kind", "")))  # type: ignore[attr-defined]
        self.fields["on"].initial = day
        self._add_households(village)
        names = ["place", "counterpart_person", "counterpart_organisation"]
        if account.may("record_area") or account.may("record_unit"):
            names = ["person", "organisation", *names]
        for name in names:
            self._add(name)
        for name, field in self.fields.items():
            if name not in ("id", "households", "reason"):
                field.label = label_of(name)
        self.order_fields(["id", "kind", "households", "household", *names, "on", "until", "note", "reason"])

    def _add_households(self, village: Place | None) -> None:
        """Ticks where there are few, a search where there are many."""
        listed = [
            (h.household.pk, f"{h.label} · {h.household.pk}") for h in near(self.account, self.day, village)
        ]
        if 0 < len(listed) <= MOST_LISTED:
            self.fields["households"] = forms.MultipleChoiceField(
                choices=listed, widget=forms.CheckboxSelectMultiple, required=False, label=_("农户")
            )
        else:
            self._add("household")

    def _add(self, name: str) -> None:
        """A field for one reference: a list, or a search where the list is long."""
        rows = self._rows(name)
        model, kind = SEARCHED[name]
        if name == "household" or rows.count() > MOST_LISTED:
            every = model._default_manager.all()
            self.fields[name] = forms.ModelChoiceField(every, widget=Combo(kind), required=False)
        else:
            choices = [("", "—"), *((str(row.pk), str(row)) for row in rows)]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False)

    def _rows(self, name: str) -> QuerySet[Any]:
        if name == "place":
            return reach.places(self.account).order_by("code")
        return SEARCHED[name][0]._default_manager.all()

    def drafts(self) -> list[Draft]:
        """What is to be recorded. Raises `BangfuError`."""
        data = {k: getattr(v, "pk", v) for k, v in self.cleaned_data.items()}
        households: list[str] = data.pop("households", [])
        if not households:
            return [draft_of(data)]
        return [
            draft_of({**data, "household": h, "id": sm3(f"{data['id']} {h}".encode())[:32]})
            for h in households
        ]

    def refuse(self, error: BangfuError) -> None:
        """Tell each problem at its field."""
        for problem in dict.fromkeys(error.problems):
            field = problem.column or ""
            at = "households" if field == "household" and "households" in self.fields else field
            self.add_error(at if at in self.fields else None, told(problem))


class CorrectForm(EntryForm):
    """An entry put right, and why."""

    reason = ReasonForm.base_fields["reason"]

    def __init__(self, account: Account, day: date, entry: Entry, *args: Any) -> None:
        self.entry = entry
        told_ = {name: getattr(entry, name) for name in ("kind", "on", "until", "note")}
        references = {name: getattr(entry, f"{name}_id") for name in REFERENCES}
        super().__init__(account, day, *args, initial={**told_, **references})

    def _add_households(self, village: Place | None) -> None:
        self._add("household")

    def drafts(self) -> list[Draft]:
        """The one draft; what the form does not ask for stays as it was."""
        kept = {name: getattr(self.entry, f"{name}_id") for name in REFERENCES if name not in self.fields}
        data = {k: getattr(v, "pk", v) for k, v in self.cleaned_data.items()}
        return [draft_of({**kept, **data, "location": self.entry.location})]


def _kinds(account: Account, day: date, also: str) -> list[tuple[str, Any]]:
    """No kind, then all in two groups, the most used first: none is recorded because it stood there already."""
    groups: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for kind in kinds_for(account, day, also):
        groups[kind.common].append((kind.code, kind.zh if tongue() == "zh" else str(capfirst(kind.en))))
    titles = {True: _("常用"), False: _("其他")}
    return [("", "—"), *((titles[common], listed) for common, listed in groups.items() if listed)]
