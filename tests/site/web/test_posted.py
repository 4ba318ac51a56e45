"""What a public notice tells of a household: enough for a neighbour, too little for a stranger."""

from __future__ import annotations

import pytest

from bangfu.site.web.posted import Posted, posted


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("", ""),
        ("大川村三组", "三组"),
        ("四联村12组28号，电话13900000000", "12组"),
        ("二 社", "二 社"),
        ("组长家对面", ""),
    ],
)
def test_of_an_address_only_the_group_is_told(address: str, group: str) -> None:
    assert posted("孙大山", address, 3) == Posted("孙", group, 3)


def test_of_a_name_only_the_surname_is_told() -> None:
    assert posted("孙大山", "", None).head == "孙某"
    assert posted("", "", None).head == ""
