"""The kinds of paper that an inspection office issues; those of a case, which only its people read; and decisions on honours."""

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
    INTERVIEW_NOTICE = "interview_notice", _("约谈通知")
    INTERVIEW_RECORD = "interview_record", _("约谈记录")
    ADMONITION = "admonition", _("诫勉谈话通知")
    CRITICISM = "criticism", _("通报批评")
    RECALL_NOTICE = "recall_notice", _("召回通知")
    DECISION = "decision", _("处理决定")
    REVIEW = "review", _("复核决定")
    HONOURS = "honours", _("表彰决定")


OF_A_CASE = (
    Kind.INTERVIEW_NOTICE, Kind.INTERVIEW_RECORD, Kind.ADMONITION, Kind.CRITICISM, Kind.RECALL_NOTICE, Kind.DECISION, Kind.REVIEW,
)  # fmt: skip

MADE_ELSEWHERE = (
    *OF_A_CASE,
    Kind.HONOURS,
)  # from a case or a list, never by hand or by the inspection office


class State(models.TextChoices):
    """How far it is."""

    DRAFT = "draft", pgettext("paper", "草稿")
    ISSUED = "issued", _("已印发")
    WITHDRAWN = "withdrawn", _("已撤回")
