"""What the ledger says of the rows of a form on a day: the verdicts on the rules that prove them, and what was recorded."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Q

from bangfu.regulation.forms import Row
from bangfu.site.checklists.parts import FormPart, subject_of
from bangfu.site.duties.days import live
from bangfu.site.duties.judge import client
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.narrowing import Narrow
from bangfu.site.roster.models import Person, Post

MOST = 8  # periods missed, or entries, that are told one by one


def asked_of(part: FormPart, post: Post, day: date) -> tuple[dict[str, Any], dict[str, str]]:
    """The part as it is asked about the holder of a post on a day, and what the ledger says of each row."""
    snapshot = judged(day)
    rows = [_row(part, row, post, day, snapshot) for row in part.part.row]
    asked = {
        "title": part.form.title.model_dump(),
        "asks": part.form.asks.model_dump(),
        "part": part.part.title.model_dump(),
        "judged": snapshot is not None,
        "rows": rows,
    }
    return asked, {row["clause"]: says(row["proof"]) for row in rows}


def judged(day: date) -> Snapshot | None:
    """The verdicts of a day; None while the judge is away and the day was not judged before."""
    now = live()
    return now if now is not None and now.as_of == day else client.snapshot(day)


def says(proof: list[dict[str, Any]]) -> str:
    """What verdicts come to: one unmet is unmet; met where some are and none waits for a person; else nothing."""
    counts: Counter[str] = Counter()
    for each in proof:
        counts.update(each["counts"])
    if counts["unmet"]:
        return "unmet"
    return "met" if counts["met"] and not counts["judgement"] else ""


def _row(part: FormPart, row: Row, post: Post, day: date, snapshot: Snapshot | None) -> dict[str, Any]:
    questions = part.questions(row)
    kinds = {code for item in questions for code in item.evidence} - set(row.proves)
    rules = {p.duty.id: p.duty for p in part.pack.provision if p.duty}
    kinds |= {kind for id_ in row.proves if id_ in rules for kind in rules[id_].counts}
    return {
        "clause": part.part.clause_of(row),
        "number": row.number,
        "text": row.text.model_dump(),
        "note": row.note.model_dump() if row.note else None,
        "questions": [item.ask for item in questions],
        "proof": [_proof(part, duty, post, day, snapshot) for duty in row.proves] if snapshot else [],
        "provable": bool(row.proves),
        "entries": _entries(post, kinds, day),
    }


def _of(post: Post) -> Q:
    subject = subject_of(post)
    return Q(person=subject) if isinstance(subject, Person) else Q(organisation=subject)


def _proof(part: FormPart, duty: str, post: Post, day: date, snapshot: Snapshot) -> dict[str, Any]:
    """The verdicts on one rule of the periods that touch the year of the day."""
    rows = Verdict.objects.filter(
        _of(post), snapshot=snapshot, regulation=part.pack.regulation.id, duty=duty, role=post.role,
        period_end__gte=date(day.year, 1, 1), period_start__lte=day,
    )  # fmt: skip
    found = list(rows.order_by("period_start", "number"))
    missed = dict.fromkeys((v.period_start, v.period_end) for v in found if v.status == "unmet")
    return {
        "duty": duty,
        "counts": dict(Counter(v.status for v in found)),
        "missed": [[start.isoformat(), end.isoformat()] for start, end in missed][:MOST],
    }


def _entries(post: Post, kinds: set[str], day: date) -> dict[str, Any]:
    """How many entries of these kinds the subject has in the year up to the day, and the latest."""
    whose = _of(post)
    if post.person_id is None:
        whose |= Q(person__organisation=subject_of(post))
    dated = Entry.objects.filter(whose, kind__in=kinds, on__range=(date(day.year, 1, 1), day))
    rows = Narrow({"state": "standing"}, dated).qs
    latest = rows.order_by("-on", "-seq")[:MOST]
    told = [{"id": e.pk, "on": e.on.isoformat(), "kind": e.kind} for e in latest]
    return {"count": rows.count() if kinds else 0, "latest": told}
