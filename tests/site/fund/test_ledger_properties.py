"""Any walk of money, by anybody who tries everything: what the database keeps is what a plain second reading says, and it refuses
just what that forbids. Earmarks hold, nothing falls below nothing, nothing of the past changes, every yuan is found from both ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.site.acting import Acting
from tests.site.fund.comparing import Comparing
from tests.site.fund.second_reading import DOWN, Lies, Moved, Reading, Use
from tests.site.fund.steps import COUNTY, OFFICE, TODAY, YESTERDAY, Steps, paper
from tests.site.world import OWN

from bangfu.errors import BangfuError
from bangfu.site.clock import moment
from bangfu.site.fund import booking, planning
from bangfu.site.fund.booking import Payee
from bangfu.site.fund.models import Account, Project, Voucher
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account as User

HOUSE = OWN.id("household")
USES: tuple[Use, ...] = (
    {("county", "production"): 60, ("county", "training"): 30, ("social", "production"): 40},
    {("county", "production"): 50, ("county", "housing"): 20},
)
SOURCES = (("county", ""), ("county", "training"), ("social", ""))
PURPOSES = ("production", "production", "training", "housing")
ALL, MORE = 0, -1  # all that is left where it lies, and a cent more
AMOUNT = st.one_of(st.integers(1, 70), st.sampled_from([ALL, MORE]))
EARLIER = YESTERDAY - timedelta(days=3)
PICK, ON = st.integers(0, 50), st.sampled_from([YESTERDAY, EARLIER, EARLIER - timedelta(days=1)])


class Walk(RuleBasedStateMachine):
    """Two projects, one that serves a household and one that serves a village; three sources with money on its way; any order."""

    acting: Acting

    @initialize()
    def begin(self) -> None:
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.steps = Steps(self.acting)
        self.projects = [self._established(use) for use in USES]
        self.reading = Reading(
            {one.pk: use for one, use in zip(self.projects, USES, strict=True)},
            dict.fromkeys((one.pk for one in self.projects), "established"),
        )
        for kind, mark in SOURCES:
            with self.acting(OFFICE) as user:
                pk = booking.open_source(user, COUNTY, kind, "资金", mark).pk
            self.reading.lies[pk] = Lies(pk, "source", source=kind, earmark=mark)
        self.comparing = Comparing(self.acting, self.reading, self.projects[0], HOUSE)
        for at in range(len(SOURCES)):
            self.receive(at, 100, "", EARLIER)
        for at, which, amount in ((0, 0, 70), (1, 0, 20), (2, 0, 40), (0, 1, 20)):
            self.allot(at, which, amount, EARLIER)

    def teardown(self) -> None:
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    @rule(at=PICK, amount=st.integers(1, 70), mark=st.sampled_from(["", "", "training", "housing"]), on=ON)
    def receive(self, at: int, amount: int, mark: str, on: date) -> None:
        source = self._some("source", at)
        assert source
        into = Lies("new", "receipt", source, source.source, source.earmark or mark)
        is_ours = mark in ("", source.earmark) or not source.earmark
        self._try(
            is_ours,
            ("receive", source, into, amount, on),
            lambda user: booking.receive(user, account(source), amount, paper(on=on), mark),
        )

    @rule(at=PICK, which=st.sampled_from([0, 0, 1]), amount=AMOUNT, on=ON)
    def allot(self, at: int, which: int, amount: int, on: date) -> None:
        receipt, project = self._some("receipt", at), self.projects[which]
        if receipt:
            amount = self._meant(receipt, amount)
            known = next(
                (a for a in self.reading.of("allotment", project=project.pk) if a.above == receipt), None
            )
            into = known or Lies("new", "allotment", receipt, receipt.source, receipt.earmark, project.pk)
            self._try(
                self.reading.allows("allot", receipt, into, amount, on),
                ("allot", receipt, into, amount, on),
                lambda user: booking.allot(user, account(receipt), project, amount, paper(on=on)),
            )

    @rule(at=PICK, amount=AMOUNT, purpose=st.sampled_from(PURPOSES), to_house=st.booleans(), on=ON)
    def pay(self, at: int, amount: int, purpose: str, to_house: bool, on: date) -> None:
        if allotment := self._some("allotment", at):
            amount, house = self._meant(allotment, amount), HOUSE if to_house else ""
            mark, project = allotment.earmark, allotment.project
            into = Lies("new", "outlay", allotment, allotment.source, mark, project, purpose, house)
            payee = Payee("收款方", purpose, Household(pk=house) if house else None)
            is_served = not house or project == self.projects[0].pk
            self._try(
                is_served and self.reading.allows("pay", allotment, into, amount, on),
                ("pay", allotment, into, amount, on),
                lambda user: booking.pay(user, account(allotment), amount, paper(on=on), payee),
            )

    @rule(at=PICK, amount=AMOUNT, code=st.sampled_from(["refund", "return"]), on=ON)
    def bring_back(self, at: int, amount: int, code: str, on: date) -> None:
        back, kind = {
            "refund": (booking.refund, "outlay"),
            "return": (booking.give_back, "allotment"),
        }[code]
        if out_of := self._some(kind, at):
            assert out_of.above
            amount = self._meant(out_of, amount)
            self._try(
                self.reading.allows(code, out_of, out_of.above, amount, on),
                (code, out_of, out_of.above, amount, on),
                lambda user: back(user, account(out_of), amount, paper("退回", on)),
            )

    @rule(at=PICK, on=ON)
    def reverse(self, at: int, on: date) -> None:
        if self.reading.moved:
            was = self.reading.moved[at % len(self.reading.moved)]
            self._try(
                self.reading.allows_reversal(was, on),
                ("reverse", was.into, was.out_of, was.amount, on, was.pk),
                lambda user: booking.reverse(user, Voucher.objects.get(pk=was.pk), paper("记错", on)),
            )

    @rule(ends=st.tuples(PICK, PICK), code=st.sampled_from([*DOWN, "refund", "return"]), amount=AMOUNT)
    def forge(self, ends: tuple[int, int], code: str, amount: int) -> None:
        """A voucher of any kind between any two accounts, past every function of the site."""
        known = list(self.reading.lies.values())
        out_of, into = (known[at % len(known)] for at in ends)
        amount = self._meant(out_of, amount)
        self._try(
            out_of != into and self.reading.allows(code, out_of, into, amount, YESTERDAY),
            (code, out_of, into, amount, YESTERDAY),
            lambda user: forged(user, code, out_of, into, amount),
        )

    @rule(which=st.sampled_from([0, 1]), code=st.sampled_from(["accept", "close", "drop"]))
    def move(self, which: int, code: str) -> None:
        project, may = self.projects[which], self.reading.may_move(code, self.projects[which].pk)
        try:
            with self.acting(OFFICE) as user:
                planning.move(user, project, code, "已核对", "示例号")
        except BangfuError:
            assert not may
        else:
            assert may
            self.reading.states[project.pk] = {"accept": "accepted", "close": "closed"}.get(code, "dropped")

    @rule(at=PICK)
    def supervise(self, at: int) -> None:
        if allotment := self._some("allotment", at):
            with self.acting(OFFICE):
                found = account(allotment)
            self.steps.supervise(found, TODAY)
            self.reading.seen.add(allotment.pk)

    @rule()
    def every_yuan_is_found_from_both_ends(self) -> None:
        self.comparing.ways(self.reading.moved)

    @invariant()
    def the_books_are_what_was_moved(self) -> None:
        if hasattr(self, "comparing"):
            self.comparing.books()
            self.comparing.ways(self.reading.moved[-1:])

    def _established(self, use: Use) -> Project:
        lines = [(source, purpose, amount) for (source, purpose), amount in use.items()]
        if use is USES[0]:
            return self.steps.established(*lines)
        project = self.steps.propose(budget=sum(use.values()), for_village=True)
        self.steps.use(project, *lines)
        return self.steps.move(project, "review", "approve_use", "establish")

    def _some(self, kind: str, at: int) -> Lies | None:
        known = list(self.reading.of(kind))
        return known[at % len(known)] if known else None

    def _meant(self, out_of: Lies, amount: int) -> int:
        return amount if amount > 0 else max(self.reading.left(out_of.pk) - amount, 1)

    def _try(self, allowed: bool, sent: tuple[Any, ...], act: Callable[[User], Voucher]) -> None:
        """Do it as the county office; it is done just where the second reading allows it, which then reads it."""
        try:
            with self.acting(OFFICE) as user:
                voucher = act(user)
        except (BangfuError, DatabaseError) as error:
            assert not allowed, error
        else:
            assert allowed
            code, out_of, into, *rest = sent
            if into.pk == "new":
                into = Lies(voucher.into_id, *list(vars(into).values())[1:])
                self.reading.lies[into.pk] = into
            self.reading.moved.append(Moved(voucher.pk, code, out_of, into, *rest))


def account(lies: Lies) -> Account:
    return Account.objects.get(pk=lies.pk)


def forged(user: User, code: str, out_of: Lies, into: Lies, amount: int) -> Voucher:
    made = Voucher(
        code=code, out_of_id=out_of.pk, into_id=into.pk, place_id=COUNTY, amount=amount, on=YESTERDAY, document="号",
        words="说明", by=user.pk, at=moment(),
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def test_no_walk_of_money_breaks_the_books(acting: Acting) -> None:
    machine = type("WalkHere", (Walk,), {"acting": staticmethod(acting)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=settings().max_examples // 3,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
