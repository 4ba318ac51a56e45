"""What the studio calls that which the database refuses."""

from bangfu.site.web.refusals import Refusals

refusals = Refusals("not_your_draft")
