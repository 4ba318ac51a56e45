"""What the database keeps and what pages tell, set beside the second reading."""

from __future__ import annotations

from collections.abc import Sequence

from tests.site.acting import Acting
from tests.site.fund.second_reading import Lies, Moved, Reading
from tests.site.fund.steps import CLERK, COUNTY, OFFICE

from bangfu.site.fund.models import Account, Posting, Project, Voucher
from bangfu.site.fund.sums import balances, sums_of, uses_left
from bangfu.site.fund.tracing import reached, trace
from bangfu.site.roster.models import Household


class Comparing:
    """What stood there before is left out of account; `serves`: the project that serves the household."""

    def __init__(self, acting: Acting, reading: Reading, serves: Project, house: str) -> None:
        self.acting, self.reading, self.serves, self.house = acting, reading, serves, house
        with acting(OFFICE):
            self.accounts = Account.objects.count() - len(reading.lies)
            self.vouchers = Voucher.objects.count()
            self.direct = {one.pk for one in reached(Household.objects.get(pk=house)).direct}

    def books(self) -> None:
        """Accounts, vouchers, postings and sums, and that a refusal left nothing behind."""
        with self.acting(OFFICE):
            self._vouchers()
            self._accounts()
            self._projects()
            self._sources()

    def ways(self, moved: Sequence[Moved]) -> None:
        """Each voucher from its source down to whom it reached, and the household's money back up."""
        with self.acting(CLERK):
            for one in moved:
                if one.into.project or one.out_of.project:
                    self._way(one)
            self._household()

    def _vouchers(self) -> None:
        sent = {
            v.pk: (v.code, v.out_of.pk, v.into.pk, v.amount, v.on, v.reverses) for v in self.reading.moved
        }
        columns = ("code", "out_of", "into", "amount", "on", "reverses")
        kept = {
            pk: tuple(row) for pk, *row in Voucher.objects.filter(pk__in=sent).values_list("pk", *columns)
        }
        assert kept == sent
        assert Voucher.objects.count() == self.vouchers + len(sent)
        posted = Posting.objects.filter(voucher__in=sent).values_list("voucher", "account", "amount")
        told = [(v.pk, v.out_of.pk, -v.amount) for v in self.reading.moved]
        told += [(v.pk, v.into.pk, v.amount) for v in self.reading.moved]
        assert sorted(posted) == sorted(told)

    def _accounts(self) -> None:
        assert Account.objects.count() == self.accounts + len(self.reading.lies)
        names = ("kind", "above", "source", "earmark", "project", "purpose", "household", "balance")
        for pk, *row in Account.objects.filter(pk__in=self.reading.lies).values_list("pk", *names):
            one, left = self.reading.lies[pk], self.reading.left(pk)
            above = one.above and one.above.pk
            said = (
                one.kind,
                above,
                one.source,
                one.earmark,
                one.project or None,
                one.purpose,
                one.household or None,
            )
            assert tuple(row) == (*said, left)
            assert left <= 0 if one.kind == "source" else left >= 0
            assert one.kind != "outlay" or one.earmark in ("", one.purpose)

    def _projects(self) -> None:
        for pk, use in self.reading.uses.items():
            paid, budget = self.reading.held("outlay", project=pk), sum(use.values())
            allotted = paid + self.reading.held("allotment", project=pk)
            told = sums_of({pk: budget})[pk]
            assert (told.allotted, told.paid) == (allotted, paid)
            assert allotted <= budget
            for line, spent in uses_left(pk):
                its = {"project": pk, "source": line.source, "purpose": line.purpose}
                assert spent == self.reading.held("outlay", **its) <= use[line.source, line.purpose]
            assert Project.objects.get(pk=pk).state == self.reading.states[pk]

    def _sources(self) -> None:
        """GI-39, each source for itself."""
        lines = {line.account.pk: line for line in balances(COUNTY)}
        for source in self.reading.of("source"):
            held: dict[str, int] = {"receipt": 0, "allotment": 0, "outlay": 0}
            for one in self.reading.of(*held):
                if one.way()[0] == source:
                    held[one.kind] += self.reading.left(one.pk)
            line = lines[source.pk]
            told = (line.unallotted, line.unspent, line.paid, line.difference)
            assert told == (*held.values(), 0)
            assert line.received == sum(held.values()) == -self.reading.left(source.pk)

    def _way(self, one: Moved) -> None:
        found, last = trace(Voucher.objects.get(pk=one.pk)), self._lower(one)
        assert [link.account.pk for link in found.way] == [each.pk for each in last.way()]
        assert one.pk in {v.pk for link in found.way for v in link.vouchers}
        for link, lies in zip(found.way[1:], last.way()[1:], strict=True):
            between = {lies.pk, lies.above and lies.above.pk}
            moved = {v.pk for v in self.reading.moved if {v.out_of.pk, v.into.pk} == between}
            assert {v.pk for v in link.vouchers} == moved
        assert found.project is not None and found.project.pk == last.project
        assert [item.plan.kind for item in found.items] == ["annual", "three_year"]
        served = [self.house] if last.household or last.project == self.serves.pk else []
        assert [each.pk for each in found.households] == served
        assert found.is_direct == bool(last.household)

    def _lower(self, one: Moved) -> Lies:
        return one.into if one.out_of == one.into.above else one.out_of

    def _household(self) -> None:
        """Everything that reached the household, and each of it back to its source."""
        got = reached(Household.objects.get(pk=self.house))
        direct = {one.pk: one.balance for one in got.direct if one.pk not in self.direct}
        its = {one.pk: self.reading.left(one.pk) for one in self.reading.of("outlay", household=self.house)}
        assert direct == {pk: left for pk, left in its.items() if left}
        for one in got.direct:
            if one.pk in its:
                ways = [trace(voucher).way for voucher in one.takes.all()]  # type: ignore[attr-defined]
                assert [[link.account.pk for link in way] for way in ways] == [
                    [each.pk for each in self.reading.lies[one.pk].way()]
                ] * len(ways)
        paid = {one.project.pk: one.paid for one in got.served if one.project.pk in self.reading.uses}
        assert paid == {self.serves.pk: self.reading.held("outlay", project=self.serves.pk)}
