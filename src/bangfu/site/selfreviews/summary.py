"""A self-review over all bodies: who has not handed in, how each question was answered, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bangfu.site.selfreviews.answering import in_view
from bangfu.site.selfreviews.comparing import Beside, beside, counted_then
from bangfu.site.selfreviews.forms import CLAIMS
from bangfu.site.selfreviews.models import Answer, Question, Reply, SelfReview
from bangfu.site.web.words import word


@dataclass
class Asked:
    """One question over the bodies that handed in: how many say what, and where the ledger says otherwise."""

    question: Question
    claims: dict[str, int] = field(default_factory=lambda: dict.fromkeys((c for c, _label in CLAIMS), 0))
    more: list[Reply] = field(default_factory=list[Reply])
    less: list[Reply] = field(default_factory=list[Reply])


@dataclass(frozen=True)
class Line:
    """What one body says to one question, and what the ledger counted when it was handed in."""

    reply: Reply
    question: Question
    answer: Answer
    beside: Beside


def standing(review: SelfReview) -> list[Reply]:
    """The reply of each body as it is now; what was returned has a later version."""
    return list(in_view().filter(review=review).exclude(state=Reply.State.RETURNED))


def lines(review: SelfReview, replies: Iterable[Reply]) -> Iterator[Line]:
    """Every answer that was handed in, body by body, in the order of the questions."""
    handed_in = {r.pk: r for r in replies if r.state == Reply.State.HANDED_IN}
    answers = Answer.objects.filter(reply__in=list(handed_in)).select_related("question")
    order = {pk: n for n, pk in enumerate(handed_in)}
    duties = {d for q in review.questions.all() for d in q.duties}  # pyright: ignore[reportAttributeAccessIssue]
    counted = {pk: counted_then(reply, duties) for pk, reply in handed_in.items()}
    for answer in sorted(answers, key=lambda a: (order[a.reply_id], a.question.number)):
        reply = handed_in[answer.reply_id]
        told = beside(answer.claim, answer.question.duties, counted[reply.pk])
        yield Line(reply, answer.question, answer, told)


def asked(review: SelfReview, found: Iterable[Line]) -> list[Asked]:
    """The questions in their order, with how they were answered."""
    rows = {q.pk: Asked(q) for q in review.questions.all()}  # pyright: ignore[reportAttributeAccessIssue]
    for line in found:
        row = rows[line.question.pk]
        row.claims[line.answer.claim] += 1
        if line.beside.says_more:
            row.more.append(line.reply)
        elif line.beside.says_less:
            row.less.append(line.reply)
    return list(rows.values())


def heads() -> list[str]:
    """The heads of the table."""
    return [
        _("单位"), _("身份"), _("第几版"), _("报来"), _("条款"), _("问题"), _("自评"), _("情况"), _("台账里的依据"),
        *(word("status", s) for s in ("met", "open", "unmet", "judgement")), _("对照"),
    ]  # fmt: skip


def cells(line: Line) -> list[object]:
    """A line of the table."""
    tally, claim = line.beside.tally, dict(CLAIMS)[line.answer.claim]
    at = line.reply.handed_in_at
    return [
        str(line.reply.organisation), word("role", line.reply.role), line.reply.version, f"{at:%Y-%m-%d}" if at else "",
        line.question.clause, line.question.ask, str(claim), line.answer.words, " ".join(line.answer.evidence),
        tally.met, tally.open, tally.unmet, tally.judgement, remark(line.beside),
    ]  # fmt: skip


def remark(told: Beside) -> str:
    """Where claim and ledger differ, in words that accuse nobody."""
    if told.says_more:
        figures = {"due": told.due, "unmet": told.tally.unmet, "open": told.tally.open}
        return _("自评做到了；台账里 %(due)s 项中，%(unmet)s 项到期没有做够，%(open)s 项还没到期。") % figures
    if told.says_less:
        return _("自评没有全部做到；台账里 %(due)s 项都已做到。") % {"due": told.due}
    return ""
