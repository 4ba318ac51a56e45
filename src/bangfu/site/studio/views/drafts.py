"""A draft: its head, who is meant by which words, its own words and readings, and the bench."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import Problem
from bangfu.regulation.composing.suggesting import who as likely
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import shared_vocabulary
from bangfu.site.duties.law import law
from bangfu.site.roster.forms import told
from bangfu.site.roster.places import path_to
from bangfu.site.studio.assembling import rows_of, vocabulary_of_draft
from bangfu.site.studio.bench import beside, counted
from bangfu.site.studio.forms.head import HeadForm, ReadingForm, WordForm
from bangfu.site.studio.models import Draft, Version
from bangfu.site.studio.naming import free
from bangfu.site.studio.opening import at_hand
from bangfu.site.studio.refusing import refusals
from bangfu.site.studio.settling import phrases
from bangfu.site.studio.versions import own
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


def draft_of(pk: str) -> Draft:
    """A draft that the account sees. Raises `Http404`."""
    return get_object_or_404(Draft.objects.select_related("document", "place"), pk=pk)


@opens_for("regulations", "adopt")
@require_safe
def draft(request: HttpRequest, pk: str) -> HttpResponse:
    """How far it is, and what comes next."""
    row = draft_of(pk)
    rows = rows_of(row)
    number = str(row.head.get("number", ""))
    handed_in = list(Version.objects.filter(draft=row))
    context: dict[str, Any] = {
        "draft": row, "counted": counted(rows), "all": len(rows), "phrases": len(phrases(rows)),
        "named": sum(bool(v) for v in row.who.values()), "may_draft": cast(Account, request.user).may("regulations"),
        "versions": handed_in, "waiting": next((v for v in handed_in if v.state == Version.State.SUBMITTED), None),
        "known": None if row.base else at_hand(number, {**shipped(), **law().packs}.values()),
    }  # fmt: skip
    return render(request, "studio/draft.html", context)


@opens_for("regulations")
def head(request: HttpRequest, pk: str) -> HttpResponse:
    """What the document is."""
    row = draft_of(pk)
    form = HeadForm(
        request.POST or None, row.head, path_to(row.place)[::-1], list(own(row.place_id).values())
    )
    if request.method == "POST" and form.is_valid():
        _keep(row, head=form.head(row.head))
        messages.success(request, _("已保存。"))
        return redirect("studio_draft", row.pk)
    return render(
        request, "studio/head.html", {"form": form, "draft": row}, status=422 if form.errors else 200
    )


@opens_for("regulations")
def who(request: HttpRequest, pk: str) -> HttpResponse:
    """Which roles the document means by its words; chosen once for all passages."""
    row = draft_of(pk)
    found = phrases(rows_of(row))
    words = vocabulary_of_draft(row)
    codes = [*words.codes("role"), *words.codes("actor")]
    if request.method == "POST":
        chosen = {
            phrase: [c for c in request.POST.getlist(f"who-{n}") if c in codes]
            for n, phrase in enumerate(found)
        }
        _keep(row, who={p: c for p, c in chosen.items() if c})
        messages.success(request, _("已保存。"))
        return redirect("studio_bench", row.pk)
    named = {c: words.name("role" if words.has("role", c) else "actor", c, tongue()) for c in codes}
    listed = [
        {"n": n, "phrase": phrase, "times": times}
        | _split(named, likely(phrase, words), row.who.get(phrase, []))
        for n, (phrase, times) in enumerate(found.items())
    ]
    return render(request, "studio/who.html", {"draft": row, "phrases": listed})


@opens_for("regulations", "adopt")
@require_safe
def bench(request: HttpRequest, pk: str) -> HttpResponse:
    """The document beside what is made of it."""
    row = draft_of(pk)
    rows = rows_of(row)
    only = request.GET.get("only", "")
    found = list(beside(row, rows))
    if only in ("open", "settled", "left"):
        narrowed = (replace(b, cards=[c for c in b.cards if c.row.state == only]) for b in found)
        found = [b for b in narrowed if b.cards]
    context = {
        "draft": row, "beside": found, "counted": counted(rows), "only": only,
        "may_draft": cast(Account, request.user).may("regulations"),
    }  # fmt: skip
    return render(request, "studio/bench.html", context)


@opens_for("regulations")
def words(request: HttpRequest, pk: str) -> HttpResponse:
    """Roles, acts and readings of the draft's own; adding one."""
    row = draft_of(pk)
    adds = request.POST.get("adds", "")
    word_form = WordForm(request.POST if adds == "word" else None)
    reading_form = ReadingForm(request.POST if adds == "reading" else None)
    if adds == "word" and word_form.is_valid() and _add_word(row, word_form):
        return redirect(_back(request) or request.path)
    if adds == "reading" and reading_form.is_valid():
        _add_reading(row, reading_form)
        return redirect(_back(request) or request.path)
    context = {"draft": row, "word_form": word_form, "reading_form": reading_form, "next": _back(request)}
    status = 422 if word_form.errors or reading_form.errors else 200
    return render(request, "studio/words.html", context, status=status)


@opens_for("regulations")
@require_POST
def close(request: HttpRequest, pk: str) -> HttpResponse:
    """Put a draft aside; nothing of it is lost."""
    _keep(draft_of(pk), closed=True)
    messages.success(request, _("已收起。"))
    return redirect("studio")


def _split(named: dict[str, str], likely: Sequence[str], chosen: Sequence[str]) -> dict[str, Any]:
    """Roles with their names: the likely and the chosen ones first, the others apart."""
    first = dict.fromkeys([*likely, *chosen])
    return {
        "chosen": chosen,
        "likely": [(c, named[c]) for c in first],
        "rest": [(c, n) for c, n in named.items() if c not in first],
    }


def _back(request: HttpRequest) -> str:
    """The page to go back to, where it is one of the studio's."""
    told_ = request.POST.get("next") or request.GET.get("next") or ""
    return told_ if re.fullmatch(r"/studio/[\w/-]*", told_) else ""


def _keep(row: Draft, **fields: Any) -> None:
    with refusals():
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=list(fields))


def _add_word(row: Draft, form: WordForm) -> bool:
    """Whether the word was added; one that is there already is told at its field."""
    asked = form.cleaned_data
    code = "_".join(re.findall(r"[a-z0-9]+", asked["en"].lower()))[:60].strip("_") or "word"
    code = code if code[0].isalpha() else f"w_{code}"
    known = vocabulary_of([*law().packs.values()]).words.get(
        (asked["type"], code)
    )  # others may mean something else by it
    if (
        shared_vocabulary().has(asked["type"], code)
        or any((w["type"], w["code"]) == (asked["type"], code) for w in row.words)
        or (known is not None and known.zh != asked["zh"])
    ):
        form.add_error("en", told(Problem("word_taken", value=code)))
        return False
    made = {"type": asked["type"], "code": code, "zh": asked["zh"], "en": asked["en"]}
    if asked["type"] == "role":
        made["held_by"] = asked["held_by"]
    if asked["type"] == "activity" and asked["needs"]:
        made["note"] = asked["needs"]
    _keep(row, words=[*row.words, made])
    return True


def _add_reading(row: Draft, form: ReadingForm) -> None:
    asked = form.cleaned_data
    others = [line.strip() for line in asked["others"].splitlines() if line.strip()]
    made: dict[str, Any] = {
        "id": free("reading", {r["id"] for r in row.readings}),
        "question": _both(asked["question"]),
        "default": _both(asked["default"]),
    }
    _keep(row, readings=[*row.readings, made | ({"others": [_both(o) for o in others]} if others else {})])


def _both(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}
