"""Forms of self-reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.errors import Problem
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.forms import Day, told
from bangfu.site.selfreviews.answering import Said
from bangfu.site.selfreviews.models import Answer

CLAIMS = (
    (Answer.Claim.MET.value, _("做到了")),
    (Answer.Claim.PARTLY.value, _("部分做到")),
    (Answer.Claim.NOT.value, _("没有做到")),
)
LATER = "later"  # not settled yet, which a draft may leave so
MOST_EVIDENCE = 20


class IssueForm(forms.Form):
    """What stands at the head, and questions of one's own."""

    title = forms.CharField(label=_("名称"), min_length=2, max_length=200)
    due = forms.DateField(label=_("哪天前报来"), widget=Day())
    words = forms.CharField(
        label=_("说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    free = forms.CharField(
        label=_("另外要问的"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个问题，问所有单位。"),
    )  # fmt: skip

    def clean_free(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["free"].splitlines() if line.strip()]


class AnswerForm(forms.Form):
    """How it stands, in words, and entries of the ledger that show it."""

    claim = forms.ChoiceField(label=_("自评"), choices=[(LATER, _("还没定")), *CLAIMS])
    words = forms.CharField(
        label=_("写明情况"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = forms.CharField(
        label=_("台账里的依据"), required=False, max_length=2000, help_text=_("记录的编号，空格隔开；在台账里点开一笔就能看到。")
    )  # fmt: skip

    def __init__(self, *args: Any, said: Said | None = None, **kwargs: Any) -> None:
        if said:
            kwargs["initial"] = {
                "claim": said.claim,
                "words": said.words,
                "evidence": " ".join(said.evidence),
            }
        super().__init__(*args, **kwargs)

    def clean_claim(self) -> str:
        """Nothing where it is not settled."""
        claim: str = self.cleaned_data["claim"]
        return "" if claim == LATER else claim

    def clean_evidence(self) -> tuple[str, ...]:
        """Entries that whoever answers sees."""
        named = tuple(dict.fromkeys(self.cleaned_data["evidence"].split()))
        known = set(Entry.objects.filter(pk__in=named[:MOST_EVIDENCE]).values_list("pk", flat=True))
        if unknown := [i for i in named if i not in known]:
            raise told(Problem("selfreview_evidence", value=unknown[0]))
        return named

    @property
    def said(self) -> Said:
        """What is said."""
        data = self.cleaned_data
        return Said(data["claim"], data["words"].strip(), data["evidence"])


class ReturnForm(forms.Form):
    """Why it is returned."""

    reason = forms.CharField(
        label=_("退回的理由"), min_length=2, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
