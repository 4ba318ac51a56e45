"""Saying that something is too much, and answering it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.burden import complaining
from bangfu.site.burden.words import WORDS
from bangfu.site.web.deed import Deed, Deeds, a_code, a_text, some_lines
from bangfu.site.web.models import Account


class ComplaintForm(forms.Form):
    """One sentence, and whether the office may see the name. The page is filled in by itself."""

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    text = a_text(_("哪里太繁"), 300, hint=_("一句话就行，如：同一件事要填三张表。"))
    named = forms.BooleanField(label=_("让县帮扶办看到我的名字"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 3, "maxlength": 300})


class ReplyDeed(Deed):
    """What became of a complaint."""

    rights, title, file = ("regulations",), _("答复"), WORDS
    state = a_code(_("怎么办了"))
    text = some_lines(_("答复"), 1000, hint=_("提意见的人看得到。"))

    def __init__(self, subject: complaining.Told, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("state", [(code, said) for code, said in WORDS.choices("reply") if code != "received"])

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        return complaining.reply(user, self.subject.id, data["state"], data["text"])


DEEDS: Deeds = {"reply": ReplyDeed}
