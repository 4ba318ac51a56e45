"""The rows behind a number, each with a way to its own page, as far as whoever asks sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.site.assessment.models import Answer, Check, Figure
from bangfu.site.duties.law import law
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Household
from bangfu.site.supervision.models import Draw
from bangfu.site.web.words import word

RESULTS = {"yes": "met", "no": "unmet", "excused": "exempt"}


@dataclass(frozen=True)
class Row:
    """One row: what it says, in which state it is shown, and where it stands."""

    text: str
    state: str = ""
    said: str = ""
    url: str = ""


def said_of(result: str) -> str:
    """The word for the result of a check, or for an answer."""
    words = {"yes": _("符合"), "no": _("不符合"), "excused": _("有正当事由")}
    return str(words[result])


def behind(ids: Sequence[str], regulation: str) -> list[Row]:
    """Rows by their ids, whatever they are of. An answer is an answer: it has no page, no place and no number."""
    found: list[Row] = [*_checks(ids), *_answers(ids), *_figures(ids)]
    found += [_verdict(id_, regulation) for id_ in ids if ":" in id_]
    homes = Household.objects.filter(pk__in=[i for i in ids if ":" not in i]).select_related("place")
    found += [
        Row(f"{home.place or ''} {home.pk}", url=reverse("household", args=[home.pk])) for home in homes
    ]
    unseen = len(ids) - len(found)
    if unseen > 0:
        found.append(Row(str(_("另有 %(n)s 条，您看不到明细。") % {"n": unseen})))
    return found


def _checks(ids: Sequence[str]) -> Iterator[Row]:
    for c in Check.objects.filter(pk__in=ids).select_related("place", "organisation", "person"):
        parts = (c.on.isoformat(), c.place, c.organisation, c.person, c.note)
        yield Row(" · ".join(str(p) for p in parts if p), RESULTS[c.result], said_of(c.result))


def _answers(ids: Sequence[str]) -> Iterator[Row]:
    words = {"yes": _("满意"), "no": _("不满意"), "": _("没有作答")}
    for (said,) in Answer.objects.filter(pk__in=ids).order_by("answer").values_list("answer"):
        yield Row(str(words[said]), RESULTS.get(said, "exempt"))


def _figures(ids: Sequence[str]) -> Iterator[Row]:
    for f in Figure.objects.filter(pk__in=ids):
        number = "—" if f.numerator is None or f.denominator is None else f"{f.numerator}/{f.denominator}"
        yield Row(f"{f.year} · {number} · {f.evidence}", said=str(_("填报的数")))


def _verdict(id_: str, regulation: str) -> Row:
    duty, start, who = id_.split(":", 2)
    asked = urlencode({"duty": f"{regulation}:{duty}", "period": start[:4]})
    return Row(f"{law().title(regulation, duty)} · {start} · {who}", url=f"{reverse('duties')}?{asked}")


def entries(ids: Sequence[str]) -> list[Row]:
    """The entries of the ledger behind verdicts, and the draws behind answers."""
    known = Entry.objects.filter(pk__in=ids).order_by("on", "pk")
    found = [Row(f"{e.on} · {word('activity', e.kind)}", url=reverse("entry", args=[e.pk])) for e in known]
    draws = Draw.objects.filter(pk__in=ids)
    return found + [
        Row(str(_("抽样：%(what)s") % {"what": d.subject}), url=reverse("draw", args=[d.pk])) for d in draws
    ]
