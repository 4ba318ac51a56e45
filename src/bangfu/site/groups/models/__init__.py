"""The tables of groups."""

from bangfu.site.groups.models.keeping import Check, Copy, Note
from bangfu.site.groups.models.standing import Group, Member, Team
from bangfu.site.groups.models.yearly import Assessment, Review

__all__ = ("Assessment", "Check", "Copy", "Group", "Member", "Note", "Review", "Team")
