"""Kinds of bearer: the few groups in which a leader looks at the many roles of the regulations."""

from __future__ import annotations

from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES

_GROUPS: dict[str, tuple[str, ...]] = {
    "cadre": RESIDENT_CADRES,
    "helper": ("responsible_helper",),
    "unit_leader": LEADERS["unit_leader"],
    "unit": ("assisting_unit", "lead_unit", "coordinating_unit", "dispatching_unit", "resident_team"),
    "leader": (
        "province_liaison_leader",
        "county_liaison_leader",
        "county_chief_team_leader",
        "township_chief_team_leader",
        "township_party_secretary",
    ),
    "government": ("prefecture_government", "county_government", "township_government", "township_group"),
    "service": (
        "agri_technician",
        "legal_adviser",
        "rural_finance_officer",
        "agri_service_group",
        "legal_service_group",
    ),
}
OTHER = "other"
GROUPS: tuple[str, ...] = (*_GROUPS, OTHER)  # in the order in which they are shown
_GROUP_OF = {role: group for group, roles in _GROUPS.items() for role in roles}


def group_of(role: str) -> str:
    """The kind of bearer of a role; roles that packs add, and offices, are `other`."""
    return _GROUP_OF.get(role, OTHER)
