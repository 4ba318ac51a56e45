"""Setting up, changing and ending groups; their people; teams of villages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.site.groups import standing
from bangfu.site.groups.forms.deed import GroupDeed
from bangfu.site.groups.models import Group, Member, Team
from bangfu.site.roster.forms import Combo
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.deed import Deeds, a_code, a_day, a_text, a_yes_no
from bangfu.site.web.models import Account


class _Facts(GroupDeed):
    words = {"head_count_by": "set_by", "ways": "ways"}
    document = a_text(_("建组文件"), 100, required=False)
    head_count = forms.IntegerField(label=_("核定人数"), min_value=1, max_value=500, required=False)
    head_count_by = a_code(_("人数由谁核定"), required=False)
    ways = a_code(_("联系到户的做法"), required=False)
    office = a_text(_("办公地址"), 200, required=False)

    @property
    def facts(self) -> standing.Facts:
        """What was filled in."""
        data = self.cleaned_data
        names = ("document", "head_count", "head_count_by", "ways", "office")
        return standing.Facts(**{name: data[name] for name in names})


class SetUpForm(_Facts):
    """The group of a township."""

    by_people = True
    title = _("建立帮扶工作组")
    set_up_on = a_day(_("建组日期"))

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        self.order_fields(["set_up_on"])

    def do(self, user: Account) -> Group:
        """Enter it. Raises `BangfuError`."""
        return standing.set_up(user, self.subject, self.cleaned_data["set_up_on"], self.facts)


class ChangeForm(_Facts):
    """What changed of a group."""

    title = _("修改基本情况")

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        for name in ("document", "head_count", "head_count_by", "ways", "office"):
            self.fields[name].initial = getattr(subject, name)

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        standing.change(self.subject, self.facts)


class _Ending(GroupDeed):
    """When something ended, and why."""

    on = a_day(_("最后一天"))
    reason = a_text(_("原因"), 200)


class EndForm(_Ending):
    """The group of a township is dissolved."""

    by_people = True
    title = _("撤销工作组")

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        standing.dissolve(self.subject, self.cleaned_data["on"], self.cleaned_data["reason"])


class TakeInForm(GroupDeed):
    """Somebody joins."""

    by_people = True
    title = _("增加组员")
    words = {"role": "role", "source": "source"}
    person = forms.ModelChoiceField(Person.objects.all(), label=_("姓名"), widget=Combo("people"))
    role = a_code(_("组内职务"))
    source = a_code(_("人员来源"))
    post = a_text(_("现任职务"), 100, required=False)
    unit = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("派出单位"), required=False, widget=Combo("organisations"),
        help_text=_("市县派来的要有；不填就用名册上本人的单位。"),
    )  # fmt: skip
    duties = a_text(_("分工"), 300, required=False)
    phone = a_text(
        _("联系电话"), 32, required=False, hint=_("要上墙公开的号码；名册里的号码不会自动带过来。")
    )
    fixed = a_yes_no(_("固定工作人员"))
    start = a_day(_("从哪天起"))
    reason = a_text(
        _("理由"), 300, required=False,
        hint=_("组长不是乡镇党委书记的、从承担相对贫困村任务的单位派人的（由县里登记），要写明。"),
    )  # fmt: skip

    def do(self, user: Account) -> Member:
        """Enter it. Raises `BangfuError`."""
        return standing.take_in(user, Member(group=self.subject, **self.cleaned_data))


class AmendForm(GroupDeed):
    """What changed of somebody's work in the group."""

    title = _("修改分工")
    post = a_text(_("现任职务"), 100, required=False)
    duties = a_text(_("分工"), 300, required=False)
    phone = a_text(_("联系电话"), 32, required=False)
    fixed = a_yes_no(_("固定工作人员"))
    reason = a_text(_("理由"), 300, required=False)

    def __init__(self, subject: Member, data: Any = None) -> None:
        super().__init__(subject, data)
        for name in ("post", "duties", "phone", "reason"):
            self.fields[name].initial = getattr(subject, name)
        self.fields["fixed"].initial = str(subject.fixed).lower()

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        standing.amend(self.subject, dict(self.cleaned_data))


class LeaveForm(_Ending):
    """Somebody leaves."""

    by_people = True
    title = _("离组")

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        standing.leave(self.subject, self.cleaned_data["on"], self.cleaned_data["reason"])


class TeamForm(GroupDeed):
    """A team for one village."""

    title = _("向村派工作队")
    words = {"why": "team_reason"}
    village = a_code(_("村"))
    unit = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("派出单位"), widget=Combo("organisations")
    )
    leader = forms.ModelChoiceField(Person.objects.all(), label=_("队长"), widget=Combo("people"))
    why = a_code(_("为什么派"))
    start = a_day(_("从哪天起"))

    def __init__(self, subject: Place, data: Any = None) -> None:
        super().__init__(subject, data)
        villages = Place.objects.filter(level="village", code__range=(subject.code, subject.last))
        self.choose("village", [(str(one.pk), one.name) for one in villages])

    def do(self, user: Account) -> Team:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        return standing.send_team(user, Team(village_id=int(data.pop("village")), **data))


class RecallForm(_Ending):
    """A team leaves its village."""

    title = _("撤回工作队")

    def do(self, user: Account) -> None:
        """Enter it. Raises `BangfuError`."""
        standing.recall_team(self.subject, self.cleaned_data["on"], self.cleaned_data["reason"])


OF_TOWNSHIP: Deeds = {"group": SetUpForm, "team": TeamForm}
OF_MEMBER: Deeds = {"amend": AmendForm, "leave": LeaveForm}
OF_TEAM: Deeds = {"recall": RecallForm}
OF_GROUP: Deeds = {"take-in": TakeInForm, "change": ChangeForm, "dissolve": EndForm}
