"""Rules and papers, conditions, checks, copies, and what is said of a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR
from bangfu.site.clock import today
from bangfu.site.groups import recording, sheets
from bangfu.site.groups.citing import entries_of
from bangfu.site.groups.forms.deed import GroupDeed
from bangfu.site.groups.gaps import residents, senders
from bangfu.site.groups.models import Assessment, Check, Copy, Group, Note, Review
from bangfu.site.groups.words import POSTED, WORDS, notes_of
from bangfu.site.roster.models import Organisation, Pairing, Person, Place
from bangfu.site.web.deed import Deeds, a_code, a_day, a_text, a_yes_no, one_of, some_lines
from bangfu.site.web.models import Account

LONGEST = 4000


class RuleForm(GroupDeed):
    """A rule of the group, or a text for its wall."""

    title = _("登记制度、任务")
    kind = a_code(_("哪一项"))
    text = some_lines(_("内容"), LONGEST)
    document = a_text(_("文号"), 100, required=False)
    start = a_day(_("从哪天起施行"))

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("kind", [(code, WORDS.called("note", code)) for code in notes_of("group")])

    def do(self, user: Account) -> Note:
        """Enter it. Raises `BangfuError`."""
        return recording.write_note(user, Note(group=self.subject, **self.cleaned_data))


class PaperForm(RuleForm):
    """A paper of a unit that sent somebody."""

    title = _("登记派出单位材料")
    unit = one_of(Organisation.objects.none(), _("派出单位"))

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("kind", [(code, WORDS.called("note", code)) for code in notes_of("unit")])
        here = [unit.pk for unit in senders(subject, today())]
        self.fields["unit"].queryset = Organisation.objects.filter(pk__in=here)  # type: ignore[attr-defined]
        self.order_fields(["unit"])


class ConditionForm(RuleForm):
    """What somebody who was sent is given."""

    title = _("登记工作食宿条件")
    person = one_of(Person.objects.none(), _("谁"))
    provider = a_code(_("由谁提供"))

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("kind", [(code, WORDS.called("note", code)) for code in notes_of("person")])
        self.choose("provider", WORDS.choices("provider"))
        here = [person.pk for person in residents(subject, today())]
        self.fields["person"].queryset = Person.objects.filter(pk__in=here)  # type: ignore[attr-defined]
        self.order_fields(["person", "kind", "text", "provider"])


class CheckForm(GroupDeed):
    """Somebody looked whether a thing is there."""

    rights = ("households", "inspect")
    title = _("核对“六有”")
    words = {"item": "have"}
    item = a_code(_("哪一项"))
    has = a_yes_no(_("有没有"))
    on = a_day(_("核对日期"))
    evidence = a_text(_("看到什么、凭什么"), 300)

    def do(self, user: Account) -> Check:
        """Enter it. Raises `BangfuError`."""
        return recording.look(user, self.subject, **self.cleaned_data)


class CopyForm(GroupDeed):
    """A sheet as it can be printed now was posted or handed out."""

    title = _("登记已上墙、已发放")
    item = a_code(_("哪一样"))
    person = one_of(Person.objects.none(), _("谁的手册"), required=False)
    posted_on = a_day(_("上墙、发放日期"))
    where = a_text(_("挂在哪里"), 200, required=False)

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        self.choose("item", [(code, WORDS.called("have", code)) for code in POSTED])
        here = [person.pk for person in sheets.contacts(subject.place, today())]
        self.fields["person"].queryset = Person.objects.filter(pk__in=here)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A handbook is somebody's; the others are nobody's."""
        data = super().clean() or {}
        if (data.get("item") == "handbook") != bool(data.get("person")):
            self.add_error("person", _("手册要选是谁的，其他的不选。"))
        return data

    def do(self, user: Account) -> Copy:
        """Enter it. Raises `BangfuError`."""
        data = self.cleaned_data
        digest = sheets.digest_now(self.subject, data["item"], today(), data["person"])
        return recording.post_copy(
            user, self.subject, data["item"], data["posted_on"], data["where"], digest, data["person"]
        )


class AssessForm(GroupDeed):
    """The assessment of a group for a year."""

    rights = ("confirm", "inspect")
    title = _("年度考核评价")
    words = {"level": "level", "result": "result"}
    year = forms.IntegerField(label=_("哪一年"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    level = a_code(_("哪一级考核"))
    result = a_code(_("结果"))
    text = some_lines(_("评价"), LONGEST)
    cites = forms.MultipleChoiceField(
        label=_("依据的台账记录"), widget=forms.CheckboxSelectMultiple,
        help_text=_("至少选一条；列出的是本乡镇最近一年的帮扶记录。"), required=False,
    )  # fmt: skip
    others = a_text(_("其他台账记录的编号（用空格隔开）"), 2000, required=False)
    on = a_day(_("考核日期"))

    def __init__(self, subject: Group, data: Any = None) -> None:
        super().__init__(subject, data)
        self.fields["cites"].choices = entries_of(subject, today())  # type: ignore[attr-defined]
        self.fields["year"].initial = today().year - 1

    def do(self, user: Account) -> Assessment:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        cites = [*data.pop("cites"), *data.pop("others").split()]
        return recording.assess(
            user, Assessment(group=self.subject, cites=list(dict.fromkeys(cites)), **data)
        )


class ReviewForm(GroupDeed):
    """The account that a contact cadre gives of a year; the households stand there already."""

    rights = ("help", "households")
    title = _("年度述职")
    place = a_code(_("乡镇"))
    year = forms.IntegerField(label=_("哪一年"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    text = some_lines(_("述职"), LONGEST, hint=_("联系的户由结对关系自动列入，不用抄写。"))
    on = a_day(_("述职日期"))

    def __init__(self, subject: Person, data: Any = None) -> None:
        super().__init__(subject, data)
        villages = Pairing.objects.filter(person=subject, place__isnull=False).values_list(
            "place_id", flat=True
        )
        towns = Place.objects.filter(pk__in={village // 1000 * 1000 for village in villages if village})
        self.choose("place", [(str(town.pk), town.name) for town in towns])
        self.fields["year"].initial = today().year - 1

    def do(self, user: Account) -> Review:
        """Enter it. Raises `BangfuError`."""
        data = dict(self.cleaned_data)
        place = Place.objects.get(pk=int(data.pop("place")))
        return recording.review(user, self.subject, place, **data)


OF_GROUP: Deeds = {
    "rule": RuleForm, "check": CheckForm, "copy": CopyForm, "paper": PaperForm, "condition": ConditionForm,
    "assess": AssessForm,
}  # fmt: skip
OF_CADRE: Deeds = {"review": ReviewForm}
