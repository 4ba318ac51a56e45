"""From facts to the title and body of a paper, one pure function for each kind. A body is a beginning: people edit it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bangfu.site.papers import facts as known
from bangfu.site.papers.builders import cases
from bangfu.site.papers.builders.body import Body
from bangfu.site.papers.builders.circular import circular
from bangfu.site.papers.builders.commendation import commendation
from bangfu.site.papers.builders.feedback import feedback
from bangfu.site.papers.builders.honours import honours
from bangfu.site.papers.builders.notice import notice
from bangfu.site.papers.builders.plan import plan
from bangfu.site.papers.builders.report import inspection_report, special_report
from bangfu.site.papers.kinds import Kind

# Kind → the facts it is made from, and the function that makes it.
BUILDERS: dict[Kind, tuple[type, Callable[[Any], Body]]] = {
    Kind.INSPECTION_PLAN: (known.Plan, plan),
    Kind.FEEDBACK: (known.Feedback, feedback),
    Kind.RECTIFICATION_NOTICE: (known.Notice, notice),
    Kind.INSPECTION_REPORT: (known.Report, inspection_report),
    Kind.SPECIAL_REPORT: (known.Report, special_report),
    Kind.CIRCULAR: (known.Month, circular),
    Kind.COMMENDATION: (known.Praise, commendation),
    Kind.INTERVIEW_NOTICE: (known.Matter, cases.interview_notice),
    Kind.INTERVIEW_RECORD: (known.Matter, cases.interview_record),
    Kind.ADMONITION: (known.Matter, cases.admonition),
    Kind.CRITICISM: (known.Matter, cases.criticism),
    Kind.RECALL_NOTICE: (known.Matter, cases.recall_notice),
    Kind.DECISION: (known.Matter, cases.decision),
    Kind.REVIEW: (known.Matter, cases.review),
    Kind.HONOURS: (known.Honours, honours),
}


def build(kind: Kind, facts: known.Facts) -> Body:
    """Title and body of a paper of a kind. Facts of another kind are a fault of the program that calls."""
    wanted, builder = BUILDERS[kind]
    if not isinstance(facts, wanted):
        raise TypeError(f"{kind} is made from {wanted.__name__}, not from {type(facts).__name__}")
    return builder(facts)
