"""The books read a second time, in plain Python: what was moved in its order, and what may be moved next. Nothing that the
database keeps or copies is asked; what an account is was written down when the test opened it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

Use = dict[tuple[str, str], int]  # of a project: cents by kind of source and purpose
KINDS = ("source", "receipt", "allotment", "outlay")
DOWN = {"receive": "receipt", "allot": "allotment", "pay": "outlay"}
UP = {"refund": "outlay", "return": "allotment"}
SPENDING = ("established", "accepted")


@dataclass(frozen=True)
class Lies:
    """Where money lies: what the test said of it when it opened it."""

    pk: str
    kind: str
    above: Lies | None = None
    source: str = ""
    earmark: str = ""
    project: str = ""
    purpose: str = ""
    household: str = ""

    def way(self) -> list[Lies]:
        """From the source down to here."""
        return [*(self.above.way() if self.above else ()), self]


@dataclass(frozen=True)
class Moved:
    """A voucher as it was sent."""

    pk: str
    code: str
    out_of: Lies
    into: Lies
    amount: int
    on: date
    reverses: str | None = None


@dataclass
class Reading:
    """Everything that was moved, and by what it is judged what may be moved next."""

    uses: dict[str, Use]
    states: dict[str, str]
    moved: list[Moved] = field(default_factory=list[Moved])
    lies: dict[str, Lies] = field(default_factory=dict[str, Lies])
    seen: set[str] = field(default_factory=set[str])  # allotments that an inspector looked at afterwards

    def left(self, pk: str) -> int:
        """What lies in an account."""
        return sum(v.amount * ((v.into.pk == pk) - (v.out_of.pk == pk)) for v in self.moved)

    def held(self, *kinds: str, **like: str) -> int:
        """What lies in all accounts of some kinds that are like this."""
        return sum(self.left(one.pk) for one in self.of(*kinds, **like))

    def of(self, *kinds: str, **like: str) -> Iterator[Lies]:
        """The accounts of some kinds that are like this."""
        for one in self.lies.values():
            if one.kind in kinds and all(getattr(one, name) == value for name, value in like.items()):
                yield one

    def allows(self, code: str, out_of: Lies, into: Lies, amount: int, on: date) -> bool:
        """Whether money may go this way: it is the way of such a voucher, in the order of days, and there is as much and room."""
        return self._is_way(code, out_of, into) and self._may_flow(out_of, into, amount, on)

    def allows_reversal(self, was: Moved, on: date) -> bool:
        """Whether a voucher may be undone: it is none itself, is not undone yet, and its money may go back."""
        is_free = was.code != "reverse" and was.pk not in {v.reverses for v in self.moved}
        return is_free and on >= was.on and self._may_flow(was.into, was.out_of, was.amount, on)

    def may_move(self, code: str, project: str) -> bool:
        """Whether a project may be accepted, closed or dropped."""
        state, unspent = self.states[project], self.held("allotment", project=project)
        if code == "accept":
            return state == "established"
        if code == "close":
            return state == "accepted" and unspent == 0 and self._is_watched(project)
        return state == "established" and unspent == 0 and self.held("outlay", project=project) == 0

    def _is_way(self, code: str, out_of: Lies, into: Lies) -> bool:
        if code in UP:
            return out_of.kind == UP[code] and out_of.above == into
        is_new = into.pk not in self.lies
        return into.kind == DOWN[code] and into.above == out_of and (code == "allot" or is_new)

    def _may_flow(self, out_of: Lies, into: Lies, amount: int, on: date) -> bool:
        if out_of.kind != "source":
            came = [v.on for v in self.moved if v.into == out_of]
            if self.left(out_of.pk) < amount or not came or on < min(came):
                return False
        return not self._goes_down(out_of, into) or self._has_room(into, amount)

    def _goes_down(self, out_of: Lies, into: Lies) -> bool:
        return into.project != "" and KINDS.index(into.kind) > KINDS.index(out_of.kind)

    def _has_room(self, into: Lies, amount: int) -> bool:
        """Whether a project has room for what would be allotted to it or paid for it."""
        use, its = self.uses[into.project], {"project": into.project}
        if self.states[into.project] not in SPENDING:
            return False
        if into.kind == "outlay":
            paid = self.held("outlay", source=into.source, purpose=into.purpose, **its)
            room = use.get((into.source, into.purpose), 0)
            return into.earmark in ("", into.purpose) and paid + amount <= room
        of_source = sum(room for (source, _), room in use.items() if source == into.source)
        has = self.held("allotment", "outlay", source=into.source, **its)
        return has + amount <= of_source and self.held("allotment", "outlay", **its) + amount <= sum(
            use.values()
        )

    def _is_watched(self, project: str) -> bool:
        undone = {v.reverses for v in self.moved}
        paid = {v.out_of.pk for v in self.moved if v.code == "pay" and v.pk not in undone}
        return all(one.pk in self.seen for one in self.of("allotment", project=project) if one.pk in paid)
