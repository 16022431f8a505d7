"""How many examples hypothesis draws: a few in the quick suite, all in ``make slow``."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def drawn(often: int, **options: Any) -> settings:
    """Settings that draw so many examples in ``make slow``, and a fifth of them otherwise."""
    return settings(
        max_examples=often if THOROUGH else max(10, often // 5), deadline=None, **options
    )
