"""How the site keeps passwords, as it is shipped: the other tests hash more lightly."""

from __future__ import annotations

import argon2
from django.contrib.auth.hashers import get_hashers, identify_hasher, make_password
from django.test import override_settings
from tests.site.hashing import Light

from bangfu.site import settings as shipped

MEMORY, ROUNDS = 64 << 10, 2  # at least: KiB, and times over them


def test_the_tests_hash_lightly_and_the_site_does_not() -> None:
    [light] = get_hashers()
    assert isinstance(light, Light)
    assert "tests" not in "".join(shipped.PASSWORD_HASHERS)


def test_a_password_is_kept_by_argon2id_with_its_full_work() -> None:
    with override_settings(PASSWORD_HASHERS=shipped.PASSWORD_HASHERS):
        kept = make_password("四月的雨-2020")
        assert identify_hasher(kept).verify("四月的雨-2020", kept)
        assert not identify_hasher(kept).verify("四月的雨-2021", kept)
    told = argon2.extract_parameters(kept.removeprefix("argon2"))
    assert told.type is argon2.Type.ID
    assert told.memory_cost >= MEMORY
    assert told.time_cost >= ROUNDS
