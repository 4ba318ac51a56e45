"""In which fonts a form is set: those of official paper where the machine has them, else free ones."""

from __future__ import annotations

from functools import cache

from bangfu.paper.official.faces import fonts

# The text of a form in the order of preference; the title in the same, bold.
TEXT = (
    "FangSong",
    "FangSong_GB2312",
    "SimSun",
    "STSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
)


@cache
def text_fonts() -> list[str]:
    """The fonts that this machine has, the best first."""
    there = {family.lower() for family in fonts().families()}
    return [name for name in TEXT if name.lower() in there]
