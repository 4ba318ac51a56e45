"""The faces a PDF is set in: those that offices have where the machine has them, and one that is free where it has not.

GB/T 9704 asks for four faces. None of them may be given away, so the set-up command fetches Noto Serif SC (OFL); what the four
are told apart by is then its weight. `BANGFU_FONTS` names a folder with more faces.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

FETCHED = Path(__file__).with_name("fonts")  # written by tools/frontend.sh
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei")
# Role → faces in the order in which they are wanted, with the weight asked of them.
WANTED: dict[str, tuple[tuple[str, int], ...]] = {
    "body": (
        *((name, 400) for name in ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R")),
        *((name, 400) for name in (*SERIF, *SANS)),
    ),
    "title": (
        *((name, 400) for name in ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong")),
        *((name, 700) for name in (*SERIF, *SANS)),
    ),
    "hei": (
        *((name, 400) for name in ("SimHei", "STHeiti", "FandolHei", *SANS)),
        *((name, 700) for name in SERIF),
    ),
    "kai": (
        *((name, 400) for name in ("KaiTi_GB2312", "KaiTi", "STKaiti", "FandolKai", "LXGW WenKai")),
        *((name, 500) for name in (*SERIF, *SANS)),
    ),
}


@dataclass(frozen=True)
class Face:
    """A family, and the weight of it."""

    family: str
    weight: int


@cache
def fonts() -> typst.Fonts:
    """Every font of the machine, of the folder that was named and of what was fetched; looked for once."""
    folders = [Path(os.environ["BANGFU_FONTS"])] if os.environ.get("BANGFU_FONTS") else []
    return typst.Fonts(
        include_embedded_fonts=False, font_paths=[str(f) for f in (*folders, FETCHED) if f.is_dir()]
    )


@cache
def faces() -> dict[str, Face]:
    """The best face of each role that is there; none where the machine has no Chinese face at all."""
    have = {name.casefold() for name in fonts().families()}
    found = {
        role: next((Face(name, weight) for name, weight in wanted if name.casefold() in have), None)
        for role, wanted in WANTED.items()
    }
    return {role: face for role, face in found.items() if face}
