"""How the studio says what was read and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from bangfu.regulation.composing.labels import named
from bangfu.site.web.words import tongue

register = template.Library()
_SIGNS = {">=": "≥ ", "<=": "≤ ", "==": "= ", "all": ""}


@register.filter
def kind_name(code: str) -> str:
    """What a provision of a kind is."""
    return named("kind", code, tongue())


@register.filter
def percent_of(share: float | None) -> str:
    """How sure a reading is, in percent."""
    return f"{round((share or 0) * 100)}%"


@register.filter
def amount_said(line: Mapping[str, Any]) -> str:
    """Number, unit, period and for whom, as drafting read them."""
    numbers = dict.fromkeys(str(n) for n in (line.get("min"), line.get("max")) if n is not None)
    amount = _SIGNS.get(line.get("comparator") or "", "") + "–".join(numbers) + (line.get("unit") or "")
    per = named("per", line["per"], tongue()) if line.get("per") else ""
    parts = [_("全部") if line.get("comparator") == "all" else "", amount, per, line.get("each") or ""]
    return " ".join(p for p in parts if p)
