"""What acts, tables and tabs of the audit are called."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.web.models import Act


def act_words() -> dict[str, str]:
    """The words of acts."""
    return {
        Act.Kind.SIGN_IN.value: _("登录"),
        Act.Kind.SIGN_IN_FAILED.value: _("登录失败"),
        Act.Kind.SIGN_OUT.value: _("退出"),
        Act.Kind.EXPORT.value: _("导出文件"),
        Act.Kind.LOCK_RELEASED.value: _("解锁登录"),
        Act.Kind.SECOND_FACTOR_RESET.value: _("重置验证器"),
        Act.Kind.SESSIONS_ENDED.value: _("强制退出登录"),
        Act.Kind.TOKEN_MADE.value: _("新建令牌"),
        Act.Kind.TOKEN_ENDED.value: _("收回令牌"),
    }


def subject_words() -> dict[str, str]:
    """What a file taken away held."""
    return {
        "duties": _("责任清单"),
        "ledger": _("台账"),
        "case": _("案例文件夹"),
        "roster": _("名册"),
        "roster_in_full": _("名册（户主全名）"),
        "first_passwords": _("初始密码表"),
        "history": _("变更记录"),
        "acts": _("操作日志"),
        "archive": _("往年档案"),
        "unmaskings": _("查看全文的记录"),
    }


def field_words() -> dict[str, str]:
    """Personal data that is masked."""
    return {
        "head": _("户主姓名"),
        "phone": _("电话"),
        "id_number": _("身份证号"),
        "bank_account": _("银行账号"),
        "sender": _("反映人"),
    }


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of the audit."""
    pages = (
        ("history", _("变更"), reverse("audit_history")),
        ("sign-ins", _("登录"), reverse("audit_acts", args=["sign-ins"])),
        ("unmaskings", _("查看全文"), reverse("audit_unmaskings")),
        ("exports", _("导出"), reverse("audit_acts", args=["exports"])),
        ("security", _("安全操作"), reverse("audit_acts", args=["security"])),
    )
    return [{"url": url, "label": label, "current": code == current} for code, label, url in pages]
