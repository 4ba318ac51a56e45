"""Sentences drawn from a grammar that knows what they mean, compared with what is drafted from them.

The grammar (`genre.py`, `genre_more.py`) shares nothing with the drafting code, so that neither can excuse the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.genre import PATTERNS, Pattern
from tests.drafting.genre_more import MORE
from tests.drafting.test_classes import told

from bangfu.regulation.drafting.draft import draft


@pytest.mark.parametrize("pattern", (*PATTERNS, *MORE), ids=lambda pattern: pattern.__name__)
@settings(max_examples=120, derandomize=True, deadline=None)
@given(data=st.data())
def test_a_sentence_is_drafted_as_it_was_meant(pattern: Pattern, data: st.DataObject) -> None:
    def pick(choices: Sequence[Any]) -> Any:
        return data.draw(st.sampled_from(choices))

    text, meant = pattern(pick)
    assert Counter(told(c.as_dict()) for c in draft(text).candidates) == Counter(meant), text
