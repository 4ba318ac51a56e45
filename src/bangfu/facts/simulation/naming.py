"""Names that nobody can take for real ones, and ids that begin with 99."""

from __future__ import annotations

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
SYNTHETIC = "合成"


def person_id(number: int) -> str:
    """The id of a made-up person."""
    return f"99{number:08}"


def person_name(number: int) -> str:
    """The name of a made-up person: 王某12（合成）."""
    return f"{SURNAMES[number % len(SURNAMES)]}某{number}（{SYNTHETIC}）"


def household_id(number: int) -> str:
    """The id of a made-up household."""
    return f"99h{number:07}"


def household_head(number: int) -> str:
    """The head of a made-up household."""
    return f"{SURNAMES[number % len(SURNAMES)]}某户{number}（{SYNTHETIC}）"


def unit_id(number: int) -> str:
    """The id of a made-up unit."""
    return f"99u{number:05}"


def unit_name(what: str) -> str:
    """The name of a made-up unit."""
    return f"{what}（{SYNTHETIC}）"
