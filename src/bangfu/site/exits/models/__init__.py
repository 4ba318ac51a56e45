"""What is kept of leaving and watching."""

from bangfu.site.exits.models.county import Draw, Lot, Setting
from bangfu.site.exits.models.courses import Course, Move, Objection
from bangfu.site.exits.models.standing import Risk, Standing

__all__ = ["Course", "Draw", "Lot", "Move", "Objection", "Risk", "Setting", "Standing"]
