"""The papers of a case, made from what it holds: nothing is typed twice."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from bangfu.accountability.notes import measure_name
from bangfu.site.cases.grounds import Ground, Placing, of_case
from bangfu.site.cases.models import Case, Step
from bangfu.site.cases.words import number_of
from bangfu.site.duties.law import law
from bangfu.site.papers.facts import Clause, Matter, Source, Talk
from bangfu.site.papers.facts import Ground as PaperGround
from bangfu.site.papers.kinds import Kind, State
from bangfu.site.papers.making import Recipient, make
from bangfu.site.papers.models import Paper
from bangfu.site.papers.official import official_of
from bangfu.site.rectification.drafting import meant
from bangfu.site.rectification.words import number_of as finding_number
from bangfu.site.roster.models import Post
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force

# Which papers go with a measure, besides the decision; a review has its own.
WITH: dict[str, tuple[Kind, ...]] = {
    "admonitory_talk": (Kind.INTERVIEW_NOTICE, Kind.INTERVIEW_RECORD),
    "admonition": (Kind.ADMONITION, Kind.INTERVIEW_RECORD),
    "circulated_criticism": (Kind.CRITICISM,),
    "recall_procedure": (Kind.RECALL_NOTICE,),
}
DECIDED = ("decided", "in_effect", "carried_out", "under_review")
TO_THE_UNIT = (Kind.CRITICISM, Kind.RECALL_NOTICE)


def kinds_for(case: Case) -> list[Kind]:
    """The papers that can be made of a case as it stands."""
    reviewed = case.steps.filter(code__in=("uphold", "grant_part", "grant")).exists()  # type: ignore[attr-defined]
    found = [Kind.REVIEW] if reviewed else []
    if case.measure and case.state in DECIDED:
        found += [Kind.DECISION, *WITH.get(case.measure, ())]
    return found


def papers_of(case: Case) -> QuerySet[Paper]:
    """Its papers in view, the latest first."""
    return Paper.objects.filter(about=case.pk)


def reference(case: Case) -> str:
    """The number of the decision that was issued last; nothing where none was."""
    issued = papers_of(case).filter(kind__in=(Kind.DECISION, Kind.REVIEW), state=State.ISSUED).first()
    return official_of(issued).reference if issued else ""


def paper_of(account: Account, case: Case, kind: Kind, talk: Talk) -> Paper:
    """A draft of a kind, addressed to whom the case is about, and to their unit where it has to act.

    Raises `BangfuError` where no series of the county serves the kind.
    """
    to: list[Recipient] = [r for r in (case.person or case.organisation,) if r is not None]
    if kind in TO_THE_UNIT and case.person and case.organisation:
        to.append(case.organisation)
    return make(account, kind, case.place, matter(case, talk), to, about=case.pk)


def matter(case: Case, talk: Talk) -> Matter:
    """What a paper says of a case."""
    pack, steps = law().packs.get(case.regulation), list(case.steps.all())  # type: ignore[attr-defined]
    provisions = meant(pack, case.provision) if pack else []
    return Matter(
        name=str(case.person or case.organisation),
        post=_post(case),
        unit=str(case.organisation or ""),
        area=case.county.name,
        clause=Clause(law().number(case.regulation), case.clause),
        words=provisions[0].text if provisions else "",
        grounds=tuple(_ground(ground) for ground in of_case(case)),
        statement=_said(steps, ("appeal", "add") if _reviewed(steps) else ("state",)),
        measure="" if case.state == "annulled" else measure_name(case.measure or case.proposed_measure).zh,
        start=case.effect_from,
        end=case.effect_to,
        reason=_said(
            steps, ("uphold", "grant_part", "grant") if _reviewed(steps) else ("confirm", "lighten")
        )[-600:],
        decided=case.document,
        appeal_by=case.answer_by
        if case.document
        else None,  # before it is served the day is that of the statement
        talk=talk,
        source=Source(number_of(case), "cases_case", case.pk, reverse("case", args=[case.pk])),
    )


def _reviewed(steps: list[Step]) -> bool:
    return any(step.code in ("uphold", "grant_part", "grant") for step in steps)


def _said(steps: list[Step], codes: tuple[str, ...]) -> str:
    return "；".join(step.text.rstrip("。；") for step in steps if step.code in codes and step.text)


def _ground(found: Ground) -> PaperGround:
    """A finding with its own words; of a recall, a plan or a ranking what was decided, closed or published."""
    if found.finding:
        number, text = finding_number(found.finding), found.finding.text
        table, pk, address = (
            "rectification_finding",
            found.finding.pk,
            reverse("finding", args=[found.finding.pk]),
        )
    elif found.decision:
        number, text = (
            found.decision.document,
            f"{found.decision.person or found.decision.organisation}被召回",
        )
        table, pk, address = "cases_case", found.decision.pk, reverse("case", args=[found.decision.pk])
    elif found.plan:
        number, text = found.plan.document, f"{found.plan.title}未完成"
        table, pk, address = "fund_plan", found.plan.pk, reverse("fund_plan", args=[found.plan.pk])
    else:
        placing = found.placing or Placing(found.id)
        number = text = f"{placing.year}年{placing.area}考核排名"
        table, pk, address = (
            "assessment_publication",
            placing.publication.pk if placing.publication else "",
            placing.address,
        )
    return PaperGround(number, found.on, str(found.place), text, Source(number, table, pk, address, text))


def _post(case: Case) -> str:
    """What the person was on the day of the fact, with the unit; of a unit its name."""
    if case.person is None:
        return str(case.organisation)
    posts = Post.objects.filter(person=case.person, start__lte=case.proposed_from).order_by("-start", "pk")
    post = posts.first()
    role = in_force().name("role", post.role, "zh") if post else ""
    return "".join(filter(None, (str(case.organisation or ""), role))) or str(case.person)
