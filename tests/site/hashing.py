"""Passwords of the tests: hashed by the same function as the site's, with a thousandth of the work."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Light(Argon2PasswordHasher):
    """Argon2 that takes no memory to speak of: its strength is proved where the site's own is looked at."""

    time_cost, memory_cost, parallelism = 1, 8, 1
