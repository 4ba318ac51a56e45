"""What the demo's people did besides their entries, in the order in which it could have happened."""

from __future__ import annotations

from bangfu.site.clock import today
from bangfu.site.demo.cases import take_up
from bangfu.site.demo.corrections import ask
from bangfu.site.demo.findings import find
from bangfu.site.demo.honours import give
from bangfu.site.demo.inspections import inspect
from bangfu.site.demo.papers import begin_series, issue
from bangfu.site.demo.sheets import fill_sheets
from bangfu.site.demo.tips import send_tips
from bangfu.site.roster.models import Place


def work(county: Place) -> None:
    """All of it, by the accounts that people sign in with."""
    inspect(county)
    fill_sheets()
    find(county)
    begin_series(county)
    take_up()
    give(county)
    ask()
    issue(county)
    send_tips(county, today())
