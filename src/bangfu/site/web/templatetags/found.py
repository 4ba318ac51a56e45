"""What came of an inspection: its findings and its papers, on the page of the inspection, which knows of neither."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from bangfu.site.papers.drafts import TO_A_BODY, WHOLE
from bangfu.site.papers.gathering import bodies
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Paper
from bangfu.site.rectification.models import Finding
from bangfu.site.supervision.models import Campaign

register = template.Library()
MOST = 50


@register.inclusion_tag("supervision/_found.html", takes_context=True)
def found_in(context: RequestContext, campaign: Campaign) -> dict[str, Any]:
    """The boxes, with what this account may draft."""
    rows = Finding.objects.filter(campaign=campaign).exclude(state="discarded")
    return {
        "campaign": campaign,
        "user": context["user"],
        "csrf_token": context.get("csrf_token"),
        "findings": rows.select_related("body", "organisation").order_by("year", "number", "made_at")[:MOST],
        "papers": Paper.objects.filter(about=campaign.pk)[:MOST],
        "bodies": bodies(campaign),
        "kinds": [(kind.value, kind.label) for kind in WHOLE],
        "to_bodies": [(kind.value, Kind(kind).label) for kind in TO_A_BODY],
    }
