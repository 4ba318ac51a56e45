"""The words of answers, of what was given, and of what ends a bar."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.incentives.purposes import purposes
from bangfu.site.roster.words import said
from bangfu.site.web.words import tongue, word

ANSWERS: dict[str, Promise] = {
    "yes": _("可以提名"),
    "no": _("不能提名"),
    "judgement": _("须由人判断"),
}
# The colours of the verdicts; none is red: to be barred is no fault of the day.
COLOURS = {"yes": "met", "no": "exempt", "judgement": "judgement"}
STATUSES: dict[str, Promise] = {"met": _("符合规定"), "unmet": _("不符合规定"), "open": _("未定")}
ENDS: dict[str, Promise] = {
    "written": _("期满自行解除"),
    "by_clause": _("决定没有写止期，按条文期满解除"),
    "term": _("决定没有写止期，本任期结束时解除"),
    "open": _("止期没有写明，须由人复核后才解除"),
    "several": _("决定没有写止期，条文内有长短不同的几项，至少到这天"),
}
ISSUERS: dict[str, Promise] = {"committee_or_government": _("党委、政府"), "department": _("部门")}
YES_NO: dict[str, Promise] = {"yes": _("是"), "no": _("否")}


def kind_word(code: str) -> str:
    """What was given."""
    return next((str(getattr(p, tongue())) for known, p in purposes().items() if known == code), code)


def level_word(code: str) -> str:
    """Of which level."""
    return said("level", code) if code else ""


def category_word(code: str | None) -> str:
    """The category of a commendation."""
    return word("award_category", code) if code else ""


def condition_word(code: str) -> str:
    """A condition that a person attests."""
    return word("condition", code)
