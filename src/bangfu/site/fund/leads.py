"""What is worth a look: leads, not accusations. Each names the rows behind it; a person says what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, Min, OuterRef, QuerySet

from bangfu.site.cases.models import Cause
from bangfu.site.clock import today
from bangfu.site.fund.models import Account, Misuse, Move, Plan, Procurement, Project, Supervision, Voucher
from bangfu.site.fund.sums import balances, mainly, setting_of
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account as User
from bangfu.site.web.money import yuan


@dataclass(frozen=True)
class Lead:
    """One thing to look at: where, and what it is about."""

    code: str
    about: str
    project: Project | None = None
    plan: Plan | None = None
    vouchers: tuple[Voucher, ...] = ()

    @property
    def word(self) -> str:
        """What is to be looked at."""
        return WORDS.called("lead", self.code)


def leads(user: User) -> list[Lead]:
    """All leads in view; those that need the whole county only for whoever sees it."""
    found = [*unsupervised(), *late_payments(), *without_case(), *plan_gaps(user)]
    if user.area and user.area.level == "county":
        found += [*split(user.area.code), *of_county(user.area.code)]
    return found


def standing() -> QuerySet[Voucher]:
    """Payments that no reversal undid."""
    return Voucher.objects.filter(code="pay", reversed_by=None)


def unsupervised() -> Iterator[Lead]:
    """Allotments that were paid from and not looked at since (二(五)/h)."""
    first = Voucher.objects.filter(out_of=OuterRef("allotment_id"), code="pay").values("out_of")
    seen = Supervision.objects.filter(
        allotment=OuterRef("pk"), on__gt=first.annotate(day=Min("on")).values("day")
    )
    paid = Exists(standing().filter(out_of=OuterRef("pk")))
    for allotment in Account.objects.filter(paid, ~Exists(seen), kind="allotment").select_related("project"):
        yield Lead("unsupervised", str(allotment), allotment.project)


def late_payments() -> Iterator[Lead]:
    """Payments after the work was accepted, or after the plan that the project follows was closed."""
    accepted = Move.objects.filter(project=OuterRef("into__project"), code="accept", on__lt=OuterRef("on"))
    payments = standing().select_related("into__project")
    for payment in payments.filter(Exists(accepted)):
        yield Lead("after_acceptance", str(payment.into), payment.into.project, vouchers=(payment,))
    for payment in payments.filter(on__gt=F("into__project__item__plan__closed_on")):
        yield Lead("after_plan", str(payment.into), payment.into.project, vouchers=(payment,))


def split(county: int) -> Iterator[Lead]:
    """One payee in one year, each payment below the county's threshold, together not, and no tender behind any."""
    setting = setting_of(county, today())
    if setting is None or setting.tender_from is None:
        return
    contracts = Procurement.objects.filter(
        project=OuterRef("into__project"), kind__in=("tender", "procurement")
    )
    groups: dict[tuple[str, int], list[Voucher]] = defaultdict(list)
    small = standing().filter(
        ~Exists(contracts), into__county=county, into__household=None, amount__lt=setting.tender_from
    )
    for payment in small.select_related("into__project"):
        groups[payment.into.payee, payment.on.year].append(payment)
    for (payee, year), payments in groups.items():
        together = sum(payment.amount for payment in payments)
        if together >= setting.tender_from:
            about = f"{payee} {year}: {yuan(together)}"
            yield Lead("split", about, payments[0].into.project, vouchers=tuple(payments))


def without_case() -> Iterator[Lead]:
    """Findings of misuse that no case rests on (二(五)/q-t)."""
    carried = Exists(Cause.objects.filter(finding=OuterRef("finding_id")))
    open_ = Misuse.objects.filter(~carried).exclude(finding__state__in=("withdrawn", "discarded"))
    for misuse in open_.select_related("voucher__into__project"):
        about = f"{WORDS.called('misuse', misuse.kind)} {yuan(misuse.amount)}"
        yield Lead("no_case", about, misuse.voucher.into.project, vouchers=(misuse.voucher,))


def plan_gaps(user: User) -> Iterator[Lead]:
    """Townships without a plan for this year, and plans adopted with a preparatory step missing (二(三)/b-i)."""
    year, area = today().year, user.area
    if area is None:
        return
    here = Plan.objects.filter(
        place=OuterRef("pk"), adopted_on__isnull=False, start_year__lte=year, end_year__gte=year
    )
    townships = Place.objects.filter(level="township", code__range=(area.code, area.last))
    lacking = ~Exists(here.filter(kind="three_year")) | ~Exists(here.filter(kind="annual"))
    for place in townships.filter(lacking):
        yield Lead("no_plan", f"{place} {year}")
    for plan in Plan.objects.filter(kind="three_year", adopted_on__isnull=False):
        if missing := missing_steps(plan):
            yield Lead("unprepared", "、".join(missing), plan=plan)


def missing_steps(plan: Plan) -> list[str]:
    """The preparatory steps that a plan went without, in words."""
    asked = Plan._meta.get_field("prepared").base_field.choices  # type: ignore[attr-defined,union-attr]
    return [WORDS.called("prepared", code) for code, _ in asked or [] if code not in plan.prepared]


def of_county(county: int) -> Iterator[Lead]:
    """What concerns the county as a whole: its books, the share that raises income, its threshold."""
    for line in balances(county):
        if line.difference:
            yield Lead("out_of_balance", f"{line.account}: {yuan(line.difference)}")
    share = mainly(county, today().year)
    if share.is_low:
        yield Lead("mainly", f"{yuan(share.raising)} / {yuan(share.spent)}")
    setting = setting_of(county, today())
    if setting is None or setting.tender_from is None:
        yield Lead("no_threshold", str(today().year))
