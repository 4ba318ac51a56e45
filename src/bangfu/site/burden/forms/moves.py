"""The steps of a form after the first."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from bangfu.site.burden import asking
from bangfu.site.burden.machine import FIRSTS, RULES
from bangfu.site.burden.words import WORDS, move_word
from bangfu.site.web.deed import Deed, Deeds, some_lines
from bangfu.site.web.machine import Rule
from bangfu.site.web.models import Account


class MoveDeed(Deed):
    """A step of a form, with why."""

    file = WORDS
    rule: Rule
    text = some_lines(_("理由"), 1000)

    def do(self, user: Account) -> object:
        """Enter it. Raises `BangfuError`."""
        return asking.move(user, self.subject, self.rule.code, self.cleaned_data["text"])


_called = lazy(move_word, str)


def _deed(rule: Rule) -> type[MoveDeed]:
    said = {"rule": rule, "rights": tuple(rule.may.split()), "title": _called(rule.code), "__doc__": rule.en}
    return type(f"Move_{rule.code}", (MoveDeed,), said)


DEEDS: Deeds = {code: _deed(rule) for code, rule in RULES.items() if code not in FIRSTS}
