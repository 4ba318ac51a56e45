"""What people do for a household: each step as an account of county a, through the app's own functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import psycopg
from django.db import DatabaseError, connection
from tests.site.acting import Acting
from tests.site.deeds import send
from tests.site.household.files import FIRST
from tests.site.world import OWN, TODAY

from bangfu.errors import BangfuError
from bangfu.site.household.filing import file_version
from bangfu.site.measures import planning, recording
from bangfu.site.measures.gaps import Gap, gaps
from bangfu.site.measures.models import Measure, Plan
from bangfu.site.roster.models import Household, Person
from bangfu.site.web.models import Account

CLERK, HELPER, OFFICE = "township_clerk", "responsible_helper", "county_office"
BARE, YEAR = "99-bare", TODAY.year
Answer = TypeVar("Answer")


class Steps:
    """Doing things, and asking what is missing."""

    def __init__(self, acting: Acting, owner: psycopg.Connection[Any]) -> None:
        self.acting, self.owner = acting, owner

    def by(self, who: str, do: Callable[[Account], Answer]) -> Answer:
        with self.acting(who) as account:
            return do(account)

    def wish(self, who: str = CLERK, pk: str = BARE, **said: Any) -> str:
        said = {"on": TODAY, "own_words": "想养蜂", "agrees": "yes"} | said
        return self.by(who, lambda a: recording.wish(a, _home(pk), **said).pk)

    def draft(self, year: int = YEAR, pk: str = BARE, who: str = CLERK) -> str:
        return self.by(who, lambda a: planning.begin(a, _home(pk), year).pk)

    def measure(self, plan: str, category: str = "industry", text: str = "发放蜂箱", **more: Any) -> str:
        def do(account: Account) -> str:
            person = Person.objects.get(pk=OWN.id("person"))
            wanted = planning.Wanted(category, text, person, **more)
            return planning.add(account, Plan.objects.get(pk=plan), wanted).pk

        return self.by(CLERK, do)

    def adopt(self, plan: str, on: date = TODAY) -> None:
        self.by(CLERK, lambda _: planning.adopt(Plan.objects.get(pk=plan), on))

    def planned(self, pk: str = BARE, **more: Any) -> str:
        """A plan of this year with a measure, in force."""
        self.wish(pk=pk)
        plan = self.draft(pk=pk)
        found = self.measure(plan, **more)
        self.adopt(plan)
        return found

    def carry_on(self, measure: str, state: str, result: str = "") -> None:
        self.by(CLERK, lambda _: planning.carry_on(Measure.objects.get(pk=measure), state, result))

    def decide(self, category: str, decision: str, reason: str = "", pk: str = BARE) -> None:
        said = {category: (decision, reason)}
        self.by(CLERK, lambda a: recording.decide(a, _home(pk), YEAR, TODAY, said))

    def file(self, causes: tuple[str, ...] = ("illness",), note: str = "", **member: Any) -> None:
        """A file with one person besides the head."""
        rows = (FIRST.members[0], {"name": "示例", "relation": "child"} | member)
        draft = replace(FIRST, note=note, facts={"causes": list(causes)}, members=rows)
        self.by(CLERK, lambda a: file_version(a, _home(BARE), draft))

    def file_again(self, **member: Any) -> None:
        """What changed since."""
        self.file(note="入户核实", **member)

    def found(self, code: str, pk: str = BARE, who: str = CLERK) -> list[Gap]:
        """What is missing of a household under a code."""
        return self.by(who, lambda _: [g for g in gaps(TODAY) if g.code == code and g.household == pk])

    def send(self, who: str, desk: str, pk: str, what: str, fields: dict[str, Any]) -> list[str]:
        """Do it as a program does; gives the codes of what was refused."""
        status, codes = send(who, desk, pk, what, fields)
        assert (status == 201) == (not codes), (status, codes)
        return codes

    def run(self, who: str, statement: str, words: Any = None) -> int:
        """A statement as the site's own role."""
        with self.acting(who), connection.cursor() as cursor:
            cursor.execute(statement, words)
            return cursor.rowcount


def refused(do: Callable[[], object]) -> str:
    """The code of what was refused; nothing where it was done."""
    try:
        do()
    except BangfuError as error:
        return error.problems[0].code
    except DatabaseError as error:
        return (error.__cause__.diag.message_primary or "") if error.__cause__ else str(error)  # type: ignore[union-attr]
    return ""


def _home(pk: str) -> Household:
    return Household.objects.get(pk=pk)
