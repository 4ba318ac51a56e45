"""A notice in words, for the page, a mail and a robot: the same sentences everywhere, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.paper.words import figures, period
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Exemption
from bangfu.site.notices.events import said
from bangfu.site.notices.labels import KINDS, SECTIONS
from bangfu.site.notices.models import Kind, Line, Notice
from bangfu.site.notices.sources import SOURCES
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Item:
    """One duty and period of a notice, however many targets it has."""

    title: str
    number: str  # of the document
    period: str
    due: date
    done: str
    count: int
    whys: list[str]  # an address a target


@dataclass(frozen=True)
class Part:
    """Items under one heading."""

    title: str
    items: list[Item]
    more: int  # that the notice counts and does not list


@dataclass(frozen=True)
class Figure:
    """One count of a digest, and where its rows stand."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Words:
    """A whole notice."""

    title: str
    figures: list[Figure]
    parts: list[Part]
    text: str  # of a decision, or of what waits
    source: str  # its page
    url: str  # of the notice itself


def words_of(notice: Notice, as_of: date) -> Words:
    """A notice as it is read on a day; its whys are those of that day."""
    known, lines = law(), list(Line.objects.filter(notice=notice))
    return Words(
        title_of(notice, lines, known),
        _figures(notice, as_of),
        list(_parts(notice, lines, as_of, known)),
        *_said(notice, known),
        reverse("notice", args=[notice.pk]),
    )


def title_of(notice: Notice, lines: Iterable[Line], known: Law) -> str:
    """What a list and a subject line call it."""
    if notice.kind == Kind.DIGEST:
        return _("本周清单（%(day)s 起的一周）") % {"day": notice.day}
    if notice.kind == Kind.DECISION:
        return _("您申请的豁免有了决定")
    if notice.kind in SOURCES:
        return said(SOURCES[notice.kind], notice)[0] or str(KINDS[notice.kind])
    titles = list(dict.fromkeys(known.title(x.regulation, x.duty) for x in sorted(lines, key=_by_due)))
    if not titles:
        return str(KINDS[notice.kind])
    n = len(titles)
    if notice.kind == Kind.DUE_SOON:
        what = ngettext("快到期：%(title)s", "快到期：%(title)s等 %(n)d 项责任", n)
    else:
        what = ngettext("到期没有做够：%(title)s", "到期没有做够：%(title)s等 %(n)d 项责任", n)
    return what % {"title": titles[0], "n": n}


def address(path: str) -> str:
    """An address of the site in full, for readers outside it."""
    return f"{settings.BANGFU_URL.rstrip('/')}{path}"


def _by_due(line: Line) -> tuple[date, str, str, int]:
    return line.period_end, line.regulation, line.duty, line.number


def _parts(notice: Notice, lines: list[Line], as_of: date, known: Law) -> Iterable[Part]:
    for section in Line.Section:
        found = sorted((x for x in lines if x.section == section), key=_by_due)
        if found:
            alike = groupby(found, key=lambda x: (x.period_end, x.regulation, x.duty))
            more = max(0, int(notice.figures.get(section.value, 0)) - len(found))
            yield Part(str(SECTIONS[section]), [_item(list(g), as_of, known) for _k, g in alike], more)


def _item(lines: list[Line], as_of: date, known: Law) -> Item:
    first = lines[0]
    return Item(
        known.title(first.regulation, first.duty),
        known.number(first.regulation),
        period(first.period_start, first.period_end),
        first.period_end,
        figures(first.achieved, first.required, first.unit, tongue()) if len(lines) == 1 else "",
        len(lines),
        [reverse("why", args=[as_of, x.number]) for x in lines],
    )


def _figures(notice: Notice, as_of: date) -> list[Figure]:
    """What a digest counts beyond its own lines; a figure leads to its list where the list can show just that."""
    left = (notice.day - as_of).days + 6  # days until Sunday
    week = f"{reverse('duties')}?due={left}" if left >= 0 else ""
    counted = [
        ("area_week", _("全域本周内到期"), week if notice.day == as_of else ""),
        ("area_month", _("全域本月内到期（本周以后）"), ""),
        ("area_missed", _("全域上周以来没有做够"), ""),
        ("decisions", _("等您决定的豁免申请"), reverse("exemptions")),
        ("findings", _("等督查方处理的问题"), f"{reverse('findings')}?group=office"),
    ]
    found: dict[str, Any] = notice.figures
    return [Figure(label, int(found[key]), url) for key, label, url in counted if found.get(key)]


def _said(notice: Notice, known: Law) -> tuple[str, str]:
    """The sentence of a notice without lines, and the page that it leads to."""
    if notice.kind == Kind.DECISION:
        return _decision(notice, known), reverse("exemption", args=[notice.about.partition(":")[0]])
    return said(SOURCES[notice.kind], notice) if notice.kind in SOURCES else ("", "")


def _decision(notice: Notice, known: Law) -> str:
    """What was decided, without the reason: that stands on its page."""
    key, _colon, state = notice.about.partition(":")
    row = Exemption.objects.filter(pk=key).first()
    if row is None:
        return ""
    sentence = {
        Exemption.State.APPROVED.value: _("“%(title)s”的豁免申请已批准，%(start)s 至 %(end)s。"),
        Exemption.State.REFUSED.value: _("“%(title)s”的豁免申请没有批准。"),
        Exemption.State.ENDED.value: _("“%(title)s”的豁免提前结束，最后一天是 %(end)s。"),
    }[state]
    return sentence % {"title": known.title(row.regulation, row.duty), "start": row.start, "end": row.end}
