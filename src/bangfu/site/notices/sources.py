"""Which kinds of notices tell of something that waits, and who knows of it."""

from __future__ import annotations

from bangfu.site.notices import deciding, rectifying, reviewing, tipping
from bangfu.site.notices.events import Source
from bangfu.site.notices.models import Kind

SOURCES: dict[str, Source] = {
    Kind.FINDING: rectifying,
    Kind.REVIEW: reviewing,
    Kind.TIP: tipping,
    Kind.CASE: deciding,
}
