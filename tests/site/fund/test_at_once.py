"""Money that several move at once, each over a connection of its own: nothing is spent twice, and nobody is left without an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connections, transaction
from tests.site.fund.steps import BUDGET, OFFICE, Steps, paper

from bangfu.errors import BangfuError
from bangfu.site.fund import booking, planning
from bangfu.site.fund.booking import Payee
from bangfu.site.fund.models import Account, Project, Voucher
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account as User

Act = Callable[[User], object]


def at_once(*acts: Act, level: str = "read committed") -> Counter[str]:
    """What each is told who acts as the county office over a connection of its own, all at the same moment."""
    start = Barrier(len(acts))

    def do(act: Act) -> str:
        try:
            with transaction.atomic():
                with connections["default"].cursor() as cursor:
                    cursor.execute(f"set transaction isolation level {level}")
                user = enter(f"99-a-{OFFICE}")
                assert user is not None
                start.wait(30)
                act(user)
        except BangfuError as error:
            return error.problems[0].code
        finally:
            connections["default"].close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(do, acts))


def paying(allotment: Account, amount: int) -> Act:
    return lambda user: booking.pay(user, allotment, amount, paper(), Payee("公司", "production"))


def returning(allotment: Account, amount: int) -> Act:
    return lambda user: booking.give_back(user, allotment, amount, paper("结余"))


def refunding(outlay: Account, amount: int) -> Act:
    return lambda user: booking.refund(user, outlay, amount, paper("多付"))


def reversing(voucher: Voucher) -> Act:
    return lambda user: booking.reverse(user, voucher, paper("记错"))


def dropping(project: Project) -> Act:
    return lambda user: planning.move(user, project, "drop", "不办了")


def left(steps: Steps, account: Account) -> int:
    with steps.acting(OFFICE):
        return Account.objects.get(pk=account.pk).balance


def below(steps: Steps, account: Account) -> list[Account]:
    with steps.acting(OFFICE):
        return list(Account.objects.filter(above=account))


def receipt_of(steps: Steps, allotment: Account) -> Account:
    with steps.acting(OFFICE):
        return Account.objects.get(pk=allotment.above_id)


def allotting(receipt: Account, project: Project, amount: int) -> Act:
    return lambda user: booking.allot(user, receipt, project, amount, paper())


class TestPayments:
    def test_six_of_one_allotment(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established(), 100)
        assert at_once(*[paying(allotment, 30)] * 6) == {"done": 3, "fund_overdrawn": 3}
        assert left(steps, allotment) == 10

    def test_of_two_allotments_for_one_line_of_the_plan_of_use(self, steps: Steps) -> None:
        project = steps.established(("county", "production", 100), ("county", "training", 100))
        one, other = (steps.allot(steps.receipt(), project, 100) for _ in range(2))
        told = at_once(*[paying(one, 30), paying(other, 30)] * 3)
        assert told == {"done": 3, "fund_not_in_use_plan": 3}

    def test_while_the_allotment_is_returned(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established(), 100)
        told = at_once(*[paying(allotment, 100), returning(allotment, 100)] * 3)
        assert told == {"done": 1, "fund_overdrawn": 5}

    def test_while_the_payee_gives_back(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established(), 100)
        outlay = steps.pay(allotment, 100).into
        told = at_once(*[paying(allotment, 50), refunding(outlay, 50)] * 3)
        assert 2 <= told["done"] <= 4 and set(told) == {"done", "fund_overdrawn"}
        spent = sum(left(steps, one) for one in below(steps, allotment))
        assert spent + left(steps, allotment) == 100

    def test_while_the_project_is_dropped(self, steps: Steps) -> None:
        project = steps.established()
        allotment = steps.allot(steps.receipt(), project, 100)
        steps.by(OFFICE, returning(allotment, 100))
        told = at_once(*[allotting(receipt_of(steps, allotment), project, 100), dropping(project)] * 3)
        assert told["done"] in (1, 3)  # dropped, and nothing more; or allotted as often as there is room
        with steps.acting(OFFICE):
            project.refresh_from_db()
            held = Account.objects.get(pk=allotment.pk).balance
        assert (project.state == "dropped") == (held == 0)


class TestReceipts:
    def test_three_projects_of_one_receipt(self, steps: Steps) -> None:
        receipt, projects = steps.receipt(100), [steps.established() for _ in range(3)]
        told = at_once(*[allotting(receipt, project, 40) for project in projects * 2])
        assert told["done"] == 2 and told["fund_overdrawn"] + told["fund_twice"] == 4
        assert left(steps, receipt) == 20

    def test_what_came_in_is_undone_while_it_is_allotted(self, steps: Steps) -> None:
        receipt, project = steps.receipt(100), steps.established()
        with steps.acting(OFFICE):
            received = Voucher.objects.get(into=receipt)
        told = at_once(*[reversing(received), allotting(receipt, project, 100)] * 2)
        assert told["done"] == 1 and told.total() == 4

    def test_a_budget_is_not_exceeded_out_of_several(self, steps: Steps) -> None:
        project, receipts = steps.established(), [steps.receipt() for _ in range(4)]
        told = at_once(*[allotting(receipt, project, BUDGET // 2) for receipt in receipts])
        assert told == {"done": 2, "fund_over_budget": 2}


class TestTheWayBack:
    def test_a_voucher_is_reversed_once(self, steps: Steps) -> None:
        paid = steps.pay(steps.allot(steps.receipt(), steps.established()), 100)
        assert at_once(*[reversing(paid)] * 4) == {"done": 1, "fund_reversed_already": 3}

    def test_refunds_are_no_more_than_was_paid(self, steps: Steps) -> None:
        outlay = steps.pay(steps.allot(steps.receipt(), steps.established()), 100).into
        assert at_once(*[refunding(outlay, 40)] * 5) == {"done": 2, "fund_overdrawn": 3}

    def test_a_refund_and_the_reversal_of_its_payment(self, steps: Steps) -> None:
        paid = steps.pay(steps.allot(steps.receipt(), steps.established()), 100)
        told = at_once(*[refunding(paid.into, 60), reversing(paid)] * 2)
        assert told["done"] == 1 and left(steps, paid.into) in (0, 40)


class TestOtherWays:
    """A client that asks for a view of the books as they were would not see what others did meanwhile."""

    @pytest.mark.parametrize("level", ["repeatable read", "serializable"])
    def test_no_money_moves_by_books_that_stand_still(self, steps: Steps, level: str) -> None:
        project = steps.established(("county", "production", 100), ("county", "training", 100))
        one, other = (steps.allot(steps.receipt(), project, 100) for _ in range(2))
        told = at_once(paying(one, 60), paying(other, 60), level=level)
        assert told == {"fund_stale": 2}

    @pytest.mark.parametrize("level", ["repeatable read", "serializable"])
    def test_no_project_moves_by_them(self, steps: Steps, level: str) -> None:
        project = steps.established()
        assert at_once(dropping(project), level=level) == {"fund_stale": 1}

    def test_two_who_wait_for_each_other_are_told_so(self, steps: Steps) -> None:
        receipt, projects = steps.receipt(), [steps.established() for _ in range(2)]

        def both(first: Project, second: Project) -> Act:
            def act(user: User) -> None:
                allotting(receipt, first, 10)(user)
                sleep(0.3)
                allotting(receipt, second, 10)(user)

            return act

        told = at_once(both(*projects), both(*reversed(projects)))
        assert told == {"done": 1, "at_once": 1}
        assert left(steps, receipt) == BUDGET - 20
