"""Every version of a paper, from the first saving on; the first has the number 1."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import F, Func, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform

from bangfu.site.papers.models import Paper


def versions_of(paper: Paper) -> QuerySet[Any]:
    """Each version with `who` saved it, the first first; none for whoever may not see drafts."""
    kept: QuerySet[Any] = apps.get_model("papers", "PaperVersion").objects.filter(pgh_obj=paper.pk)
    told = kept.annotate(account=KeyTextTransform("account", "pgh_context"))
    who = Func(F("account"), function="account_name", output_field=TextField())
    return told.annotate(who=who).order_by("pgh_id")


def count_of(paper: Paper) -> int:
    """How many there are."""
    return versions_of(paper).count()
