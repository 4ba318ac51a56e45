"""Which of the two languages to speak, by the locale of whoever asks."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]


def language() -> Language:
    """Chinese for a Chinese locale, English otherwise; `BANGFU_LANG=zh|en` overrides."""
    for name in ("BANGFU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
