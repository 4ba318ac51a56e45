"""Quick by default; BANGFU_THOROUGH=1 tries many more examples."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("thorough" if os.environ.get("BANGFU_THOROUGH") else "quick")
