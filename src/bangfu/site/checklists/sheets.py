"""Sheets as pages show them: those an account sees, the rows of one with their answers, and what contradicts the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bangfu.site.checklists.models import Answer, Handing, Sheet
from bangfu.site.checklists.words import FOUND, STATE, in_tongue, proof_line
from bangfu.site.duties.law import law
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Organisation, Person
from bangfu.site.roster.search import found
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

NAMED = ("person__organisation", "organisation", "place", "campaign", "handing")
AGAINST = Q(ledger="met", found__in=["no", "partly"]) | Q(ledger="unmet", found="yes")
MOST_NAMES = 500


@dataclass(frozen=True)
class Line:
    """One row of a sheet."""

    number: str
    text: str
    note: str
    questions: list[str]
    proofs: list[dict[str, Any]]
    entries: dict[str, Any]
    provable: bool
    says: str
    answer: Answer | None
    evidence: list[Entry]

    @property
    def found(self) -> str:
        """The answer in words."""
        return str(FOUND[self.answer.found]) if self.answer else ""

    @property
    def state(self) -> str:
        """The status whose colour the answer takes."""
        return STATE[self.answer.found] if self.answer else ""

    @property
    def is_wanting(self) -> bool:
        """Whether a finding may follow."""
        return self.answer is not None and self.answer.found in ("no", "partly")


def in_view() -> QuerySet[Sheet]:
    """Every sheet that the account may see, with who filled it."""
    answers = {n: Count("answers", filter=Q(answers__found=n)) for n in FOUND}
    rows = Sheet.objects.select_related(*NAMED).annotate(**answers).order_by("-on", "-begun_at", "id")
    correction = Handing.objects.filter(sheet__corrects=OuterRef("pk"))
    return rows.annotate(by=name_of("begun_by"), is_corrected=Exists(correction))


def handed_in() -> QuerySet[Sheet]:
    """Those that were handed in."""
    return in_view().exclude(handing=None)


def begun_by(account: Account) -> QuerySet[Sheet]:
    """Those that an account is still filling."""
    return in_view().filter(handing=None, begun_by=account.pk)


def about(text: str) -> Q:
    """Sheets about whoever a search means."""
    near: dict[str, QuerySet[Any]] = {
        "person": Person.objects.all(),
        "organisation": Organisation.objects.all(),
    }
    wanted = Q(place__name__contains=text.strip())
    for field, rows in near.items():
        ids = found(rows, text).order_by().values_list("pk", flat=True)[:MOST_NAMES]
        wanted |= Q(**{f"{field}__in": list(ids)})
    return wanted


def contradictions() -> QuerySet[Answer]:
    """Answers that say something else than the ledger, of sheets that nothing corrected, the latest first."""
    correction = Handing.objects.filter(sheet__corrects=OuterRef("sheet"))
    rows = Answer.objects.filter(AGAINST).exclude(sheet__handing=None).exclude(Exists(correction))
    named = [f"sheet__{name}" for name in NAMED]
    return (
        rows.select_related(*named)
        .annotate(by=name_of("sheet__begun_by"))
        .order_by("-sheet__on", "-sheet__begun_at", "row")
    )


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """The rows of a sheet in their order, with answers where it was handed in."""
    known, answers = law(), {a.row: a for a in sheet.answers.all()}
    ids = {id_ for a in answers.values() for id_ in a.evidence}
    entries = {e.pk: e for e in Entry.objects.filter(pk__in=ids)} if ids else {}
    for row in sheet.rows:
        answer = answers.get(row["clause"])
        yield Line(
            row["number"], in_tongue(row["text"]), in_tongue(row["note"]), row["questions"],
            [proof_line(known, sheet.regulation, p) for p in row["proof"]], row["entries"], row["provable"],
            sheet.says[row["clause"]], answer, [entries[i] for i in (answer.evidence if answer else []) if i in entries],
        )  # fmt: skip
