"""Any walk of money: what the database keeps is what a plain second reading of the vouchers says, and it refuses just what that
forbids. Earmarks hold, nothing falls below nothing, and every yuan is found from both ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.site.acting import Acting
from tests.site.fund.steps import CLERK, COUNTY, OFFICE, Steps, paper

from bangfu.errors import BangfuError
from bangfu.site.fund import booking
from bangfu.site.fund.booking import Payee
from bangfu.site.fund.models import Account, Voucher
from bangfu.site.fund.sums import balances
from bangfu.site.fund.tracing import trace

USE = {("county", "production"): 60, ("county", "training"): 30, ("social", "production"): 40}
BUDGET = sum(USE.values())
AMOUNT, PICK = st.integers(1, 70), st.integers(0, 50)


@dataclass
class Reading:
    """The second reading: what was moved, in the order of the vouchers, and nothing that the database keeps."""

    moved: list[Voucher] = field(default_factory=list)
    above: dict[str, Account] = field(default_factory=dict)  # every account by its id, as it was opened

    def left(self, account: str) -> int:
        return sum(v.amount * ((v.into_id == account) - (v.out_of_id == account)) for v in self.moved)

    def held(self, kind: str, **like: str) -> int:
        return sum(
            self.left(pk)
            for pk, one in self.above.items()
            if one.kind == kind and all(getattr(one, name) == value for name, value in like.items())
        )

    def allows(self, out_of: Account, into: Account, amount: int) -> bool:
        """Whether money may go this way: there is as much, and what it would be allotted or paid for has room for it."""
        enough = out_of.kind == "source" or self.left(out_of.pk) >= amount
        if into.kind == "outlay":
            room = USE.get((into.source, into.purpose), 0)
            held = self.held("outlay", source=into.source, purpose=into.purpose)
            return enough and into.earmark in ("", into.purpose) and held + amount <= room
        if into.kind == "allotment" and out_of.kind == "receipt":
            of_source = sum(room for (source, _), room in USE.items() if source == into.source)
            held = [self.held(kind, source=into.source) for kind in ("allotment", "outlay")]
            whole = [self.held(kind) for kind in ("allotment", "outlay")]
            return enough and sum(held) + amount <= of_source and sum(whole) + amount <= BUDGET
        return enough


class Walk(RuleBasedStateMachine):
    """One project, any receipts, and somebody who tries everything."""

    acting: Acting

    @initialize()
    def begin(self) -> None:
        self.whole = transaction.atomic()
        self.whole.__enter__()
        steps = Steps(self.acting)
        lines = [(source, purpose, amount) for (source, purpose), amount in USE.items()]
        self.project = steps.established(*lines)
        self.reading = Reading()

    def teardown(self) -> None:
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    @rule(amount=AMOUNT, source=st.sampled_from(["county", "social"]), mark=st.sampled_from(["", "training"]))
    def receive(self, amount: int, source: str, mark: str) -> None:
        with self.acting(OFFICE) as user:
            given = booking.open_source(user, COUNTY, source, "资金", mark)
            self._keep(booking.receive(user, given, amount, paper()))

    @rule(at=PICK, amount=AMOUNT)
    def allot(self, at: int, amount: int) -> None:
        if receipt := self._some("receipt", at):
            into = Account(kind="allotment", source=receipt.source)
            with self.acting(OFFICE) as user:
                self._tried(
                    self.reading.allows(receipt, into, amount),
                    lambda: booking.allot(user, receipt, self.project, amount, paper()),
                )

    @rule(at=PICK, amount=AMOUNT, purpose=st.sampled_from(["production", "training", "housing"]))
    def pay(self, at: int, amount: int, purpose: str) -> None:
        if allotment := self._some("allotment", at):
            into = Account(kind="outlay", source=allotment.source, earmark=allotment.earmark, purpose=purpose)
            with self.acting(OFFICE) as user:
                to = Payee("公司", purpose)
                self._tried(
                    self.reading.allows(allotment, into, amount),
                    lambda: booking.pay(user, allotment, amount, paper(), to),
                )

    @rule(at=PICK, amount=AMOUNT, kind=st.sampled_from(["outlay", "allotment"]))
    def bring_back(self, at: int, amount: int, kind: str) -> None:
        back = booking.refund if kind == "outlay" else booking.give_back
        if account := self._some(kind, at):
            with self.acting(OFFICE) as user:
                self._tried(
                    self.reading.left(account.pk) >= amount,
                    lambda: back(user, account, amount, paper("退回")),
                )

    @rule(at=PICK)
    def reverse(self, at: int) -> None:
        if not self.reading.moved:
            return
        was = self.reading.moved[at % len(self.reading.moved)]
        undone = {v.reverses_id for v in self.reading.moved}
        ends = (self.reading.above[was.into_id], self.reading.above[was.out_of_id])
        allowed = was.code != "reverse" and was.pk not in undone and self.reading.allows(*ends, was.amount)
        with self.acting(OFFICE) as user:
            self._tried(allowed, lambda: booking.reverse(user, was, paper("记错")))

    @invariant()
    def the_books_are_what_was_moved(self) -> None:
        if not hasattr(self, "reading"):
            return
        with self.acting(OFFICE), connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
            for account in Account.objects.filter(pk__in=self.reading.above):
                assert account.balance == self.reading.left(account.pk)
                assert (account.balance <= 0) if account.kind == "source" else (account.balance >= 0)
            assert not any(line.difference for line in balances(COUNTY))

    @invariant()
    def the_last_yuan_is_found_from_both_ends(self) -> None:
        if not getattr(self, "reading", None) or not self.reading.moved:
            return
        with self.acting(CLERK if self.reading.moved[-1].code == "pay" else OFFICE):
            last = self.reading.moved[-1]
            found = trace(Voucher.objects.get(pk=last.pk))
        assert found.way[0].account.kind == "source"
        assert [b.account.above_id for b in found.way[1:]] == [a.account.pk for a in found.way[:-1]]
        assert last.pk in {v.pk for link in found.way for v in link.vouchers}
        if found.project is not None:
            assert found.project == self.project
            assert [item.plan.kind for item in found.items] == ["annual", "three_year"]
            assert len(found.households) == 1

    def _some(self, kind: str, at: int) -> Account | None:
        known = [one for one in self.reading.above.values() if one.kind == kind]
        return known[at % len(known)] if known else None

    def _tried(self, allowed: bool, act: object) -> None:
        try:
            voucher = act()  # type: ignore[operator]
        except BangfuError:
            assert not allowed
        else:
            assert allowed
            self._keep(voucher)

    def _keep(self, voucher: Voucher) -> None:
        self.reading.moved.append(voucher)
        for pk in (voucher.out_of_id, voucher.into_id):
            self.reading.above.setdefault(pk, Account.objects.get(pk=pk))


def test_no_walk_of_money_breaks_the_books(acting: Acting) -> None:
    machine = type("WalkHere", (Walk,), {"acting": staticmethod(acting)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
