"""The kinds of paper that an inspection office issues."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext


class Kind(models.TextChoices):
    """What a paper is."""

    INSPECTION_PLAN = "inspection_plan", _("督查方案")
    FEEDBACK = "feedback", _("反馈意见")
    RECTIFICATION_NOTICE = "rectification_notice", _("整改通知")
    INSPECTION_REPORT = "inspection_report", _("督查报告")
    SPECIAL_REPORT = "special_report", _("专项报告")
    CIRCULAR = "circular", _("通报")
    COMMENDATION = "commendation", pgettext("paper", "通报表扬")


class State(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", pgettext("paper", "草稿")
    ISSUED = "issued", _("已印发")
    WITHDRAWN = "withdrawn", _("已撤回")
