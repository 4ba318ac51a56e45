"""A rule as a sentence form: who does what, at least how often, per which period, for each of whom.

Every kind of provision has a form; `table()` is what the pack will hold. What a form does not show stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.language import Language
from bangfu.regulation.composing.labels import choices
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Offered:
    """What a form may choose from, and what is likely, which stands first."""

    words: Vocabulary
    roles: Sequence[str] = ()
    acts: Sequence[str] = ()
    readings: Sequence[Mapping[str, Any]] = ()
    said: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Row:
    """A field as it is drawn: of many choices, the likely ones and, folded away, the others."""

    field: forms.BoundField
    main: bool
    short: bool  # so narrow that several stand side by side
    likely: list[Any]
    rest: list[Any]


class RuleForm(forms.Form):
    """What all kinds have: the words that are shown, and whom it binds."""

    kind: ClassVar[str]
    main: ClassVar[tuple[str, ...]]  # in the order of the sentence; all other fields are folded away
    text = forms.CharField(
        label=_("条文（显示给人看的话）"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any, settled: Mapping[str, Any], offered: Offered, **kwargs: Any) -> None:
        self.before: Mapping[str, Any] = settled
        self.offered = offered
        self.was: Mapping[str, Any] = settled.get(self.kind) or {}
        super().__init__(
            data, initial={"text": settled.get("text", ""), **self.filled(settled, self.was)}, **kwargs
        )
        self.offer()

    def filled(self, settled: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first."""
        return {"bearer": settled.get("bearer", []), **was}

    def drawn(self) -> Iterator[Row]:
        """The fields of the sentence in its order, then all others but the words that are shown."""
        rest = [n for n in self.fields if n not in (*self.main, "text")]
        for name in (*self.main, *rest):
            yield Row(
                self[name],
                name in self.main,
                not isinstance(self.fields[name], forms.MultipleChoiceField),
                *self._split(name),
            )

    def _split(self, name: str) -> tuple[list[Any], list[Any]]:
        """The choices of a field of many that are likely or chosen, and the others."""
        if not isinstance(self.fields[name], forms.MultipleChoiceField):
            return [], []
        likely = {*self.offered.roles, *self.offered.acts}
        found: tuple[list[Any], list[Any]] = [], []
        for tick in self[name]:  # type: ignore[attr-defined]
            found[not (tick.data["selected"] or tick.data["value"] in likely)].append(tick)
        return found if found[0] or len(found[1]) > FEW else (found[1], [])

    def offer(self) -> None:
        """Fill the lists of choices."""
        for name in self.fields:
            if name in ("bearer", "on", "conducted_by", "subject"):
                self.choose(name, self.people(self.offered.roles))
            elif name == "counts":
                self.choose(name, self.listed("activity", self.offered.acts))
            elif name == "readings":
                self.choose(name, [(r["id"], r["question"][tongue()]) for r in self.offered.readings])

    def choose(self, name: str, offered: Iterable[tuple[str, Any]]) -> None:
        """Offer these at a field."""
        self.fields[name].choices = list(offered)  # type: ignore[attr-defined]

    def listed(self, type_: str, likely: Sequence[str]) -> list[tuple[str, str]]:
        """All words of a type, the likely ones first."""
        codes = self.offered.words.codes(type_)
        return [
            (c, self.offered.words.name(type_, c, tongue()))
            for c in dict.fromkeys([*likely, *codes])
            if c in codes
        ]

    def people(self, likely: Sequence[str]) -> list[tuple[str, str]]:
        """Roles, then whoever acts without a post."""
        return [*self.listed("role", likely), *self.listed("actor", ())]

    def provision(self, rule_id: str) -> dict[str, Any]:
        """The provision as a pack holds it, without its id."""
        told = self.cleaned_data
        same = self.before.get("kind") == self.kind
        made: dict[str, Any] = {
            k: v for k, v in self.before.items() if k in ("id", "realised_by") and (same or k == "id")
        }
        bearer = told["bearer"] if "bearer" in self.fields else self.before.get("bearer", [])
        made |= {"kind": self.kind, "text": told["text"], "bearer": bearer}
        table = self.table()
        if table is not None:
            made[self.kind] = table | (
                {"id": self.was.get("id") or rule_id} if self.kind in IDENTIFIED else {}
            )
        return made

    def table(self) -> dict[str, Any] | None:
        """The table of the kind; none for what is only read."""
        raise NotImplementedError

    def title(self, acts: Sequence[str] = ()) -> dict[str, str]:
        """The short name: as it was or as filled in, else who and what."""
        told, was = self.cleaned_data, self.was.get("title")
        if was and all(told.get(f"title_{t}", was[t]) in ("", was[t]) for t in ("zh", "en")):
            return dict(was)
        return {
            "zh": told.get("title_zh") or self._named("zh", acts),
            "en": told.get("title_en") or self._named("en", acts),
        }

    def _named(self, language: Language, acts: Sequence[str]) -> str:
        words = self.offered.words
        who = [words.name("role", c, language).split("/")[0] for c in self.cleaned_data.get("bearer", [])[:1]]
        what = [words.name("activity", c, language) for c in acts[:1]]
        return ("" if language == "zh" else ": ").join([*who, *what]) or str(self.cleaned_data["text"])[:20]


def many(label: Any, *, required: bool = True, hint: Any = "") -> forms.MultipleChoiceField:
    """Any number of some words."""
    return forms.MultipleChoiceField(
        label=label, required=required, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


def one(label: Any, list_: str = "", *, required: bool = True, hint: Any = "") -> forms.ChoiceField:
    """One of a closed list of the pack format, in the reader's language."""

    def offered() -> list[tuple[str, Any]]:
        return [*([] if required else [("", "—")]), *choices(list_, tongue())]

    return forms.ChoiceField(label=label, required=required, help_text=hint, choices=offered if list_ else ())


def kept(told: Mapping[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    """A table with what was filled in; what was emptied is gone, what the form does not know stays."""
    return {k: v for k, v in {**was, **told}.items() if v not in ("", None, [], {}, False)}


FEW = 8  # choices that need no folding
IDENTIFIED = ("duty", "requirement", "milestone")
