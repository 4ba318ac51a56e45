"""One's own file: everything that the site holds about a person, by where it stands, each with the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bangfu.site.allowances.models import Payment
from bangfu.site.allowances.reading import READS
from bangfu.site.allowances.showing import yuan
from bangfu.site.attendance.models import Confirmation, Leave
from bangfu.site.cases.models import Case
from bangfu.site.cases.words import measure_word
from bangfu.site.cases.words import number_of as case_number
from bangfu.site.cases.words import state_word as case_state
from bangfu.site.duties.models import Exemption
from bangfu.site.honours.models import Attestation, Grant
from bangfu.site.honours.words import YES_NO, condition_word, kind_word
from bangfu.site.ledger.models import Entry
from bangfu.site.papers.models import Paper
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.words import number_of, state_word
from bangfu.site.roster.models import Pairing, Person, Post
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

MOST = 200  # of one kind on the page; the linked list has them all


@dataclass(frozen=True)
class Held:
    """One thing held: from when to when, what it is, where it is looked at; `lasts` until there is an end."""

    start: date | None
    what: str
    url: str = ""
    end: date | None = None
    lasts: bool = False
    year: int | None = None  # where it is a year's


@dataclass(frozen=True)
class Part:
    """Things of one kind, and the page that lists all of them."""

    title: Promise
    rows: list[Held]
    url: str = ""


def file_of(account: Account, person: Person) -> list[Part]:
    """Every part that the account may read, empty ones too: that nothing is held is an answer."""
    money = Part(gettext_lazy("发给您的补助"), list(_payments(person)))
    return [
        Part(gettext_lazy("任职"), list(_posts(person))),
        Part(gettext_lazy("结对的户"), list(_pairings(person))),
        Part(gettext_lazy("台账里的记录"), list(_entries(person)), f"{reverse('ledger')}?person={person.pk}"),
        Part(gettext_lazy("请假"), list(_leaves(person))),
        Part(gettext_lazy("考勤月份"), list(_months(person))),
        Part(gettext_lazy("豁免"), list(_exemptions(person))),
        Part(gettext_lazy("提到您的问题"), list(_findings(person))),
        Part(gettext_lazy("关于您的案件"), list(_cases(person)), reverse("cases")),
        Part(gettext_lazy("发给您的公文"), list(_papers(person))),
        *([money] if account.may(READS) else []),
        Part(gettext_lazy("给过您的表扬、等次"), list(_grants(person)), reverse("eligible")),
        Part(gettext_lazy("对您核实过的条件"), list(_attested(person))),
    ]


def _posts(person: Person) -> Iterable[Held]:
    for post in (
        Post.objects.filter(person=person)
        .select_related("organisation", "place")
        .order_by("-start", "pk")[:MOST]
    ):
        where = " · ".join(str(part) for part in (post.organisation, post.place) if part)
        yield Held(post.start, f"{word('role', post.role)} · {where}", "", post.end, lasts=True)


def _pairings(person: Person) -> Iterable[Held]:
    rows = (
        Pairing.objects.filter(person=person)
        .select_related("household", "household__place")
        .order_by("-start", "pk")
    )
    for pairing in rows[:MOST]:
        home = pairing.household
        url = reverse("household", args=[home.pk])
        yield Held(pairing.start, f"{home.place} {home}", url, pairing.end, lasts=True)


def _entries(person: Person) -> Iterable[Held]:
    """How many of each year and kind: a file of ten thousand lines would tell nobody anything."""
    counted = (
        Entry.objects.filter(person=person.pk).order_by("-on__year", "kind").values_list("on__year", "kind")
    )
    for year, kind, number in counted.annotate(Count("pk")):
        url = f"{reverse('ledger')}?person={person.pk}&kind={kind}&start={year}-01-01&end={year}-12-31"
        yield Held(None, f"{word('activity', kind)} {number}", url, year=year)


def _leaves(person: Person) -> Iterable[Held]:
    for leave in Leave.objects.filter(person=person).order_by("-start", "pk")[:MOST]:
        yield Held(leave.start, leave.reason, reverse("leave", args=[leave.pk]), leave.end)


def _months(person: Person) -> Iterable[Held]:
    for month in Confirmation.objects.filter(person=person).order_by("-month", "pk")[:MOST]:
        yield Held(month.month, _("已确认"))


def _exemptions(person: Person) -> Iterable[Held]:
    for each in Exemption.objects.filter(person=person).order_by("-start", "pk")[:MOST]:
        yield Held(each.start, each.reason, reverse("exemption", args=[each.pk]), each.end)


def _findings(person: Person) -> Iterable[Held]:
    """Those that name the person, and those that somebody rests a case about them on."""
    cases = Case.objects.filter(person=person)
    named = Q(person=person) | Q(pk__in=cases.values("causes__finding"))
    for found in Finding.objects.filter(named).order_by("-found_on", "pk")[:MOST]:
        what = f"{number_of(found)} {found.text} · {state_word(found.state)}"
        yield Held(found.found_on, what, reverse("finding", args=[found.pk]))


def _cases(person: Person) -> Iterable[Held]:
    for case in Case.objects.filter(person=person)[:MOST]:
        what = f"{case_number(case)} {measure_word(case.measure or case.proposed_measure)} · {case_state(case.state)}"
        yield Held(
            case.effect_from or case.proposed_from, what, reverse("case", args=[case.pk]), case.effect_to
        )


def _papers(person: Person) -> Iterable[Held]:
    for paper in Paper.objects.filter(addressed__person=person, number__isnull=False)[:MOST]:
        day = paper.issued_at.date() if paper.issued_at else None
        yield Held(day, paper.title, reverse("paper", args=[paper.pk]))


def _payments(person: Person) -> Iterable[Held]:
    for paid in (
        Payment.objects.filter(person=person).select_related("payer").order_by("-paid_on", "pk")[:MOST]
    ):
        what = _("%(what)s %(amount)s 元") % {
            "what": word("entitlement", paid.what),
            "amount": yuan(paid.amount),
        }
        yield Held(paid.paid_on, f"{what} · {paid.payer}" if paid.payer else what)


def _grants(person: Person) -> Iterable[Held]:
    for given in Grant.objects.filter(person=person, withdrawal=None)[:MOST]:
        yield Held(
            given.granted_on, " ".join(filter(None, (kind_word(given.kind), given.granted_by, given.number)))
        )


def _attested(person: Person) -> Iterable[Held]:
    for each in Attestation.objects.filter(person=person, withdrawal=None)[:MOST]:
        yield Held(each.on, f"{condition_word(each.condition)} · {YES_NO[each.holds]} · {each.evidence}")
