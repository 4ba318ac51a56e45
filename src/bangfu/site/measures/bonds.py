"""Which adopted regulations forbid leaving a household without a helper: read from packs, held by the database.

A pack says so with a prohibition (`checklist`, `prohibited = true`) that rests on its requirement that every household has
a helper. No other regulation binds anybody, and none binds outside its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.regulation.codes import prefix_of
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped, worded
from bangfu.site.duties.models import Adoption
from bangfu.site.measures.models import Bond

DIGITS = 12


def refresh() -> None:
    """Write down the bonds of the shipped packs, and of those that were written here and adopted."""
    written = Adoption.objects.exclude(pack="").values_list("regulation", "pack")
    packs = {**shipped(), **{name: worded(name, text) for name, text in written}}
    found = [bond for pack in packs.values() for bond in bonds_of(pack)]
    Bond.objects.exclude(pk__in=[bond.pk for bond in found]).delete()
    for bond in found:
        bond.save()


def bonds_of(pack: Regulation) -> Iterator[Bond]:
    """The bond of a pack, if it makes one."""
    head, kinds = pack.regulation, _helped(pack)
    for provision in pack.provision:
        rule = provision.checklist
        if rule and rule.prohibited and (asked := kinds.keys() & set(rule.evidence)):
            prefix = prefix_of(head.place)
            yield Bond(
                regulation=head.id, clause=provision.id, first=int(prefix.ljust(DIGITS, "0")),
                last=int(prefix.ljust(DIGITS, "9")), kinds=sorted(kind for name in asked for kind in kinds[name]),
                start=head.start, end=head.end,
            )  # fmt: skip
            return


def _helped(pack: Regulation) -> dict[str, list[str]]:
    """The requirements that every household of some kinds has a helper."""
    rules = [p.requirement for p in pack.provision if p.requirement]
    return {rule.id: list(rule.household_kind) for rule in rules if rule.check == "household_has_helper"}
