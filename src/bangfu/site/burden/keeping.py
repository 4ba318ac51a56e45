"""What the database refuses of costs, forms and complaints, in the words of the catalogue."""

from __future__ import annotations

from bangfu.site.web.refusals import Refusals

kept = Refusals("burden_not_yours")
