"""The county office's choice: whether the public pages are on, and whom the public may call."""

from __future__ import annotations

from typing import cast

import pghistory
from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.clock import today
from bangfu.site.disclosure.models import LICENCE, Setting
from bangfu.site.disclosure.reading import clauses_for
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account

NUMBER = RegexValidator(r"^[0-9 +()（）—-]{3,40}$", gettext_lazy("请只写号码，可以有区号和横线。"))


class SettingForm(forms.ModelForm):  # type: ignore[type-arg]
    """The choice and its reason. An open page needs somebody to call."""

    hotline = forms.CharField(
        label=gettext_lazy("监督电话"),
        required=False,
        max_length=50,
        validators=[NUMBER],
        help_text=gettext_lazy("办公室的号码，不要写个人手机。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy("会和这次改动一起留存。"),
    )

    class Meta:
        model = Setting
        fields = ("is_open", "shows_projects", "hotline", "mailbox", "licence")
        labels = {
            "is_open": gettext_lazy("向社会公开"),
            "shows_projects": gettext_lazy("公告公示项目资金"),
            "mailbox": gettext_lazy("监督邮箱"),
            "licence": gettext_lazy("数据许可"),
        }
        help_texts = {
            "is_open": gettext_lazy("不打勾时，没有登录的人什么也看不到。"),
            "shows_projects": gettext_lazy(
                "立项以后的项目：在哪里、做什么、多少钱、钱从哪里来、惠及多少户、谁承建；不写户名。先要向社会公开。"
            ),
            "licence": gettext_lazy("别人怎样使用下载的数据，例如 CC BY 4.0（可自由使用，须注明来源）。"),
        }

    def clean(self) -> dict[str, object]:
        """The public must have somebody to call."""
        data = super().clean() or {}
        if data.get("is_open") and not data.get("hotline") and "hotline" not in self.errors:
            self.add_error("hotline", _("公开时必须写监督电话。"))
        return data


@opens_for("publish")
def disclosure(request: HttpRequest) -> HttpResponse:
    """See the choice and change it."""
    area = cast(Account, request.user).area
    if area is None or area.level != "county":
        raise Http404
    setting = Setting.objects.filter(pk=area.pk).first() or Setting(county=area, licence=LICENCE)
    form = SettingForm(request.POST or None, instance=setting)
    if request.method == "POST" and form.is_valid():
        with pghistory.context(reason=form.cleaned_data["reason"]):
            form.save()
        messages.success(request, _("已保存。"))
        return redirect("disclosure")
    context = {"form": form, "county": area, "setting": setting, "clauses": clauses_for(area.pk, today())}
    return render(request, "disclosure/office.html", context, status=422 if form.errors else 200)
