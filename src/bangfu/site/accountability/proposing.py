"""Proposals in the scope of whoever asks, each under a lasting key, worked out once for as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.proposing import propose_case
from bangfu.facts.case import Case
from bangfu.site.accountability.gathering import edition, gathered
from bangfu.site.clock import today
from bangfu.site.duties.law import adopted, law
from bangfu.site.web.kept import Kept, scope_of
from bangfu.site.web.models import Account

READS = ("weigh", "oversee")


@dataclass(frozen=True)
class Weighed:
    """What the facts in somebody's view come to: proposals by key, in the order of the list, and where their causes were
    found, as codes of a case.
    """

    proposals: Mapping[str, Proposal]
    places: Mapping[str, frozenset[str]]


_kept: Kept[Weighed] = Kept(most=24)
NOTHING = Weighed({}, {})


def reads(account: Account) -> bool:
    """Whether somebody may know of proposals at all: those who weigh them, and who oversees the county."""
    return any(account.may(right) for right in READS)


def proposals_for(account: Account, as_of: date | None = None) -> list[Proposal]:
    """What the adopted regulations propose by what stands today of the facts up to a day, today where none is given.

    Asked inside a request of the account: the database shows only what it sees. Nothing for who may not read proposals;
    never what concerns the account's own person or unit.
    """
    return list(weighed_for(account, as_of).proposals.values())


def find(account: Account, key: str, as_of: date | None = None) -> Proposal | None:
    """The proposal of a key; None where it is none, any longer or in this scope."""
    return weighed_for(account, as_of).proposals.get(key)


def weighed_for(account: Account, as_of: date | None = None) -> Weighed:
    """As `proposals_for`, by their keys and with their places."""
    if not reads(account):
        return NOTHING
    day, packs = as_of or today(), list(law().packs.values())
    key = (scope_of(account), day, adopted(), edition(packs))

    def made() -> Weighed:
        case = gathered(packs)
        return _weighed(account, case, propose_case(case, packs, day))

    return _kept.get(key, made)


def key_of(proposal: Proposal, first_cause: str) -> str:
    """A name that stays: of regulation, provision, subject, measure, who conducts it, and the earliest cause."""
    subject = (proposal.person, None if proposal.person else proposal.organisation)
    of = (
        proposal.regulation,
        proposal.provision,
        *subject,
        proposal.measure,
        proposal.conducted_by,
        proposal.start,
        first_cause,
    )
    return blake2b("\0".join(str(part or "") for part in of).encode(), digest_size=12).hexdigest()


def _weighed(account: Account, case: Case, found: list[Proposal]) -> Weighed:
    seen = {name: set(case[name]["id"].to_pylist()) for name in ("people", "organisations")}
    facts = {row["id"]: row for row in case["findings"].select(["id", "on", "place"]).to_pylist()}
    kept: dict[str, Proposal] = {}
    places: dict[str, frozenset[str]] = {}
    for proposal in _in_order(found):
        if _own(account, proposal) or not _visible(proposal, seen):
            continue
        causes = sorted((facts[id_]["on"], id_) for id_ in proposal.causes if id_ in facts)
        key = key_of(proposal, causes[0][1] if causes else proposal.causes[0])
        kept[key] = proposal
        places[key] = frozenset(p for _, id_ in causes if (p := facts[id_]["place"]))
    return Weighed(kept, places)


def subject_of(proposal: Proposal) -> str:
    """Whom it concerns, as one word: a person, or a unit."""
    return f"person {proposal.person}" if proposal.person else f"unit {proposal.organisation}"


def _in_order(found: list[Proposal]) -> list[Proposal]:
    """Those of one subject together, first whom something was found of last; of one subject the latest first."""
    latest: dict[str, date] = {}
    for p in found:
        subject = subject_of(p)
        latest[subject] = max(latest.get(subject, date.min), p.start)
    of = {subject: (-day.toordinal(), subject) for subject, day in latest.items()}
    return sorted(found, key=lambda p: (*of[subject_of(p)], -p.start.toordinal()))


def _own(account: Account, proposal: Proposal) -> bool:
    """Whoever it concerns is told when a case is opened, and hears nothing of what is only proposed."""
    if proposal.person:
        return proposal.person == account.person_id
    return proposal.organisation is not None and proposal.organisation == account.organisation_id


def _visible(proposal: Proposal, seen: Mapping[str, set[str]]) -> bool:
    """Whether the account sees whom it concerns."""
    if proposal.person:
        return proposal.person in seen["people"]
    return proposal.organisation in seen["organisations"]
