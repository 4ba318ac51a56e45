"""What lies in what, by national codes alone."""

from __future__ import annotations

import pytest

from bangfu.regulation.codes import prefix_of
from bangfu.regulation.packs import shipped


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("500000", "50"),  # a province whose own digits end with a zero
        ("621000000000", "6210"),
        ("620000", "62"),
        ("621121", "621121"),
        ("621120000000", "621120"),
        ("621121100", "621121100"),
        ("621121100210", "621121100210"),
        ("000000000000", ""),
    ],
)
def test_only_whole_steps_are_cut_off(code: str, prefix: str) -> None:
    assert prefix_of(code) == prefix


@pytest.mark.parametrize(
    ("place", "code", "reached"),
    [
        ("621000000000", "621121", False),
        ("621000000000", "621021", True),
        ("500000000000", "510100", False),
        ("620000000000", "621121000000", True),
        ("621121000000", "620000", False),
    ],
)
def test_a_document_reaches_its_own_place_and_what_lies_in_it(place: str, code: str, reached: bool) -> None:
    head = shipped()["gansu-2019-33"].regulation.model_copy(update={"place": place})
    assert head.reaches(code) is reached
